import { expect, test } from 'vitest';
import { diffHeaps } from '../../support/diff-heaps.js';

/** An object of a class at line 4 has a list of functions, which are written at line 41 of `url`. */
function heap(count: number, url: string): string {
  const still = Array.from({ length: 150 }, (_, n) => `still -[${n}]-> s${n}:Still 16 @${2001 + 2 * n}`);
  const scripts = ['/srv/app/src/feed.js', url].flatMap((name, n) => [
    `app -f${n}-> f${n}:closure "f" 64 @${501 + 10 * n} place ${7 + n} 1 1`,
    `f${n} -{shared}-> info${n}:code "(shared function info)" 64 @${503 + 10 * n}`,
    `info${n} -{script}-> script${n}:code "system / Script" 64 @${505 + 10 * n}`,
    `script${n} -{name}-> name${n}:string "${name}" 32 @${507 + 10 * n}`,
  ]);
  const lines = ['root -> app:App @3', 'app -> still:Array @5', ...still, ...scripts];
  lines.push('app -feed-> feed:Feed 40 @39 place 7 3 3', 'feed -subscribers-> list:Array @41');
  for (let n = 0; n < count; n++) {
    const id = 10_001 + 20 * n;
    lines.push(
      `list -[${n}]-> l${n}:closure "" 64 @${id} place 8 40 11`,
      `l${n} -{context}-> c${n}:object "system / Context" 32 @${id + 2}`,
      `c${n} -(quote)-> q${n}:Quote 400 @${id + 4} place 7 20 3`,
    );
  }
  return lines.join('\n');
}

async function placeOf(url: string): Promise<unknown> {
  const [{ growing, holder }] = (await diffHeaps([20, 40, 60].map((count) => heap(count, url)))).suspects
    .rows;
  expect(growing.className).toBe('Quote');
  return [holder.location?.url, holder.location?.line];
}

test('what a function of the program holds is held where that function is written', async () => {
  expect(await placeOf('/srv/app/src/quotes.js')).toEqual(['/srv/app/src/quotes.js', 41]);
});

test('of a function of the runtime, the class that has the list says more', async () => {
  expect(await placeOf('node:internal/util')).toEqual(['/srv/app/src/feed.js', 4]);
});
