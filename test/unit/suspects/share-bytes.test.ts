import { expect, test } from 'vitest';
import { diffHeaps } from '../../support/diff-heaps.js';

/** Open sockets whose native sides something else lists, too. */
function sockets(register: string, count: number): string {
  const still = Array.from({ length: 150 }, (_, n) => `still -[${n}]-> s${n}:Still 16 @${2001 + 2 * n}`);
  const lines = ['root -> app:App @3', 'app -> still:Array @5', ...still, 'app -sockets-> list:Array @7'];
  lines.push(`root -> all:native "${register}" @9`);
  for (let n = 0; n < count; n++)
    lines.push(
      `list -[${n}]-> u${n}:Client 40 @${10_001 + 6 * n} place 7 3 4`,
      `u${n} -handle-> h${n}:Http2Session 40 @${10_003 + 6 * n}`,
      `h${n} -{javascript_to_native}-> n${n}:native "Node / Http2Session" 20000 @${10_005 + 6 * n}`,
      `all -[${n}]-> n${n}`,
    );
  return lines.join('\n');
}

test('what Node only lists is freed with the object that it belongs to; what something holds is not', async () => {
  const retained = async (register: string): Promise<number> => {
    const report = await diffHeaps([20, 40, 60].map((count) => sockets(register, count)));
    return report.suspects.rows[0].growth.retained;
  };
  expect(await retained('Node / CleanupQueue')).toBe(40 * (40 + 40 + 20_000));
  expect(await retained('Node / SessionPool')).toBeLessThan(40 * 20_000);
});
