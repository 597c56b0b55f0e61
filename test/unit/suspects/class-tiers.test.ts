import { expect, test } from 'vitest';
import { ClassTier, scriptOrigin, tierOf } from '../../../src/suspects/class-tiers.js';
import { diffHeaps } from '../../support/diff-heaps.js';

/** Timers that wait at the roots, as Bun has them in native code, or in a list of Node's. */
function heap(count: number, timer: string): string {
  const still = Array.from({ length: 150 }, (_, n) => `still -[${n}]-> s${n}:Still 16 @${2001 + 2 * n}`);
  const lines = ['root -> app:App @3', 'app -still-> still:Array @5', ...still];
  for (let n = 0; n < count; n++) {
    const id = 10_001 + 20 * n;
    lines.push(
      `root -> x${n}:${timer.replace('64', `64 @${id}`)}`,
      `x${n} -callback-> f${n}:closure "poll" 32 @${id + 2}`,
      `f${n} -{context}-> c${n}:object "system / Context" 32 @${id + 4}`,
      `c${n} -(feed)-> p${n}:PriceFeed 40 @${id + 6}`,
    );
  }
  return lines.join('\n');
}

const growing = async (timer: string): Promise<string[]> =>
  (await diffHeaps([20, 40, 60].map((count) => heap(count, timer)))).suspects.rows.map(
    (suspect) => suspect.growing.className,
  );

test("what Bun's timers hold is named, and not the timers, which have no place in any script", async () => {
  expect(await growing('Timeout 64')).toEqual(['PriceFeed']);
  expect(await growing('Immediate 64')).toEqual(['PriceFeed']);
});

test('a class of the program with that name says what it is', async () => {
  expect(await growing('Timeout 64 place 7 3 4')).toEqual(['Timeout']);
});

test('without a place, what Bun has in native code says less than an object, and in a script as much as one', () => {
  const place = { scriptId: 7, line: 3, column: 4 };
  for (const name of ['Timeout', 'Immediate', 'TCPSocket', 'TLSSocket', 'SocketHandlers']) {
    expect(tierOf({ name, place: null }, null), name).toBe(ClassTier.handle);
    expect(tierOf({ name, place }, 'node:internal/timers'), name).toBe(ClassTier.object);
    expect(tierOf({ name, place }, '/srv/app/src/timers.js'), name).toBe(ClassTier.application);
  }
});

test('what is not of the program is told by the script it comes from', () => {
  expect(scriptOrigin('chrome-extension://aapocclcgogkmnckokdopfmhonfmgoek/content.js')).toBe('runtime');
  expect(scriptOrigin('node:events')).toBe('runtime');
  expect(scriptOrigin('/srv/app/node_modules/ws/index.js')).toBe('package');
  expect(scriptOrigin('https://shop.example/app.js')).toBe('application');
  expect(scriptOrigin(null)).toBe('application');
});
