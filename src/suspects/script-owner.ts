// SPDX-License-Identifier: MIT
// Which file, and which npm package, the end of a path belongs to: the last script that the path passes.
// O(steps).

import type { NodeOrdinal } from '../core/columns.js';
import { type ScriptPlace, findLocation } from '../heap/locations.js';
import { isNodeNamed } from '../heap/names.js';
import type { RawStep } from '../analysis/retaining-paths.js';
import { NodeKind } from '../format/kinds.js';
import { type ScriptOrigin, scriptOrigin } from './class-tiers.js';
import { classNameOf, propertyText } from './heap-questions.js';
import type { FinalHeap } from './inputs.js';

/** What a path belongs to. */
export interface ScriptOwner {
  readonly origin: ScriptOrigin;
  readonly url: string | null;
  /** Of a function or class, or of a variable's declaration. */
  readonly location: ScriptPlace | null;
}

/** @param steps from the root to the holder, the holder included */
export function findOwner(heap: FinalHeap, steps: readonly RawStep[]): ScriptOwner {
  const { graph, locations } = heap;
  for (let i = steps.length - 1; i >= 0; i--) {
    const { node } = steps[i];
    const kind = graph.nodeKind[node];
    // The list of all modules is the loader's.
    if (kind === NodeKind.object && i < steps.length - 1) {
      const url = moduleUrl(heap, node);
      if (url !== null) return { origin: scriptOrigin(url), url, location: null };
    }
    if (kind !== NodeKind.object && kind !== NodeKind.closure) continue;
    const location = findLocation(graph, locations, node);
    if (location === null || location.url === null) continue;
    const url = location.source?.url ?? location.url;
    // A runtime class that an application holds says nothing about who holds it.
    if (scriptOrigin(url) !== 'application' && kind === NodeKind.object && hasOuterScript(heap, steps, i))
      continue;
    return { origin: scriptOrigin(url), url, location };
  }
  // Without any script on the way, only groups of roots are surely the runtime's.
  const isRoot = steps.every(
    ({ node }) =>
      graph.nodeKind[node] === NodeKind.synthetic || /^(?:Node|workerd) \/ /.test(classNameOf(heap, node)),
  );
  return { origin: isRoot ? 'runtime' : 'application', url: null, location: null };
}

function hasOuterScript(heap: FinalHeap, steps: readonly RawStep[], before: number): boolean {
  for (let i = before - 1; i >= 0; i--) {
    const { node } = steps[i];
    const module = moduleUrl(heap, node);
    if (module !== null) return scriptOrigin(module) === 'application';
    const location = findLocation(heap.graph, heap.locations, node);
    if (location === null || location.url === null) continue;
    const isOfProgram = scriptOrigin(location.source?.url ?? location.url) === 'application';
    // The body of an asynchronous module waits in a generator.
    const isCode =
      heap.graph.nodeKind[node] === NodeKind.closure || isNodeNamed(heap.graph, node, 'Generator');
    if (isCode || isOfProgram) return isOfProgram;
  }
  return false;
}

/** The file of a module, CommonJS or ES; null for other nodes. */
export function moduleUrl(heap: FinalHeap, node: NodeOrdinal): string | null {
  switch (classNameOf(heap, node)) {
    case 'Module':
      return propertyText(heap.graph, node, 'filename') ?? propertyText(heap.graph, node, 'id');
    case 'ModuleWrap':
      return propertyText(heap.graph, node, 'url');
    default:
      return null;
  }
}

/** `/app/node_modules/.pnpm/lru-cache@10.0.0/node_modules/lru-cache/index.js` -> `lru-cache`. */
export function packageOf(url: string | null): string | null {
  if (url === null) return null;
  const at = Math.max(url.lastIndexOf('node_modules/'), url.lastIndexOf('node_modules\\'));
  if (at >= 0) return packageName(url.slice(at + 'node_modules/'.length));
  // Yarn's zip cache: .yarn/cache/name-npm-1.2.3-hash.zip/node_modules/...
  const deno =
    /^https?:\/\/(?:esm\.sh|cdn\.skypack\.dev|unpkg\.com|cdn\.jsdelivr\.net\/npm)\/((?:@[^/]+\/)?[^/@]+)/.exec(
      url,
    );
  return deno === null ? null : deno[1];
}

function packageName(rest: string): string | null {
  const parts = rest.split(/[\\/]/);
  const name = parts[0].startsWith('@') && parts.length > 2 ? `${parts[0]}/${parts[1]}` : parts[0];
  return parts.length > 1 && name !== '' ? name : null;
}
