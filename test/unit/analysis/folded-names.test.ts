import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildFoldedNames } from '../../../src/analysis/folded-names.js';
import type { StringIndex } from '../../../src/core/columns.js';
import { stringText } from '../../../src/format/string-table.js';
import { writeBytes } from '../../support/heap-language.js';
import { graphOfText } from '../../support/read-graph.js';

const piece = fc.constantFrom('a', 'b', '1', '22', '#', 'é', '"', '\\', '-');
const names = fc.uniqueArray(
  fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join('')),
  { maxLength: 40 },
);

test('a name stands for those that differ from it in their numbers only', () =>
  fc.assert(
    fc.asyncProperty(names, async (list) => {
      const edges = list.map((name) => ({ type: 'property', name, target: 0 }));
      const { strings } = await graphOfText(
        writeBytes({ nodes: [{ type: 'synthetic', name: '', id: 1, selfSize: 0, edges }] }),
      );
      const fold = buildFoldedNames(strings);
      const firsts = new Map<string, string>();
      for (let index = 0 as StringIndex; index < strings.count; index++) {
        const text = stringText(strings, index);
        const folded = text.replace(/\d+/g, '#');
        // Without a number it stands for itself, whatever signs are in it.
        const wanted = folded === text ? text : (firsts.get(folded) ?? text);
        if (folded !== text && !firsts.has(folded)) firsts.set(folded, text);
        expect(stringText(strings, fold(index))).toBe(wanted);
        expect(fold(index)).toBe(fold(index));
      }
    }),
    { numRuns: 300, examples: [[['"#', '"22']]] },
  ));

test("all entries of WeakMaps have one name, and escapes' digits are none", async () => {
  const entry = (n: number): string =>
    `${n} / part of key (Foo @${n}) -> value (Bar${n}x @${n}) pair in WeakMap (table @9)`;
  const list = [entry(1), entry(2), 'é', 'è', 'é1', 'é2'];
  const edges = list.map((name) => ({ type: 'internal', name, target: 0 }));
  const { strings } = await graphOfText(
    writeBytes({ nodes: [{ type: 'synthetic', name: '', id: 1, selfSize: 0, edges }] }),
  );
  const fold = buildFoldedNames(strings);
  const indexOf = (text: string): StringIndex =>
    Array.from({ length: strings.count }, (_, index) => index as StringIndex).find(
      (index) => stringText(strings, index) === text,
    )!;
  expect(list.map((text) => stringText(strings, fold(indexOf(text))))).toEqual([
    ...[entry(1), entry(1)],
    ...['é', 'è', 'é1', 'é1'],
  ]);
});
