// What V8, Blink and the runtimes call things -> words for someone who has never seen a heap.

import type { PathStep, Suspect } from '../../src/report/model.js';

/** Part of a sentence; names are set as such. */
export interface Word {
  readonly text: string;
  readonly isName: boolean;
}

const name = (text: string): Word => ({ text, isName: true });
const word = (text: string): Word => ({ text, isName: false });

const page = /^Window\b/;
const realm = /^(global|globalThis|GlobalObject|Object \/ .*|.*\[JSGlobalObject\].*)$/;
const listener =
  /^(Detached )?(EventListener|V8EventListener|JSEventListener|blink::RegisteredEventListener)$/;
/** Elements by their tags, as Blink names them. */
const element = /^(Detached )?(<[\w-]+>|HTML\w+|SVG\w+|Text|Document)$/;
const container = /^(Array|Object|Map|Set|Function|WeakMap|\(array\)|\{.*\})$/;

/** The object that global variables are properties of. */
export function isGlobalObject(className: string): boolean {
  return page.test(className) || realm.test(className);
}

/** Classes that say nothing of what is in them. */
export function isContainer(className: string): boolean {
  return container.test(className);
}

export function isListener(className: string): boolean {
  return listener.test(className);
}

/** Whose references have numbers that mean something to Blink only. */
export function isPageInternal(className: string): boolean {
  return (
    listener.test(className) ||
    element.test(className) ||
    /^(Detached )?blink::/.test(className) ||
    page.test(className)
  );
}

/** A name that a person gave: of a property whose key is a symbol, the class says more. */
export function givenName(name: string | null): string | null {
  return name?.startsWith('<symbol') === true ? null : name;
}

/** Null where the name of the class is the best that can be said. */
export function plainClass(className: string): string | null {
  if (listener.test(className)) return 'event listener';
  if (/^system \/ Context\b/.test(className)) return 'scope of a function';
  if (className === '(synthetic)') return 'the engine';
  return null;
}

/** Blink's classes name every type that they are made of. */
export function shortClass(className: string): string {
  return className
    .replace(/^(Detached )?((?:blink|cppgc|v8|WTF)::[\w:]+)<.*$/s, '$1$2')
    .replace(/^blink::/, '');
}

/** Why the first object of a path stays: roots are V8's, and so are their names. Null where the edge says it. */
export function rootWords(
  edge: { readonly kind: string; readonly name: string },
  className: string,
): string | null {
  if (edge.name === 'DevTools console') return 'used in the DevTools console or by a debugger';
  if (edge.name === 'native_to_javascript') return 'open in native code: a handle or a request';
  if (isGlobalObject(className)) return 'where global variables are';
  if (edge.kind === 'property' || edge.kind === 'context') return null;
  return edge.kind === 'shortcut' || /^\d*$/.test(edge.name) ? 'kept by the engine or the runtime' : null;
}

/** The step above that a person has a name for: not a function without one, a scope or a listener's parts. */
export function findNamedStep(path: readonly PathStep[], from: number): number {
  for (let at = from; at > 0; at--) {
    const step = path[at];
    if (step === undefined || plainClass(step.className) !== null) continue;
    if (givenName(step.name) !== null || isGlobalObject(step.className)) return at;
    if (!container.test(step.className) && !isPageInternal(step.className)) return at;
  }
  return Math.max(1, from);
}

/** Who holds it: a name alone says nothing where it is the window's, an event's or missing. */
function describeStep(path: readonly PathStep[], at: number, ownName: string | null): readonly Word[] {
  const step = path[at];
  if (step === undefined) {
    const first = path[1];
    if (ownName === '(synthetic)' && first !== undefined)
      return [word('what the runtime has open: '), name(givenName(first.name) ?? first.className)];
    return ownName === null ? [] : [name(ownName)];
  }
  if (isGlobalObject(step.className)) {
    const isPage = page.test(step.className) && !realm.test(step.className);
    const owner = isPage ? "the page's window" : 'the global object';
    const isByListener = path.slice(at + 1).some(({ className }) => isListener(className));
    return [word(isByListener ? `event listeners on ${owner}` : owner)];
  }
  const event = /^_events\b\.?(.*)/.exec(step.edge?.name ?? '')?.[1];
  if (event !== undefined) return [word('the listeners for '), name(event === '' ? (ownName ?? '') : event)];
  const own = givenName(ownName) ?? step.className;
  if (own !== step.className || !container.test(own)) return [name(own)];
  const above = path[findNamedStep(path, at - 1)];
  if (at < 2 || above === undefined) return [name(own)];
  const article = /^[AEIOU]/.test(own) ? 'an ' : 'a ';
  return [word(article), name(own), word(' in '), name(givenName(above.name) ?? above.className)];
}

export function holderWords({ holder, path }: Suspect): readonly Word[] {
  const at = path.findIndex((step) => step.id === holder.id);
  return describeStep(path, at, givenName(holder.name) ?? holder.className);
}

export function stepWords(path: readonly PathStep[], at: number): readonly Word[] {
  return describeStep(path, at, path[at]?.name ?? null);
}
