// What is known of an object or class -> whose it is: the application's, a package's, the runtime's, V8's, or the
// page's. A guess from names and places, used for colours, glyphs and filters only.

import type { Location } from '../../src/report/model.js';

export type OwnerKind = 'app' | 'npm' | 'node' | 'v8' | 'dom';

export const ownerKinds: readonly OwnerKind[] = ['app', 'npm', 'node', 'v8', 'dom'];

export const ownerNames: Readonly<Record<OwnerKind, string>> = {
  app: 'Application',
  npm: 'npm package',
  node: 'Runtime',
  v8: 'V8 internals',
  dom: 'DOM',
};

const builtIn =
  /^(global|globalThis|Object|Array|Function|Map|Set|WeakMap|WeakSet|WeakRef|Date|RegExp|Promise|Proxy|Symbol|String|Number|Boolean|BigInt|Error|\w+Error|ArrayBuffer|SharedArrayBuffer|DataView|\w+Array|Generator|\w*Iterator|Intl\..*|WebAssembly\..*|Module|Buffer|EventEmitter|process|Timeout|Immediate|TimersList|Socket|Server|TCP|TLSSocket|AsyncResource|AsyncLocalStorage|AbortSignal|AbortController|URL|URLSearchParams|ReadableStream|WritableStream|TransformStream|\w*(Readable|Writable)State|IncomingMessage|ServerResponse|ClientRequest|HTTPParser|\w+Wrap|Bun|Deno|Headers|Request|Response|TextEncoder|TextDecoder|BufferList|Agent|console|Console|MessagePort|EventTarget|Event)$/;
const page =
  /^(Detached |blink::|HTML|SVG\w*Element|Document|XMLDocument|Window|Text$|Comment$|Element$|Node$|NodeList|DOM|CSS|Style|ShadowRoot|InternalNode|EventListener|V8EventListener|JSEventListener|ResizeObserver|MutationObserver|IntersectionObserver|Blink)/;

export function findUrlOwner(url: string): OwnerKind {
  if (/(^|\/)node_modules\//.test(url)) return 'npm';
  if (/^(node:|internal\/|ext:|deno:|bun:|builtin:|native )/.test(url)) return 'node';
  if (/^(extensions::|v8\/)/.test(url)) return 'v8';
  return 'app';
}

export function findOwnerKind(className: string, location: Location | null, kind = 'object'): OwnerKind {
  if (className.startsWith('(') || className.startsWith('system / ') || className.startsWith('<symbol'))
    return 'v8';
  // Blink names elements by their tags.
  if (/^<[\w-]+>$/.test(className)) return 'dom';
  if (kind === 'synthetic' || kind === 'code' || kind === 'hidden' || kind === 'object shape') return 'v8';
  const plainName = className.replace(/^Detached /, '');
  if (plainName.startsWith('Node / ') || plainName === 'DOMException') return 'node';
  if (page.test(className)) return 'dom';
  const place = location?.source ?? location;
  if (place !== null && place.url !== '') return findUrlOwner(place.url);
  if (kind === 'native') return 'node';
  if (
    /^(FeedbackVector|FeedbackCell|FixedArray|Map \(|system$|DescriptorArray|ScopeInfo|BytecodeArray)/.test(
      className,
    )
  )
    return 'v8';
  if (builtIn.test(className) || className === 'Node' || className === '') return 'node';
  return 'app';
}

/** A module is named after its file, and is whose the file is. */
export function findStepOwner(
  className: string,
  name: string | null,
  location: Location | null,
  kind?: string,
): OwnerKind {
  const isPlaced = location !== null && !location.url.startsWith('node:');
  if (name !== null && !isPlaced && /Module/.test(className)) return findUrlOwner(name);
  if (className === '(synthetic)' && name?.startsWith('Node / ') === true) return 'node';
  return findOwnerKind(className, location, kind);
}

/** `express` of a file inside node_modules, else null. */
export function findPackage(url: string): string | null {
  const parts = url.split(/(?:^|\/)node_modules\//);
  const last = parts.length > 1 ? parts.at(-1) : undefined;
  const match = last === undefined ? null : /^(@[^/]+\/[^/]+|[^/]+)/.exec(last);
  return match?.[1] ?? null;
}
