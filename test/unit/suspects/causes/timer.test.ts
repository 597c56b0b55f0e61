import { expect, test } from 'vitest';
import { diffHeaps } from '../../../support/diff-heaps.js';

/** Node's list of timers of one duration. Each timer's callback sees another one, which is in the list as well. */
async function causeOf(repeat: string): Promise<unknown> {
  const heap = (count: number): string => {
    const lines = ['root -> app:App @3', 'root -[7]-> list:TimersList @5', 'none = hidden "null" @7'];
    for (let n = 0; n < 150; n++) lines.push(`app -[${n}]-> s${n}:Still 16 @${2001 + 2 * n}`);
    for (let n = 0; n < count; n++) {
      const id = 10_001 + 20 * n;
      lines.push(
        `${n === 0 ? 'list' : `t${n - 1}`} -_idleNext-> t${n}:Timeout 120 @${id}`,
        `c${n} -(retry)-> u${n}:Timeout 120 @${id + 8}`,
        `u${n} -_onTimeout-> f${n}`,
        `t${n} -_onTimeout-> f${n}:closure "poll" 64 @${id + 2} place 7 9 2`,
        `f${n} -{context}-> c${n}:object "system / Context" 32 @${id + 4}`,
        `c${n} -(feed)-> feed${n}:Feed 40 @${id + 6} place 7 4 3`,
        repeat.replaceAll('N', `t${n}`),
        repeat.replaceAll('N', `u${n}`),
      );
    }
    return lines.join('\n');
  };
  const { suspects } = await diffHeaps([20, 60, 100].map(heap));
  expect(suspects.total).toBe(1);
  return suspects.rows[0].cause.evidence[0];
}

test('all timers are counted, whatever way leads to them', async () => {
  expect(await causeOf('N -_repeat-> none')).toBe(
    '160 timers still wait, and each callback holds what it uses',
  );
});

test('a timer of Node that has no null for when it repeats is an interval', async () => {
  expect(await causeOf('')).toBe('160 intervals still wait, and each callback holds what it uses');
  expect(await causeOf('N -_repeat-> every:number "heap number" 16 @9')).toBe(
    '160 intervals still wait, and each callback holds what it uses',
  );
});
