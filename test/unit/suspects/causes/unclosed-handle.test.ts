import { expect, test } from 'vitest';
import { diffHeaps } from '../../../support/diff-heaps.js';

/** A heap with entries below the roots or the program. */
function heap(count: number, entry: (n: number, id: number) => string): string {
  const still = Array.from({ length: 150 }, (_, n) => `still -[${n}]-> s${n}:Still 16 @${2001 + 2 * n}`);
  const lines = ['root -> app:App @3', 'app -still-> still:Array @5', ...still, 'app -open-> list:Array @7'];
  for (let n = 0; n < count; n++) lines.push(entry(n, 10_001 + 20 * n));
  return lines.join('\n');
}

const causeOf = async (entry: (n: number, id: number) => string): Promise<unknown[]> =>
  (await diffHeaps([20, 40, 60].map((count) => heap(count, entry)))).suspects.rows.map(
    ({ growing, cause }) => [growing.className, cause.kind, cause.evidence[0]],
  );

/** What a socket has for the program: handlers, and the object that they were made for. */
const handlers = (n: number, id: number): string =>
  [`x${n} -data-> d${n}:Object 24 @${id + 2}`, `d${n} -peer-> p${n}:Peer 40 @${id + 4} place 1 5 3`].join(
    '\n',
  );

test.each(['TCPSocket', 'TLSSocket'])(
  "Bun's %s at the roots is open, and named by what it holds",
  async (name) => {
    const socket = (n: number, id: number): string => `root -> x${n}:${name} 64 @${id}\n${handlers(n, id)}`;
    const label = name.slice(0, 3);
    expect(await causeOf(socket)).toEqual([
      ['Peer', 'unclosed-handle', `40 more ${label} sockets are open, and nothing closes them`],
    ]);
  },
);

test("Node's TLSSocket has a place in a script, and stays when it is closed", async () => {
  const socket = (n: number, id: number): string =>
    `list -[${n}]-> x${n}:TLSSocket 64 @${id} place 7 90 3\n${handlers(n, id)}`;
  expect(await causeOf(socket)).toEqual([[expect.anything(), 'unbounded-collection', expect.anything()]]);
});
