import { expect, test } from 'vitest';
import type { NodeOrdinal } from '../../../src/core/columns.js';
import { buildDetourRules } from '../../../src/analysis/detours.js';
import { buildPathNamer } from '../../../src/analysis/named-paths.js';
import { computeRetainingTree, findRetainingPath } from '../../../src/analysis/retaining-paths.js';
import type { Analysis } from '../../../src/engine/analyze.js';
import { buildPath, buildPathText } from '../../../src/report/build-path.js';
import type { PathStep } from '../../../src/report/model.js';
import { writeLineHeap } from '../../support/line-heap.js';
import { readManifest } from '../../support/manifest.js';
import { analyzeText, readUncompressed } from '../../support/read-graph.js';

/** The paths of all instances of a class. */
function pathsOf(analysis: Analysis, className: string, tellFolded = false): (readonly PathStep[])[] {
  const { graph, retaining, pool, classes, shallowSize } = analysis;
  const tree = computeRetainingTree(graph, retaining, buildDetourRules(graph), pool);
  const namer = buildPathNamer(analysis);
  const paths: (readonly PathStep[])[] = [];
  for (let node = 0 as NodeOrdinal; node < graph.nodeCount; node++) {
    if (classes.classes[classes.classOf[node]].name !== className || shallowSize[node] === 0) continue;
    paths.push(buildPath(analysis, namer.namePath(findRetainingPath(tree, node)), 'never', tellFolded));
  }
  return paths;
}

function withoutId(path: readonly PathStep[]): string {
  return buildPathText(path).replace(/ @\d+$/, '');
}

async function pathOf(lines: string, className: string, tellFolded = false): Promise<readonly PathStep[]> {
  const [path] = pathsOf(await analyzeText(writeLineHeap(lines)), className, tellFolded);
  return path;
}

const expected: readonly (readonly [file: string, className: string, text: string])[] = [
  ['sessions/final', 'Session', '(GC roots) → module shop/src/auth.js → sessions: Map → Session'],
  [
    'request-trails/final',
    'RequestTrail',
    '(GC roots) → module orders-api/main.cjs → server: ApiServer → _events.shutdown: Array → Function → RequestTrail',
  ],
  [
    'undo-board/final',
    'CardView',
    '(GC roots) → Window [JSGlobalObject] / http://board.example → round: Function → undoStack: Array → CardView',
  ],
];

test.each(expected)('in %s, every %s has its path in words', async (file, className, text) => {
  const { path: name } = readManifest().files.find(({ path }) => path.startsWith(file)) ?? { path: '' };
  const paths = pathsOf(await analyzeText(readUncompressed(name)), className);
  expect(paths.length).toBeGreaterThan(100);
  expect(new Set(paths.map(withoutId))).toEqual(new Set([text]));
});

test('folded counts and told steps make up the whole raw path', async () => {
  const path = await pathOf(
    `root: synthetic
     root -shortcut:1-> global
     global --> cache
     cache: object Map
     table: array
     cache -internal:table-> table
     table -internal:7-> leaf
     leaf: object Leaf`,
    'Leaf',
  );
  expect(path.map(({ folded }) => folded)).toEqual([0, 0, 0, 1]);
  expect(path.at(-1)?.edge).toEqual({ kind: 'element', name: 'entry' });
  expect(withoutId(path)).toBe('(GC roots) → global → cache: Map → Leaf');
});

test('a path names what it leaves out where it is asked to, also right below the roots', async () => {
  const lines = `root: synthetic
     groups: synthetic (GC roots)
     group: synthetic (Global handles)
     context: object system / Context
     cache: object Map
     table: array
     leaf: object Leaf
     root --> groups
     groups -element:1-> group
     group -element:7-> context
     context -context:cache-> cache
     cache -internal:table-> table
     table -internal:7-> leaf`;
  const told = await pathOf(lines, 'Leaf', true);
  expect(told.map(({ folded }) => folded)).toEqual([0, 3, 1]);
  expect(told.flatMap(({ foldedSteps = [] }) => foldedSteps)).toMatchObject([
    { className: '(synthetic)', name: '(GC roots)' },
    { className: '(synthetic)', name: '(Global handles)', edge: { kind: 'element', name: '1' } },
    { className: 'system / Context', name: null, edge: { kind: 'element', name: '7' } },
    { name: null, edge: { kind: 'internal', name: 'table' } },
  ]);
  expect((await pathOf(lines, 'Leaf')).some((step) => 'foldedSteps' in step)).toBe(false);
});

test('the name of a variable that a closure captured survives the folding of its context', async () => {
  const path = await pathOf(
    `root: synthetic
     root -shortcut:1-> global
     f: closure onTick
     ctx: object system / Context
     outer: object system / Context
     leaf: object Leaf
     global -property:handler-> f
     f -internal:context-> ctx
     ctx -internal:previous-> outer
     outer -context:pending-> leaf`,
    'Leaf',
  );
  expect(withoutId(path)).toBe('(GC roots) → global → handler: Function → pending: Leaf');
  expect(path.at(-1)).toMatchObject({ edge: { kind: 'context', name: 'pending' }, folded: 2 });
});

test('a list of a thousand items is four steps and a count', async () => {
  const items = Array.from({ length: 1000 }, (_, i) => `i${i}: object Item`).join('\n');
  const links = Array.from({ length: 999 }, (_, i) => `i${i} -property:next-> i${i + 1}`).join('\n');
  const path = await pathOf(
    `root: synthetic\n${items}\nleaf: object Leaf\nroot -shortcut:1-> global\nglobal -property:head-> i0\n${links}\ni999 --> leaf`,
    'Leaf',
    true,
  );
  expect(withoutId(path)).toBe('(GC roots) → global → head: Item → next: Item → next: Item → leaf: Leaf');
  expect(path.reduce((sum, { folded }) => sum + folded + 1, 0)).toBe(1003);
  expect(path.flatMap(({ foldedSteps = [] }) => foldedSteps)).toHaveLength(24);
});

test('keys that look like secrets are masked', async () => {
  const key = '3f2b8a60-1c2d-4e5f-8a9b-0c1d2e3f4a5b';
  const path = await pathOf(
    `root: synthetic\nroot -shortcut:1-> global\nglobal -property:byUser-> map\nmap: object Object\nleaf: object Leaf\nmap -property:${key}-> leaf`,
    'Leaf',
  );
  expect(withoutId(path)).toBe('(GC roots) → global → byUser: Object → [key]: Leaf');
});

test('what nothing reaches has no path', async () => {
  const path = await pathOf('root: synthetic\nleaf: object Leaf\nroot -weak:w-> leaf', 'Leaf');
  expect(path).toEqual([]);
});

test("a function that another name holds has its own name as well; what it is bound to is not the binder's", async () => {
  const lines = `root: synthetic
     root -shortcut:1-> global
     global -property:keep-> keep
     keep: object Object
     bound: closure native_bind
     keep -property:hello-> bound
     bindings: array (bound arguments)
     bound -internal:bindings-> bindings
     bindings -internal:0-> leaf
     leaf: object Leaf
     f: closure onTick
     bound -internal:bound_function-> f
     other: object Other
     f -property:other-> other`;
  const toLeaf = await pathOf(lines, 'Leaf');
  expect(withoutId(toLeaf)).toBe('(GC roots) → global → keep: Object → hello: Function → Leaf');
  expect(toLeaf.at(-1)?.edge).toEqual({ kind: 'internal', name: 'bound argument' });
  const toOther = await pathOf(lines, 'Other');
  expect(withoutId(toOther)).toBe('(GC roots) → global → keep: Object → hello: Function → other: Other');
  expect(toOther.map(({ functionName }) => functionName)).toEqual([
    ...[undefined, undefined, undefined],
    'onTick',
    undefined,
  ]);
});

test('a promise leads to the function that waits for it, and to its variables', async () => {
  const path = await pathOf(
    `root: synthetic
     root -shortcut:1-> global
     global -property:pending-> promise
     promise: object Promise
     reaction: hidden system / PromiseReaction
     promise -internal:reactions_or_result-> reaction
     resume: closure
     reaction -hidden:2-> resume
     ctx: object system / Context
     resume -internal:context-> ctx
     generator: object Generator
     ctx -internal:extension-> generator
     registers: array
     generator -internal:parameters_and_registers-> registers
     waiter: closure load
     generator -internal:function-> waiter
     registers -internal:1-> leaf
     leaf: object Leaf`,
    'Leaf',
  );
  expect(withoutId(path)).toBe(
    '(GC roots) → global → pending: Promise → resume: Function → load: Generator → Leaf',
  );
  expect(path.slice(-3).map(({ edge }) => edge?.name)).toEqual([
    'reaction',
    'waiting function',
    'local variable',
  ]);
});

/** A module with its file's name, its exports, and a context of its own. */
const moduleLines = `root: synthetic
     root -element:1-> module
     module: object Module
     file: string /srv/app.js
     module -property:filename-> file
     module -property:exports-> exports
     exports: object Object
     scope: object system / Context
     native: hidden system / NativeContext
     scope -internal:previous-> native`;

test('the value of a WeakMap is told by the WeakMap, and not as if its key had it', async () => {
  const path = await pathOf(
    `${moduleLines}
     exports -property:tenants-> list
     list: object Array
     list -element:0-> tenant
     tenant: object Tenant
     map: object WeakMap
     exports -property:hits-> map
     table: array
     map -internal:table-> table
     tenant -internal:4 / part of key (Tenant @15) -> value (Set @21) pair in WeakMap (table @19)-> set
     table -internal:9 / part of key (Tenant @15) -> value (Set @21) pair in WeakMap (table @19)-> set
     set: object Set
     set --> leaf
     leaf: object Leaf`,
    'Leaf',
  );
  const { id } = path[path.length - 3];
  expect([id, path[path.length - 2].id]).toEqual([15, 21]);
  expect(withoutId(path)).toBe(
    '(GC roots) → module /srv/app.js → tenants: Array → Tenant → (WeakMap hits): Set → leaf: Leaf',
  );
  expect(path.at(-2)?.edge).toEqual({ kind: 'internal', name: 'value in WeakMap hits' });
});

test('a function that is one of many of its module is no step; the first of a chain is', async () => {
  const ofModule = await pathOf(
    `${moduleLines}
     exports -property:login-> f
     f: closure login
     f -internal:context-> scope
     scope -context:leaf-> leaf
     leaf: object Leaf`,
    'Leaf',
  );
  expect(withoutId(ofModule)).toBe('(GC roots) → module /srv/app.js → leaf: Leaf');
  const chain = await pathOf(
    `${moduleLines}
     exports -property:info-> f
     f: closure
     f -internal:context-> own
     own: object system / Context
     own -internal:previous-> scope
     own -context:inner-> g
     g: closure
     g -internal:context-> last
     last: object system / Context
     last -context:leaf-> leaf
     leaf: object Leaf`,
    'Leaf',
  );
  expect(withoutId(chain)).toBe(
    '(GC roots) → module /srv/app.js → info: Function → inner: Function → leaf: Leaf',
  );
});

test('what the loader of modules keeps is not told by the module that happens to lead to it', async () => {
  const path = await pathOf(
    `${moduleLines}
     exports -property:job-> job
     job: object ModuleJob
     job -property:#loader-> loader
     loader: object ModuleLoader
     loader -property:loadCache-> cache
     cache: object LoadCache
     cache --> leaf
     leaf: object Leaf`,
    'Leaf',
  );
  expect(withoutId(path)).toBe('(GC roots) → #loader: ModuleLoader → loadCache: LoadCache → leaf: Leaf');
});

test('an ES module is called so also where it is a hidden node of V8', () => {
  const step = (className: string, name: string | null): PathStep => ({
    ...{ id: 7, className, name, edge: null, folded: 0, location: null },
    ...{ shallowSize: null, retainedSize: null },
  });
  const path = [step('(GC roots)', null), step('(system)', 'src/app.mjs'), step('Map', 'users')];
  expect(buildPathText(path)).toBe('(GC roots) → module src/app.mjs → users: Map @7');
  expect(buildPathText([step('(system)', 'cells'), step('Map', null)])).toBe('cells: (system) → Map @7');
});
