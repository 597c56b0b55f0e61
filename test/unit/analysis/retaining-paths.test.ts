import { expect, test } from 'vitest';
import { addBit, buildBitSet, hasBit } from '../../../src/core/bit-set.js';
import { NO_EDGE, NO_NODE, type EdgeOrdinal, type NodeOrdinal } from '../../../src/core/columns.js';
import { DETOUR_COSTS, buildDetourRules } from '../../../src/analysis/detours.js';
import { computeRetainingTree, findRetainingPath } from '../../../src/analysis/retaining-paths.js';
import type { Analysis } from '../../../src/engine/analyze.js';
import { edgeName, nodeName } from '../../../src/heap/names.js';
import { idOfLabel, writeLineHeap } from '../../support/line-heap.js';
import { readManifest } from '../../support/manifest.js';
import { analyzeText, readUncompressed } from '../../support/read-graph.js';

async function pathNames(lines: string, label: string): Promise<string[]> {
  const { graph, retaining, pool } = await analyzeText(writeLineHeap(lines));
  const tree = computeRetainingTree(graph, retaining, buildDetourRules(graph), pool);
  for (let node = 0 as NodeOrdinal; node < graph.nodeCount; node++) {
    if (nodeName(graph, node) === label)
      return findRetainingPath(tree, node).map((step) => nodeName(graph, step.node));
  }
  throw new Error(`no node ${label}`);
}

test('the shortest path wins where all edges are alike', async () => {
  const names = await pathNames(
    `root: synthetic
     root --> a
     a --> b
     b --> leaf
     root --> c
     c --> leaf`,
    'leaf',
  );
  expect(names).toEqual(['root', 'c', 'leaf']);
});

test('a weak edge is no way', async () => {
  const names = await pathNames(
    `root: synthetic
     root -weak:w-> leaf
     root --> a
     a --> leaf`,
    'leaf',
  );
  expect(names).toEqual(['root', 'a', 'leaf']);
});

const RUNNING = `root: synthetic
     groups: synthetic (GC roots)
     stack: synthetic (Stack roots)
     strong: synthetic (Strong roots)
     handles: synthetic (Handle scope)
     scope: object system / Context
     code: code (optimized)
     root -element:1-> groups
     groups -element:0-> stack
     groups -element:1-> strong
     groups -element:2-> handles
     handles -internal:1-> leaf
     strong -internal:126 / IdentityMapBase-> leaf
     code --> leaf
     strong -internal:2-> code
     stack -internal:7-> leaf
     stack -internal:8-> scope
     scope -context:leaf-> leaf`;

test.each([
  ['a variable of a running function comes before its slot on the stack', 'scope'],
  ['the slot comes before handles, code and what is compiled', 'stack'],
])('%s', async (_, holder) => {
  const lines = RUNNING.split('\n').filter(
    (line) => holder === 'scope' || !line.trim().startsWith('scope -'),
  );
  const above = holder === 'scope' ? ['system / Context'] : [];
  expect(await pathNames(lines.join('\n'), 'leaf')).toEqual([
    'root',
    '(GC roots)',
    '(Stack roots)',
    ...above,
    'leaf',
  ]);
});

test('a longer way through the program comes before the stack', async () => {
  const lines = ['root -shortcut:1-> global', 'global --> a', 'a --> b', 'b --> c', 'c --> leaf'];
  expect(await pathNames(`${RUNNING}\n${lines.join('\n')}`, 'leaf')).toEqual([
    'root',
    'global',
    'a',
    'b',
    'c',
    'leaf',
  ]);
});

test('a value in a WeakMap is reached through its key, not through the table', async () => {
  const name = '1 / part of key (Key @7) -> value (Value @9) pair in WeakMap (table @3)';
  const names = await pathNames(
    `root: synthetic
     table: array table
     far: object far
     key: object key
     value: object value
     root -element:1-> table
     root --> far
     far --> key
     table -internal:${name}-> value
     key -internal:${name}-> value`,
    'value',
  );
  expect(names).toEqual(['root', 'far', 'key', 'value']);
});

test('a detour over the stack loses to any other way', async () => {
  const names = await pathNames(
    `root: synthetic
     gc: synthetic (GC roots)
     stack: synthetic (Stack roots)
     root -element:1-> gc
     gc -element:1-> stack
     stack -internal:1-> leaf
     root --> a
     a --> b
     b --> c
     c --> d
     d --> e
     e --> leaf`,
    'leaf',
  );
  expect(names).toEqual(['root', 'a', 'b', 'c', 'd', 'e', 'leaf']);
});

test('what only the stack holds has a path over the stack', async () => {
  const names = await pathNames(
    `root: synthetic
     gc: synthetic (GC roots)
     stack: synthetic (Stack roots)
     root -element:1-> gc
     gc -element:1-> stack
     stack -internal:1-> leaf`,
    'leaf',
  );
  expect(names).toEqual(['root', '(GC roots)', '(Stack roots)', 'leaf']);
});

test('what the global object leads to by nothing that holds it is held by the stack, as what it does not lead to', async () => {
  const pair = 'part of key (Key @5) -> value (Shop @9) pair in WeakMap (table @11)';
  const lines = `root: synthetic
     root -shortcut:0-> global
     groups: synthetic (GC roots)
     stack: synthetic (Stack roots)
     handles: synthetic (Handle scope)
     weakmap: object WeakMap
     table: array
     shop: object Shop
     root -element:1-> groups
     groups -element:0-> handles
     groups -element:1-> stack
     global --> weakmap
     weakmap -internal:table-> table
     table -internal:6 / ${pair}-> shop
     handles -internal:1-> shop
     stack -internal:3-> shop
     shop --> carts
     carts --> leaf
     root --> other
     other --> seen`;
  const names = ['root', '(GC roots)', '(Stack roots)', 'Shop', 'carts', 'leaf'];
  const withTable = lines.replace('@11', `@${idOfLabel(lines, 'table')}`);
  expect(await pathNames(withTable, 'leaf')).toEqual(names);
  expect(await pathNames(withTable, 'seen')).toEqual(['root', 'other', 'seen']);
  // Where paths begin elsewhere, or may not lead there, there is none.
  const { graph, retaining, pool } = await analyzeText(writeLineHeap(withTable));
  const find = (label: string): NodeOrdinal => {
    for (let node = 0 as NodeOrdinal; node < graph.nodeCount; node++)
      if (nodeName(graph, node) === label) return node;
    throw new Error(`no node ${label}`);
  };
  const closed = buildBitSet(graph.nodeCount);
  addBit(closed, find('Shop'));
  for (const options of [{ sources: [find('other')] }, { closed }]) {
    const tree = computeRetainingTree(graph, retaining, buildDetourRules(graph), pool, options);
    expect(findRetainingPath(tree, find('leaf'))).toEqual([]);
  }
  const withoutStack = buildBitSet(graph.nodeCount);
  addBit(withoutStack, find('(Stack roots)'));
  const tree = computeRetainingTree(graph, retaining, buildDetourRules(graph), pool, {
    closed: withoutStack,
  });
  expect(findRetainingPath(tree, find('leaf')).map(({ node }) => nodeName(graph, node))).toEqual([
    ...['root', '(GC roots)', '(Handle scope)', 'Shop', 'carts', 'leaf'],
  ]);
});

test('a native handle is left out for an application path that is a little longer', async () => {
  const short = `root: synthetic
     wrap: synthetic Node / TCPServerWrap
     root -element:1-> wrap
     wrap -internal:native_to_javascript-> tcp
     tcp --> server`;
  expect(await pathNames(short, 'server')).toEqual(['root', 'Node / TCPServerWrap', 'tcp', 'server']);
  const both = `${short}
     root --> module
     module --> exports
     exports --> server`;
  expect(await pathNames(both, 'server')).toEqual(['root', 'module', 'exports', 'server']);
});

test('what lies beside a class is not told by way of its instances', async () => {
  const short = `root: synthetic
     root --> session
     session -property:__proto__-> prototype
     prototype -property:constructor-> Session
     Session -internal:context-> context
     context -context:jobs-> jobs`;
  expect(await pathNames(short, 'jobs')).toContain('prototype');
  const both = `${short}
     root --> a
     a --> b
     b --> c
     c --> handler
     handler -internal:context-> inner
     inner -internal:previous-> context`;
  expect(await pathNames(both, 'jobs')).toEqual([
    'root',
    'a',
    'b',
    'c',
    'handler',
    'inner',
    'context',
    'jobs',
  ]);
});

test('what nothing reaches has no path', async () => {
  expect(await pathNames('root: synthetic\nroot -weak:w-> leaf', 'leaf')).toEqual([]);
});

/** Costs by repeating all edges until nothing changes. */
function computeCostsSlowly({ graph, retaining }: Analysis): number[] {
  const rules = buildDetourRules(graph);
  const costs = new Array<number>(graph.nodeCount).fill(Infinity);
  costs[graph.root] = 0;
  for (let hasChanged = true; hasChanged;) {
    hasChanged = false;
    for (let node = 0 as NodeOrdinal; node < graph.nodeCount; node++) {
      for (let edge = graph.firstEdge[node]; edge < graph.firstEdge[node + 1]; edge++) {
        const target = graph.edgeTarget[edge];
        if (!hasBit(retaining, edge)) continue;
        const cost = costs[node] + DETOUR_COSTS[rules.rankOf(node, edge, target)];
        if (cost >= costs[target]) continue;
        costs[target] = cost;
        hasChanged = true;
      }
    }
  }
  return costs;
}

const files = readManifest().files.map(({ path }) => path);

test.each([files[0], files.find((path) => path.includes('chromium')) ?? files[1]])(
  'every path in %s is as cheap as can be, and real',
  async (path) => {
    const analysis = await analyzeText(readUncompressed(path));
    const { graph, retaining, pool } = analysis;
    const tree = computeRetainingTree(graph, retaining, buildDetourRules(graph), pool);
    const rules = buildDetourRules(graph);
    const expected = computeCostsSlowly(analysis);
    const costs = new Array<number>(graph.nodeCount).fill(Infinity);
    expect(tree.order[0]).toBe(graph.root);
    for (let i = 0; i < tree.reached; i++) {
      const node = tree.order[i] as NodeOrdinal;
      const parent = tree.parentOf[node] as NodeOrdinal;
      const edge = tree.edgeOf[node] as EdgeOrdinal;
      if (parent === NO_NODE) {
        costs[node] = 0;
        continue;
      }
      if (!hasBit(retaining, edge) || graph.edgeTarget[edge] !== node) throw new Error(`no edge to ${node}`);
      if (edge < graph.firstEdge[parent] || edge >= graph.firstEdge[parent + 1])
        throw new Error('not its owner');
      costs[node] = costs[parent] + DETOUR_COSTS[rules.rankOf(parent, edge, node)];
    }
    expect(costs).toEqual(expected);
    expect(tree.reached).toBe(expected.filter((cost) => cost < Infinity).length);
    expect(tree.edgeOf.filter((edge) => edge === NO_EDGE)).toHaveLength(graph.nodeCount - tree.reached + 1);
  },
);

test('what a page holds comes before what Blink holds for as long as it listens to something', async () => {
  // The page's own way is one step longer than Blink's would be without the rule.
  const cells = Array.from({ length: 16 }, (_, n) => `c${n} -internal:next-> c${n + 1}`);
  const lines = [
    'root: synthetic',
    'roots: synthetic C++ Persistent roots',
    'pending: native Pending activities',
    'root -element:1-> roots',
    'roots -internal:1-> pending',
    'pending -internal:1-> query',
    'root -internal:native_context-> c0',
    ...cells,
    'c16 -internal:variables-> table',
    'table -context:darkQuery-> query',
  ];
  const names = await pathNames(lines.join('\n'), 'query');
  expect(names.slice(-2)).toEqual(['table', 'query']);
});

test('what writes to a standard stream is not held by that, though its listeners are the nearest way', async () => {
  const cells = Array.from({ length: 8 }, (_, n) => `c${n} -internal:next-> c${n + 1}`);
  const lines = [
    'root: synthetic',
    'get: closure getStdout',
    'scope: object system / Context',
    'root -element:1-> get',
    'get -internal:context-> scope',
    'scope -context:stdout-> stream',
    'stream -property:_events-> worker',
    'root -internal:modules-> c0',
    ...cells,
    'c8 -property:workers-> list',
    'list -element:1-> worker',
  ];
  const names = await pathNames(lines.join('\n'), 'worker');
  expect(names.slice(-2)).toEqual(['list', 'worker']);
});

test("Hermes' slots of an object's properties say less than their names", async () => {
  const { graph, retaining, pool } = await analyzeText(
    writeLineHeap(`root: synthetic
      root -internal:global-> bus
      bus -internal:directProp0-> leaf
      bus -internal:propStorage-> leaf
      bus -property:handlers-> leaf`),
  );
  const tree = computeRetainingTree(graph, retaining, buildDetourRules(graph), pool);
  const leaf = graph.edgeTarget[1 as EdgeOrdinal];
  expect(edgeName(graph, tree.edgeOf[leaf] as EdgeOrdinal)).toBe('handlers');
});

test('of two ways over detours that cost the same, the one whose detour comes first wins', async () => {
  const names = await pathNames(
    `root: synthetic
     root -property:cleanup_queue-> a
     a --> y
     y --> x
     root --> p
     p -property:cleanup_queue-> d
     d --> x`,
    'x',
  );
  expect(names).toEqual(['root', 'a', 'y', 'x']);
});
