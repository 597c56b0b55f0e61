// SPDX-License-Identifier: MIT
// A list of signatures -> which of its items are middle parts of a repeated pattern: linked lists, chains of
// closures, trees that hang on one side.
//
//   head a b a b a b a b tail     period 2, four times: the first and the last `a b` stay
//
// O(items * MAX_PERIOD).

const MAX_PERIOD = 6;
/** A pattern that comes twice may be chance. */
const MIN_TIMES = 3;

/** @returns for each item whether it is to be left out; of a pattern the first and the last time stay */
export function findRepeats(signatures: readonly string[]): readonly boolean[] {
  const left: boolean[] = signatures.map(() => false);
  let start = 0;
  while (start < signatures.length) {
    const run = findRun(signatures, start);
    if (run === null) {
      start++;
      continue;
    }
    const { period, length } = run;
    const end = start + length - (length % period);
    for (let i = start + period; i < end - period; i++) left[i] = true;
    start = end;
  }
  return left;
}

/** The longest pattern that starts here, the shortest period first. */
function findRun(signatures: readonly string[], start: number): { period: number; length: number } | null {
  for (let period = 1; period <= MAX_PERIOD; period++) {
    let end = start + period;
    while (end < signatures.length && signatures[end] === signatures[end - period]) end++;
    if (end - start >= period * MIN_TIMES) return { period, length: end - start };
  }
  return null;
}
