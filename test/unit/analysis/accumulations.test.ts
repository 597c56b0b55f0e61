import { describe, expect, test } from 'vitest';
import { type Accumulation, findAccumulations } from '../../../src/analysis/accumulations.js';
import { isInternalNode } from '../../../src/analysis/internal-nodes.js';
import type { NodeOrdinal } from '../../../src/core/columns.js';
import type { Analysis } from '../../../src/engine/analyze.js';
import { loadAnalysis } from '../../../src/engine/load-analysis.js';
import { analyzeHeap } from '../../support/language-analysis.js';

const many = (count: number, line: (n: number) => string): string =>
  Array.from({ length: count }, (_, n) => line(n)).join('\n');

async function tell(text: string): Promise<string[]> {
  const { analysis } = await analyzeHeap(text);
  const { graph, classes } = analysis;
  return findAccumulations(analysis).map(
    ({ holder, classNumber, count }) =>
      `@${graph.nodeId[holder]} ${count} ${classes.classes[classNumber].name}`,
  );
}

describe('what piles up in one heap', () => {
  test("a collection with V8's table between it and its entries", async () => {
    const text = [
      'root -> app:App @3',
      'app -sessions-> map:Map 32 @5',
      'map -{table}-> table:array "" 4096 @7',
      many(
        20,
        (n) =>
          `table -{${n}}-> s${n}:Session 40000 @${101 + 4 * n}\ns${n} -user-> u${n}:User 24 @${103 + 4 * n}`,
      ),
    ].join('\n');
    expect(await tell(text)).toEqual(['@5 20 Session']);
  });

  test('a list whose nodes keep one another is one object, and so is a tree', async () => {
    const list = `app -first-> n0:Job 40000 @101\n${many(19, (n) => `n${n} -next-> n${n + 1}:Job 40000 @${103 + 2 * n}`)}`;
    expect(await tell(`root -> app:App @3\n${list}`)).toEqual(['@101 20 Job']);
    const tree = many(
      20,
      (n) =>
        `n${n} -left-> n${2 * n + 1}:Job 40000 @${301 + 4 * n}\nn${n} -right-> n${2 * n + 2}:Job 40000 @${303 + 4 * n}`,
    );
    expect(await tell(`root -> app:App @3\napp -first-> n0:Job 40000 @101\n${tree}`)).toEqual([
      '@101 41 Job',
    ]);
  });

  test('arrays of arrays are no list', async () => {
    const text = [
      'root -> app:App @3',
      'app -pages-> pages:Array 32 @5',
      many(20, (n) => `pages -[${n}]-> p${n}:Array 40000 @${101 + 2 * n}`),
    ].join('\n');
    expect(await tell(text)).toEqual(['@5 20 Array']);
  });

  test('a few arrays in an array are one with it, if what they keep is of one class', async () => {
    const rows = (channels: number, holder: string, className: (channel: number) => string): string =>
      [
        'root -> app:App @3',
        `app -history-> history:${holder} 32 @5`,
        ...Array.from({ length: channels }, (_, channel) =>
          [
            `history -[${channel}]-> c${channel}:Array 32 @${11 + 2 * channel}`,
            many(
              20,
              (n) =>
                `c${channel} -[${n}]-> r${channel}n${n}:${className(channel)} 40000 @${101 + 100 * channel + 2 * n}`,
            ),
          ].join('\n'),
        ),
      ].join('\n');
    expect(await tell(rows(3, 'Array', () => 'Row'))).toEqual(['@5 60 Row']);
    expect(await tell(rows(1, 'Array', () => 'Row'))).toEqual(['@11 20 Row']);
    expect(await tell(rows(2, 'Array', (channel) => ['Row', 'Mark'][channel]))).toEqual([
      '@11 20 Row',
      '@13 20 Mark',
    ]);
    // Who has two lists by their names is no list of lists.
    expect(await tell(rows(2, 'Store', () => 'Row'))).toEqual(['@11 20 Row', '@13 20 Row']);
  });

  test('what others keep as well, what is few and what is small is none', async () => {
    const heap = (count: number, size: number, line: (n: number) => string): string =>
      [
        'root -> app:App @3',
        'root -> index:Index @4',
        'app -list-> list:Array 32 @5',
        many(count, (n) => `list -[${n}]-> s${n}:Session ${size} @${101 + 2 * n}${line(n)}`),
      ].join('\n');
    expect(await tell(heap(20, 40_000, () => ''))).toEqual(['@5 20 Session']);
    expect(await tell(heap(20, 40_000, (n) => `\nindex -[${n}]-> s${n}`))).toEqual([]);
    expect(await tell(heap(9, 100_000, () => ''))).toEqual([]);
    expect(await tell(heap(20, 20_000, () => ''))).toEqual([]);
  });
});

test.each([
  'global',
  'Window / http://shop.example',
  'Window [JSGlobalObject] / http://shop.example',
  'GlobalObject',
])('everything hangs on %s, so it is not told', async (name) => {
  const kept = many(20, (n) => `top -key${n}-> s${n}:Session 40000 @${101 + 2 * n}`);
  expect(await tell(`root -> top:object "${name}" 24 @3\n${kept}`)).toEqual([]);
  expect(await tell(`root -> top:object "Registry" 24 @3\n${kept}`)).toEqual(['@3 20 Session']);
});

test('of ten where one keeps nearly all, that one is told and not who has the ten', async () => {
  const text = [
    'root -> app:App @3',
    'app -caches-> list:Array 32 @5',
    many(9, (n) => `list -[${n}]-> m${n}:Map 32 @${101 + 2 * n}`),
    'list -[9]-> m9:Map 32 @151',
    many(20, (n) => `m9 -[${n}]-> s${n}:Session 40000 @${201 + 2 * n}`),
  ].join('\n');
  expect(await tell(text)).toEqual(['@151 20 Session']);
});

test.each(['sessions/final', 'request-trails/final', 'page-cache/final'])(
  'the slow way finds the same in %s',
  async (name) => {
    const analysis = await loadAnalysis(`snapshots/${name}.heapsnapshot.gz`);
    const all = findAccumulations(analysis, 20_000);
    expect(all).toHaveLength(5);
    expect(all).toEqual(findSlowly(analysis, 20_000));
  },
);

/** Each node climbs to its holder by itself, and structures are climbed one node at a time. */
function findSlowly(
  { graph, classes, tree, retainedSize }: Analysis,
  least: number,
): readonly Accumulation[] {
  const numberOf = new Map(Array.from(tree.nodeOf, (node, number) => [node, number]));
  const general = /^(?:Object|Array|Map|Set|Function)$/;
  const className = (node: number): string => classes.classes[classes.classOf[node as NodeOrdinal]].name;
  const holderOf = (node: number): number | null => {
    let at = node;
    do {
      const number = numberOf.get(at) ?? 0;
      if (number <= 1) return null;
      at = tree.nodeOf[tree.idom[number]];
    } while (at !== (graph.root as number) && isInternalNode(graph, at as NodeOrdinal));
    return at;
  };
  const isOneStructure = (node: number, holder: number): boolean =>
    classes.classOf[node as NodeOrdinal] === classes.classOf[holder as NodeOrdinal] &&
    !general.test(className(node));
  const headOf = (node: number): number => {
    let at = node;
    for (let above = holderOf(at); above !== null && isOneStructure(at, above); above = holderOf(at))
      at = above;
    return at;
  };
  const found = new Map<string, Accumulation & { largest: number }>();
  for (let number = 2; number <= tree.reached; number++) {
    const node = tree.nodeOf[number] as NodeOrdinal;
    const above = isInternalNode(graph, node) ? null : holderOf(node);
    if (above === null) continue;
    const holder = headOf(above) as NodeOrdinal;
    if (/^(?:global|Window)\b/.test(className(holder))) continue;
    if (retainedSize[holder] < least || graph.nodeKindNames[graph.nodeKind[holder]] === 'synthetic') continue;
    const classNumber = classes.classOf[node];
    const isSame = isOneStructure(node, holder);
    const known = found.get(`${holder} ${classNumber}`);
    found.set(`${holder} ${classNumber}`, {
      holder,
      classNumber,
      count: (known?.count ?? (isSame ? 1 : 0)) + 1,
      retainedSize: isSame ? retainedSize[holder] : (known?.retainedSize ?? 0) + retainedSize[node],
      largest: isSame ? 0 : Math.max(known?.largest ?? 0, retainedSize[node]),
    });
  }
  const best = [...found.values()]
    .filter(({ holder, count, retainedSize: size }) => count >= 10 && size >= retainedSize[holder] * 0.3)
    .filter(({ retainedSize: size, largest }) => largest <= size / 2)
    .map(({ largest: _, ...one }) => one)
    .sort((a, b) => b.retainedSize - a.retainedSize);
  const firsts = best.filter(({ holder }, at) => best.findIndex((one) => one.holder === holder) === at);
  return firsts
    .sort((a, b) => retainedSize[b.holder] - retainedSize[a.holder] || a.holder - b.holder)
    .slice(0, 5);
}
