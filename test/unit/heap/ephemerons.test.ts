import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findEphemeronNames, pairEphemerons, tableOf } from '../../../src/heap/ephemerons.js';
import { writeBytes } from '../../support/heap-language.js';
import { graphOfText, readUncompressed } from '../../support/read-graph.js';
import { stringText } from '../../../src/format/string-table.js';
import type { StringIndex } from '../../../src/core/columns.js';

const NAME = /^\d+( \/ part of key \(.*? @\d+\) -> value \(.*? @\d+\) pair in WeakMap \(table @(\d+)\))$/s;

/** A heap whose root has an internal edge to itself by each name. */
async function findAmong(
  names: readonly string[],
): Promise<{ found: Map<string, [number, number]>; count: number }> {
  const edges = names.map((name) => ({ type: 'internal', name, target: 0 }));
  const graph = await graphOfText(
    writeBytes({ nodes: [{ type: 'synthetic', name: '', id: 1, selfSize: 0, edges }] }),
  );
  const ephemerons = findEphemeronNames(graph.strings);
  const { entryOf } = ephemerons;
  const { pair, pairCount } = pairEphemerons(ephemerons);
  const found = new Map<string, [number, number]>();
  for (let i = 0; i < graph.strings.count; i++) {
    const entry = entryOf?.[i] ?? 0;
    if (entry !== 0)
      found.set(stringText(graph.strings, i as StringIndex), [
        tableOf(ephemerons, entry - 1),
        pair[entry - 1],
      ]);
  }
  return { found, count: pairCount };
}

const entry = (number: number, key: string, value: string, table: number): string =>
  `${number} / part of key (${key}) -> value (${value}) pair in WeakMap (table @${table})`;

test('both edges of an entry are one pair and name the table', async () => {
  const { found, count } = await findAmong([
    entry(6, 'Foo @39247', 'Bar @114097', 69733),
    entry(17, 'Foo @39247', 'Bar @114097', 69733),
    entry(7, 'Foo @39247', 'Bar @114097', 5),
  ]);
  expect([...found.values()]).toEqual([
    [69733, 0],
    [69733, 0],
    [5, 1],
  ]);
  expect(count).toBe(2);
});

test('names of classes may hold anything that a class may be called', async () => {
  const odd = [
    entry(1, ') -> value ( @1', '(@) @2', 3),
    entry(2, 'ä "quoted" \\ @4', '💩 @5', 6),
    entry(3, ' @7', ' @8', 9),
    // A dot of DevTools' pattern matches no line break, so it takes this one for an edge like any other.
    entry(4, 'Symbol(two\nlines) @10', 'Bar @11', 12),
  ];
  expect([...(await findAmong(odd)).found.keys()]).toEqual(odd);
});

test('what only looks like an entry is none', async () => {
  const like = [
    entry(1, 'Foo', 'Bar @2', 3),
    `x${entry(1, 'Foo @1', 'Bar @2', 3)}`,
    `${entry(1, 'Foo @1', 'Bar @2', 3)} `,
    '1 / part of key (',
    '12 / something else that is long enough to be looked at, but no entry',
    '123456789012345678901234567890123456789012345678901234567890',
  ];
  expect([...(await findAmong(like)).found.keys()]).toEqual([]);
});

test('the quick look at the first bytes misses nothing that the pattern would find', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(
        fc
          .tuple(fc.nat(99), fc.string({ maxLength: 8 }), fc.string({ maxLength: 3 }), fc.nat(99))
          .map((parts) => {
            const [number, key, value, table] = parts;
            return entry(number, `${key} @${number}`, `${value} @${table}`, table);
          }),
        { maxLength: 5 },
      ),
      async (names) => {
        const { found } = await findAmong(names);
        expect(new Set(found.keys())).toEqual(new Set(names.filter((name) => NAME.test(name))));
      },
    ),
    { numRuns: 200 },
  ));

test('a heap without WeakMaps has no table of entries', async () => {
  const graph = await graphOfText(
    writeBytes({ nodes: [{ type: 'synthetic', name: '', id: 1, selfSize: 0, edges: [] }] }),
  );
  expect(findEphemeronNames(graph.strings).entryOf).toBeNull();
});

test('in a real snapshot most pairs have both edges', async () => {
  const graph = await graphOfText(readUncompressed('runtimes/node20.heapsnapshot.gz'));
  const { pair, pairCount } = pairEphemerons(findEphemeronNames(graph.strings));
  expect(pairCount).toBeGreaterThan(10);
  expect(pair.length).toBeGreaterThan(1.5 * pairCount);
});
