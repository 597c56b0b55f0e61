import { expect, test } from 'vitest';
import { diffHeaps } from '../../support/diff-heaps.js';

/** A shop with objects of its own at `shop`, and of each a list of `count` objects of a class. */
function heap(lines: readonly string[]): string {
  const still = Array.from({ length: 150 }, (_, n) => `still -[${n}]-> s${n}:Still 16 @${2001 + 2 * n}`);
  return ['root -> app:App @3', 'app -> still:Array @5', ...still, 'app -shop-> shop:Shop @7', ...lines].join(
    '\n',
  );
}

const list = (owner: string, name: string, className: string, count: number, id: number): string[] => [
  `${owner} -${name}-> ${name}:Array 32 @${id}`,
  ...Array.from(
    { length: count },
    (_, n) => `${name} -[${n}]-> ${name}${n}x:${className} 40 @${10_001 + 1000 * id + 2 * n}`,
  ),
];

/** A Map whose entries are numbers: V8 does not say how many. */
const index = (owner: string, bytes: number, id: number): string[] => [
  `${owner} -byNumber-> map:Map 32 @${id}`,
  `map -{table}-> table:array "" ${bytes} @${id + 2}`,
];

async function suspectsOf(heapAt: (n: number) => string): Promise<unknown[]> {
  const { suspects } = await diffHeaps([1, 2, 3].map(heapAt));
  return suspects.rows.map(({ growing, growth }) => [growing.className, growth.shallowSize]);
}

test('an index that got larger belongs to the entries beside it, and does not join two leaks of other steps', async () => {
  const suspects = await suspectsOf((n) =>
    heap([
      'shop -orders-> orders:OrderBook 40 @9',
      ...list('orders', 'open', 'Order', 60 * n, 11),
      ...index('orders', 3000 * n, 21),
      'shop -log-> log:VisitLog 40 @31',
      ...list('log', 'visits', 'Visit', n === 2 ? 150 : 100 * n, 33),
    ]),
  );
  expect(suspects).toEqual([
    ['Visit', 200 * 40],
    ['Order', 120 * 40 + 6000],
  ]);
});

test('of leaks that are as far from it, an index belongs to the one with more entries', async () => {
  const both = (first: number, second: number): Promise<unknown[]> =>
    suspectsOf((n) =>
      heap([
        ...list('shop', 'open', 'Order', first * n, 11),
        ...index('shop', 3000 * n, 21),
        ...list('shop', 'visits', 'Visit', n === 2 ? 1.5 * second : second * n, 33),
      ]),
    );
  expect(await both(60, 40)).toEqual([
    ['Order', 120 * 40 + 6000],
    ['Visit', 80 * 40],
  ]);
  expect(await both(60, 120)).toEqual([
    ['Visit', 240 * 40 + 6000],
    ['Order', 120 * 40],
  ]);
});

test('an index that is too large for any entries is a suspect of its own', async () => {
  const suspects = await suspectsOf((n) =>
    heap([
      'shop -orders-> orders:OrderBook 40 @9',
      ...list('orders', 'open', 'Order', 60 * n, 11),
      ...index('orders', 20_000 * n, 21),
    ]),
  );
  expect(suspects).toEqual([
    ['Map', 40_000],
    ['Order', 120 * 40],
  ]);
});

test('what keeps step at a distance is another leak, beside it is part of the same', async () => {
  const far = await suspectsOf((n) =>
    heap([
      'shop -leases-> leases:LeaseTable 40 @9',
      ...list('leases', 'taken', 'Lease', 60 * n, 11),
      'shop -stop-> stop:Controller 40 @13',
      'stop -signal-> signal:Signal 40 @15',
      ...list('signal', 'waiting', 'Array', 60 * n, 17),
    ]),
  );
  expect(far).toHaveLength(2);
  expect(far).toContainEqual(['Lease', 120 * 40]);
  expect(far).toContainEqual(['Array', 120 * 40]);
  const near = await suspectsOf((n) =>
    heap([
      'shop -leases-> leases:LeaseTable 40 @9',
      ...list('leases', 'taken', 'Lease', 60 * n, 11),
      ...list('leases', 'times', 'Array', 60 * n, 17),
    ]),
  );
  expect(near).toEqual([['Lease', 2 * 120 * 40]]);
});
