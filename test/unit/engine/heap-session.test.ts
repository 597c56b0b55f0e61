import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { type HeapAnswer, type HeapSession, openHeapSession } from '../../../src/engine/heap-session.js';

let session: HeapSession;
beforeAll(async () => {
  const name = 'final.heapsnapshot.gz';
  session = await openHeapSession([{ name, blob: new Blob([readFileSync(`snapshots/sessions/${name}`)]) }]);
});

/** The one object that the word finds as a property of this class. */
function findHolder(): number {
  const answer = session.ask({ ask: 'search', text: 'sessions', limit: 50 });
  if (answer.ask !== 'search') throw new Error('another answer');
  const holder = answer.found.rows.find((row) => row.foundIn === 'property' && row.className === 'Map');
  return holder!.id;
}

function describe(id: number): Extract<HeapAnswer, { readonly ask: 'object' }> {
  const answer = session.ask({ ask: 'object', id, limit: 1000 });
  if (answer.ask !== 'object') throw new Error('another answer');
  return answer;
}

test('an object is described by what it holds and what holds it, the largest first', () => {
  const id = findHolder();
  const { info, holds, heldBy } = describe(id);
  expect(info.className).toBe('Map');
  expect(holds.total).toBe(holds.rows.length);
  const [table] = holds.rows;
  expect(table.name).toBe('table');
  // The same references, seen from their other ends.
  expect(describe(table.id).heldBy.rows).toContainEqual(
    expect.objectContaining({ id, kind: table.kind, name: table.name, className: 'Map' }),
  );
  for (const owner of heldBy.rows.slice(0, 5))
    expect(describe(owner.id).holds.rows.map((row) => row.id)).toContain(id);
});

test('cutting all that holds an object frees what it keeps', () => {
  const id = findHolder();
  const { info, heldBy } = describe(id);
  const edges = heldBy.rows
    .filter((row) => row.retaining)
    .map((row) => ({ from: row.id, to: id, kind: row.kind, name: row.name }));
  const answer = session.ask({ ask: 'cuts', edges, ids: [id, edges[0].from] });
  expect(answer).toMatchObject({ ask: 'cuts', bytes: info.retainedSize, freed: [id] });
  expect(session.ask({ ask: 'cuts', edges: [], ids: [id] })).toMatchObject({ bytes: 0, count: 0, freed: [] });
  expect(() =>
    session.ask({ ask: 'cuts', edges: [{ from: 1, to: 2, kind: 'property', name: 'x' }], ids: [] }),
  ).toThrow('none of the references');
});

test('instances come with the largest first, of all that there are', () => {
  const answer = session.ask({ ask: 'instances', className: 'Session', limit: 10 });
  if (answer.ask !== 'instances') throw new Error('another answer');
  const { total, rows } = answer.found;
  expect(total).toBeGreaterThan(1000);
  expect(rows).toHaveLength(10);
  const sizes = rows.map((row) => row.retainedSize);
  expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
});

test('around an object is drawn what was asked for, beyond modules too', () => {
  const id = findHolder();
  const answer = session.ask({ ask: 'excerpt', direction: 'backrefs', ids: [id], depth: 1, breadth: 1000 });
  if (answer.ask !== 'excerpt') throw new Error('another answer');
  const { heldBy } = describe(id);
  const owners = new Set(heldBy.rows.filter((row) => row.retaining).map((row) => row.id));
  expect(new Set(answer.report.nodes.map((node) => node.id))).toEqual(new Set([id, ...owners]));
});
