import { expect, test } from 'vitest';
import { diffHeaps } from '../../../support/diff-heaps.js';

/** Node's list of timers of one duration: the first half is found by one end of it, the rest by the other. */
async function causeOf(repeat: string): Promise<unknown> {
  const heap = (count: number): string => {
    const lines = ['root -> app:App @3', 'root -[7]-> list:TimersList @5', 'none = hidden "null" @7'];
    for (let n = 0; n < 150; n++) lines.push(`app -[${n}]-> s${n}:Still 16 @${2001 + 2 * n}`);
    for (let n = 0; n < count; n++) {
      const isNext = n % 2 === 0;
      const owner = n < 2 ? 'list' : `t${n - 2}`;
      const id = 10_001 + 20 * n;
      lines.push(
        `${owner} -${isNext ? '_idleNext' : '_idlePrev'}-> t${n}:Timeout 120 @${id}`,
        `t${n} -_onTimeout-> f${n}:closure "poll" 64 @${id + 2} place 7 9 2`,
        `f${n} -{context}-> c${n}:object "system / Context" 32 @${id + 4}`,
        `c${n} -(feed)-> feed${n}:Feed 40 @${id + 6} place 7 4 3`,
        repeat.replaceAll('N', String(n)),
      );
    }
    return lines.join('\n');
  };
  const { suspects } = await diffHeaps([20, 60, 100].map(heap));
  expect(suspects.total).toBe(1);
  return suspects.rows[0].cause.evidence[0];
}

test('all timers are counted, by whatever end of the list they are found', async () => {
  expect(await causeOf('tN -_repeat-> none')).toBe(
    '80 timers still wait, and each callback holds what it uses',
  );
});

test('a timer of Node that has no null for when it repeats is an interval', async () => {
  expect(await causeOf('')).toBe('80 intervals still wait, and each callback holds what it uses');
  expect(await causeOf('tN -_repeat-> every:number "heap number" 16 @9')).toBe(
    '80 intervals still wait, and each callback holds what it uses',
  );
});
