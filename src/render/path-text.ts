// SPDX-License-Identifier: MIT
// Retaining path -> its parts in people's names. Not escaped: `shown` is the sink's escape for each name.

import type { PathStep, StepEdge } from '../report/model.js';

/** An ES module whose body is done is a hidden node of V8's, told by its file. */
function isModule({ className, name }: PathStep): boolean {
  if (className === '(system)') return name !== null && /\.[cm]?[jt]sx?$/.test(name);
  return /^(?:Module|ModuleWrap|system \/ SourceTextModule)$/.test(className);
}

/** `sessions: Map`, `onData: Function receive`, `module src/auth.js`, `Session`. */
export function formatStep(step: PathStep, shown: (name: string) => string): string {
  const own = step.functionName === undefined || step.functionName === step.name ? '' : step.functionName;
  const className = own === '' ? shown(step.className) : `${shown(step.className)} ${shown(own)}`;
  if (step.name === null || step.name === step.className) return className;
  if (isModule(step)) return `module ${shown(step.name)}`;
  return `${shown(step.name)}: ${className}`;
}

export function formatFolded(folded: number): string {
  return `(${folded} folded)`;
}

/** One part a step, the last with its id; what was folded is a part of its own. */
export function buildPathParts(path: readonly PathStep[], shown: (name: string) => string): string[] {
  return path.flatMap((step, index) => {
    const label = formatStep(step, shown);
    const part = index === path.length - 1 && index > 0 ? `${label} @${step.id}` : label;
    return step.folded > 0 ? [formatFolded(step.folded), part] : [part];
  });
}

/**
 * The same without what only says that something was left out: from the module, global or other named step on.
 * The whole path is what `heapdiff retainers` is for.
 */
export function buildShortPathParts(path: readonly PathStep[], shown: (name: string) => string): string[] {
  const steps = path.length > 2 && path[0].className === '(GC roots)' ? path.slice(1) : path;
  return buildPathParts(
    steps.map((step) => (step.folded === 0 ? step : { ...step, folded: 0 })),
    shown,
  );
}

/** Words of ours for V8's numbered fields. */
const isTold = /^(?:waiting function|reaction|promise|local variable|bound argument|value in WeakMap\b.*)$/;

/** How a step is reached, where that says more than its name: `[12]`, `.next`, `variable x`. */
export function formatEdge(edge: StepEdge | null, shown: (name: string) => string): string {
  if (edge === null) return '';
  const { kind, name } = edge;
  if (kind === 'element') return `[${shown(name)}]`;
  if (kind === 'property') return `.${shown(name)}`;
  if (kind === 'context') return `variable ${shown(name)}`;
  if (kind === 'internal' && isTold.test(name)) return shown(name);
  return name === '' ? kind : `${kind} ${shown(name)}`;
}
