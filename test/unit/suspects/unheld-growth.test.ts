import { expect, test } from 'vitest';
import { diffHeaps } from '../../support/diff-heaps.js';

/** Bun numbers its objects from 1 on, and has no edges from a Map to its entries. */
function bunHeap(sessions: number, mapSize: number, mapLine: string): string {
  const lines = ['root -> app:App @2', `${mapLine}:Map ${mapSize} @3`, 'app -name-> label:Label @4'];
  for (let n = 0; n < sessions; n++)
    lines.push(`s${n}:Session 48 @${5 + 2 * n} -tag-> t${n}:Tag 16 @${6 + 2 * n}`);
  return lines.join('\n');
}

test('what nothing in a file of Bun holds is guessed to be in the Map that got larger', async () => {
  const heaps = [100, 300, 500].map((count) => bunHeap(count, 64 * count, 'app -sessions-> map'));
  const { suspects } = await diffHeaps(heaps);
  expect(suspects.total).toBe(1);
  const [suspect] = suspects.rows;
  expect(suspect.title).toBe('Map `sessions` keeps 400 more Session, +200 a step');
  expect(suspect.cause).toMatchObject({ kind: 'unbounded-collection', confidence: 'low' });
  expect(suspect.cause.evidence.join('; ')).toContain(
    'Bun leaves out what a Map or Set holds; @3 is the largest',
  );
  expect(suspect.path.map(({ className }) => className)).toEqual(['(GC roots)', 'App', 'Map', 'Session']);
});

test('without such a Map it is said that there must be one', async () => {
  const heaps = [100, 300, 500].map((count) => bunHeap(count, 64, 'app -sessions-> map'));
  const [suspect] = (await diffHeaps(heaps)).suspects.rows;
  expect(suspect.title).toBe('Maps or Sets keep 400 more Session, +200 a step');
});

test('in a file of V8 what nothing holds is about to go, and no suspect', async () => {
  const heaps = [100, 300, 500].map((count) =>
    bunHeap(count, 64, 'app -sessions-> map').replace('@2', '@1003'),
  );
  expect((await diffHeaps(heaps)).suspects.rows).toEqual([]);
});
