import { expect, test } from 'vitest';
import { diffHeaps } from '../../../support/diff-heaps.js';

/** A target with records in an array for each event, as Deno has them in its own scripts. */
function heap(count: number, field: string, names: readonly string[]): string {
  const still = Array.from({ length: 150 }, (_, n) => `still -[${n}]-> s${n}:Still 16 @${2001 + 2 * n}`);
  const lines = [
    'root -> app:App @3',
    'app -still-> still:Array @5',
    ...still,
    'app -signal-> target:AbortSignal @7',
    'target -"Symbol(event target data)"-> data:Object @9',
    `data -${field}-> lists:Object @11`,
    'lists -abort-> list:Array @13',
    'options = object "Object" 24 @15',
    'app -options-> options',
  ];
  for (let n = 0; n < count; n++) {
    const id = 10_001 + 20 * n;
    lines.push(
      `list -[${n}]-> r${n}:Object 24 @${id}`,
      `r${n} -${names[0]}-> f${n}:closure "onAbort" 64 @${id + 2}`,
      `r${n} -${names[1]}-> options`,
      `f${n} -{context}-> c${n}:object "system / Context" 32 @${id + 4}`,
      `c${n} -(job)-> j${n}:Job 40 @${id + 6} place 1 31 3`,
    );
  }
  return lines.join('\n');
}

const causeOf = async (field: string, ...names: readonly string[]): Promise<unknown[]> =>
  (await diffHeaps([20, 40, 60].map((count) => heap(count, field, names)))).suspects.rows.map(
    ({ growing, cause }) => [growing.className, cause.kind, cause.evidence[0]],
  );

test("Deno's records of listeners are told with the name of their event", async () => {
  expect(await causeOf('listeners', 'callback', 'options')).toEqual([
    [
      'Job',
      'event-listener',
      expect.stringMatching(/^40 more listeners for `abort`.*: 20 added at every step, none removed$/),
    ],
  ]);
});

test('records of other fields, or at another property, are no listeners', async () => {
  expect(await causeOf('listeners', 'callback', 'priority')).toEqual([
    ['Job', 'unbounded-collection', expect.anything()],
  ]);
  expect(await causeOf('queued', 'callback', 'options')).toEqual([
    ['Job', 'unbounded-collection', expect.anything()],
  ]);
});

test("Node's EventTarget holds its listeners, not the chain inside of it", async () => {
  const chain = (count: number): string => {
    const still = Array.from({ length: 150 }, (_, n) => `still -[${n}]-> s${n}:Still 16 @${2001 + 2 * n}`);
    const lines = [
      'root -> app:App @3',
      'app -still-> still:Array @5',
      ...still,
      'app -signal-> target:EventTarget @7',
      'target -"<symbol kEvents>"-> events:Map @9',
      'events -{table}-> table:array "" 64 @11',
      'table -{1}-> l0:Object @13',
    ];
    for (let n = 1; n <= count; n++) {
      const id = 10_001 + 20 * n;
      lines.push(
        `l${n - 1} -next-> l${n}:Listener 40 @${id}`,
        `l${n} -listener-> f${n}:closure "onAbort" 64 @${id + 2}`,
        `f${n} -{context}-> c${n}:object "system / Context" 32 @${id + 4}`,
        `c${n} -(job)-> j${n}:Job 40 @${id + 6} place 1 31 3`,
      );
    }
    return lines.join('\n');
  };
  const [suspect] = (await diffHeaps([20, 40, 60].map(chain))).suspects.rows;
  expect(suspect.holder).toMatchObject({ className: 'EventTarget', name: 'signal' });
  expect(suspect.cause.evidence[0]).toMatch(/^40 more listeners on EventTarget: /);
});

test('functions in a variable that a method of a window sees are no listeners of the window', async () => {
  const savers = (count: number): string => {
    const still = Array.from({ length: 150 }, (_, n) => `still -[${n}]-> s${n}:Still 16 @${2001 + 2 * n}`);
    const lines = ['root -> app:App @3', 'app -still-> still:Array @5', ...still];
    lines.push(
      'root -> window:Window @7',
      'window -addEventListener-> add:closure "addEventListener" 64 @9',
      'window -step-> step:closure "step" 64 @11',
      'step -{context}-> scope:object "system / Context" 32 @13',
      'scope -(savers)-> map:Map 32 @15',
      'map -{table}-> table:array "" 64 @17',
    );
    for (let n = 0; n < count; n++)
      lines.push(`table -[${n}]-> f${n}:closure "debounced" 64 @${10_001 + 2 * n}`);
    return lines.join('\n');
  };
  const [suspect] = (await diffHeaps([20, 40, 60].map(savers))).suspects.rows;
  expect(suspect.cause.kind).not.toBe('event-listener');
  expect(suspect.holder).toMatchObject({ className: 'Map', name: 'savers' });
});
