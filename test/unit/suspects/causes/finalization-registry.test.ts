import { expect, test } from 'vitest';
import { diffHeaps } from '../../../support/diff-heaps.js';

/** What is registered, and what its held value is. */
interface Held {
  /** The statement of the held value's edge to what was registered, or to something else. */
  readonly leadsTo: (n: number) => string;
  /** Cells hang on one another, or in a table each. */
  readonly isList: boolean;
}

async function causes({
  leadsTo,
  isList,
}: Held): Promise<(readonly [className: string, cause: string, evidence: string])[]> {
  const heap = (count: number): string => {
    const lines = [
      'root -> app:App @3',
      'app -ended-> ended:FinalizationRegistry @5',
      'app -open-> open:Array @7',
    ];
    for (let n = 0; n < 150; n++) lines.push(`app -[${n}]-> s${n}:Still 16 @${2001 + 2 * n}`);
    if (!isList) lines.push('ended -{cells}-> cells:array "" 64 @9');
    for (let n = 0; n < count; n++) {
      const id = 10_001 + 20 * n;
      const owner = isList ? (n === 0 ? 'ended' : `cell${n - 1}`) : 'cells';
      lines.push(
        `${owner} -{${isList ? 'next' : n}}-> cell${n}:hidden "system / WeakCell" 40 @${id}`,
        `cell${n} -<1>-> held${n}:closure "release" 64 @${id + 2}`,
        `held${n} -{context}-> c${n}:object "system / Context" 32 @${id + 4}`,
        leadsTo(n),
        `cell${n} ~target~> session${n}:Session 40 @${id + 6} place 7 4 3`,
      );
    }
    return lines.join('\n');
  };
  const { suspects } = await diffHeaps([20, 60, 100].map(heap));
  return suspects.rows.map(
    ({ growing, cause }) => [growing.className, cause.kind, cause.evidence[0]] as const,
  );
}

test.each([true, false])(
  'a held value that leads to what was registered keeps it (cells in a list: %s)',
  async (isList) => {
    expect(await causes({ leadsTo: (n) => `c${n} -(session)-> session${n}`, isList })).toEqual([
      [
        'Session',
        'closure-context',
        '80 more values that FinalizationRegistry `ended` holds lead to the very objects whose end it waits for: 40 added at every step',
      ],
    ]);
  },
);

test('where the objects are held by others, no held value is to blame', async () => {
  const told = await causes({ leadsTo: (n) => `open -[${n}]-> session${n}`, isList: false });
  expect(told.length).toBeGreaterThan(0);
  for (const [, , evidence] of told) expect(evidence).not.toMatch(/whose end it waits for/);
});
