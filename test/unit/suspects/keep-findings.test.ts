import { expect, test } from 'vitest';
import { diffHeaps } from '../../support/diff-heaps.js';

/** Records that hold a text each: of `ropes` of them V8 has not made it flat. */
function heap(ropes: number, round: number): string {
  const still = Array.from({ length: 150 }, (_, n) => `still -[${n}]-> s${n}:Still 16 @${2001 + 2 * n}`);
  const lines = ['root -> app:App @3', 'app -> still:Array @5', ...still, 'app -undo-> list:Array @7'];
  for (let n = 0; n < 80; n++) {
    const id = 20_001 + 10 * n;
    lines.push(`list -[${n}]-> p${n}:Patch 24 @${id}`);
    const text = 100_001 + 10_000 * round + 10 * n;
    if (n < ropes) {
      lines.push(`p${n} -value-> v${n}:concatenated_string "" 20 @${text}`);
      lines.push(`v${n} -{first}-> a${n}:string "Question ${n}" 24 @${text + 2}`);
    } else lines.push(`p${n} -value-> v${n}:string "Question ${n}" 32 @${text}`);
  }
  return lines.join('\n');
}

test('texts that V8 has not yet made flat are no leak', async () => {
  const report = await diffHeaps([heap(10, 1), heap(70, 2)]);
  expect(report.suspects.rows.map(({ title }) => title)).toEqual([]);
});

test('a rope that gets longer is one', async () => {
  const rope = (pieces: number): string => {
    const lines = [heap(10, 1), `app -log-> r${pieces}:concatenated_string "" 20 @${300_001 + 10 * pieces}`];
    for (let n = pieces; n > 0; n--)
      lines.push(
        `r${n} -{first}-> r${n - 1}:concatenated_string "" 20 @${300_001 + 10 * (n - 1)}`,
        `r${n} -{second}-> t${n}:string "line ${n}" 24 @${400_001 + 10 * n}`,
      );
    return lines.join('\n');
  };
  const report = await diffHeaps([rope(40), rope(120)]);
  expect(report.suspects.rows.map(({ cause }) => cause.kind)).toEqual(['string-accumulation']);
});

test("the browser's own entries in a page's timeline are no leak until they are more than it keeps of them", async () => {
  const page = (entries: number, rectangles: number): string => {
    const lines = [heap(10, 1), 'root -> w:native "Window / http://shop.example" 400 @9'];
    lines.push('w -{performance}-> perf:native "Performance" 80 @11');
    for (let n = 0; n < entries; n++)
      lines.push(`perf -{${n}}-> e${n}:native "LayoutShift" 96 @${500_001 + 2 * n}`);
    for (let n = 0; n < rectangles; n++)
      lines.push(`e0 -{${n}}-> r${n}:native "DOMRectReadOnly" 60 @${600_001 + 2 * n}`);
    return lines.join('\n');
  };
  const suspectsOf = async (pages: readonly string[]): Promise<string[]> =>
    (await diffHeaps(pages)).suspects.rows.map(({ growing }) => growing.className);
  expect(await suspectsOf([page(10, 0), page(40, 0), page(70, 0)])).toEqual([]);
  expect(await suspectsOf([page(10, 0), page(200, 0), page(390, 0)])).toEqual(['LayoutShift']);
  // What an entry consists of.
  expect(await suspectsOf([page(10, 10), page(10, 40), page(10, 70)])).toEqual([]);
  expect(await suspectsOf([page(10, 10), page(10, 200), page(10, 390)])).toEqual(['DOMRectReadOnly']);
});

test("bytes of a buffer that gets larger are the program's, few as they are", async () => {
  const grown = (bytes: number): string =>
    [
      heap(10, 1),
      'app -samples-> buffer:ArrayBuffer 32 @9',
      `buffer -{backing_store}-> data:native "system / JSArrayBufferData" ${bytes} @11`,
    ].join('\n');
  const report = await diffHeaps([grown(10_000), grown(20_000), grown(30_000)]);
  expect(report.suspects.rows.map(({ growth }) => growth.shallowSize)).toEqual([20_000]);
});

test('what an engine has by itself is no leak of the program', async () => {
  const page = (round: number): string => {
    const lines = [heap(10, 1), 'root -> doc:native "HTMLDocument" 80 @9'];
    lines.push('doc -{style}-> engine:native "StyleEngine" 80 @11');
    lines.push(`doc -{paint}-> table:native "blink::HeapHashTableBacking<Text>" ${4096 * round} @13`);
    lines.push(
      'root -> roots:synthetic "(Strong roots)" @15',
      'roots -{9999}-> lists:native "system / PropertyCell" @17',
    );
    for (let n = 0; n < 20 * round; n++) {
      lines.push(`engine -{${n}}-> q${n}:native "blink::MediaQuerySet" 24 @${500_001 + 2 * n}`);
      lines.push(`roots -{${n}}-> w${n}:hidden "system / WeakArrayList" 40 @${600_001 + 2 * n}`);
      lines.push(`lists -{${n}}-> x${n}:hidden "system / WeakArrayList" 40 @${700_001 + 2 * n}`);
    }
    return lines.join('\n');
  };
  const report = await diffHeaps([page(1), page(2), page(3)]);
  expect(report.suspects.rows.map(({ title }) => title)).toEqual([]);
});
