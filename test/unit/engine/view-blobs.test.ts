import { expect, test } from 'vitest';
import { viewBlobs } from '../../../src/engine/view-blobs.js';
import { groupSizes } from '../../../src/report/build-class-details.js';
import type { DominatedTree, ViewerData } from '../../../src/report/model.js';
import { readHeap } from '../../support/heap-language.js';

async function view(...texts: readonly string[]): Promise<ViewerData> {
  const heaps = await Promise.all(texts.map((text) => readHeap(text)));
  return viewBlobs(
    heaps.map(({ bytes }, at) => ({ name: `${at}.heapsnapshot`, blob: new Blob([bytes.slice()]) })),
  );
}

/** `count` users of 100 bytes in a map, every tenth of them with a note of 50. */
function heapOf(count: number): string {
  const users = Array.from({ length: count }, (_, at) => at);
  return [
    'root -app-> app:App 40 @101',
    'app -users-> users:Map 32 @103',
    'app -other-> other:Map 32 @105',
    ...users.map((at) => `users -[${at}]-> u${at}:User 100 @${1001 + 2 * at}`),
    ...users.filter((at) => at % 10 === 0).map((at) => `u${at} -note-> n${at}:Note 50 @${9001 + 2 * at}`),
    // One user is held in another way.
    'other -[0]-> lonely:User 100 @107',
  ].join('\n');
}

function findTree(tree: DominatedTree, id: number): DominatedTree | undefined {
  return tree.id === id ? tree : tree.children.map((child) => findTree(child, id)).find(Boolean);
}

test('an opened class says of its instances how large they are and in which ways they are held', async () => {
  const { classDetails } = await view(heapOf(10), heapOf(20), heapOf(30));
  const users = classDetails.find(({ key }) => key === 'User');
  expect(users).toMatchObject({
    count: 31,
    median: 100,
    sizes: [
      { least: 100, most: 100, count: 28 },
      { least: 150, most: 150, count: 3 },
    ],
  });
  expect(users?.ways.total).toBe(2);
  expect(users?.ways.rows.map(({ count }) => count)).toEqual([30, 1]);
  expect(users?.ways.rows.map(({ path }) => path.map(({ id }) => id))).toEqual([
    [1, 101, 103, 1059],
    [1, 101, 105, 107],
  ]);
});

test('a node of the map has grown by what it retains more, all of it where the object is new', async () => {
  const { dominated } = await view(heapOf(10), heapOf(30));
  const tree = dominated ?? expect.fail('no tree');
  expect(findTree(tree, 103)).toMatchObject({ retainedSize: 3182, growth: 20 * 100 + 2 * 50 });
  expect(findTree(tree, 105)).toMatchObject({ growth: 0 });
  // Id 1059 is the thirtieth user.
  expect(findTree(tree, 1059)).toMatchObject({ retainedSize: 100, growth: 100 });
});

test('where objects cannot be followed no growth is told', async () => {
  const other = heapOf(30).replaceAll(/:(\w+) (\d+) @/g, ':Other$1 $2 @');
  const { dominated, report } = await view(heapOf(20), other);
  expect(report).toMatchObject({ identity: { mode: 'structural' } });
  const growths: (number | null)[] = [];
  const stack = [dominated!];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    growths.push(node.growth);
    stack.push(...node.children);
  }
  expect(new Set(growths)).toEqual(new Set([null]));
});

test('many sizes are told in six bars that hold each of them once', () => {
  const even = Array.from({ length: 60 }, (_, at) => [100 + at, 2] as const);
  expect(groupSizes(even)).toHaveLength(6);
  expect(groupSizes(even).every(({ count }) => count === 20)).toBe(true);
  // A few giants do not press all others into one bar.
  const wide = Array.from({ length: 20 }, (_, at) => [2 ** at, 1] as const);
  const bars = groupSizes(wide);
  expect(bars.reduce((sum, { count }) => sum + count, 0)).toBe(20);
  expect(Math.max(...bars.map(({ count }) => count))).toBeLessThan(6);
  for (const [at, bar] of bars.slice(1).entries()) expect(bar.least).toBeGreaterThan(bars[at].most);
});
