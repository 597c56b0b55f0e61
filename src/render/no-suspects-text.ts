// SPDX-License-Identifier: MIT
// A comparison without suspects -> sentences: what was looked at, why nothing of it is a suspect, what to do next.

import type { DiffReport, Examined } from '../report/model.js';
import { quoteForShell } from './follow-up-command.js';
import { formatCount, formatPercent, formatSize, formatSizeChange } from './format-numbers.js';

/** Less than this, once, is in every program. */
const NOTABLE_BYTES = 4096;

/** A sentence and the word that stands before it. */
export interface AnswerLine {
  readonly label: 'looked at' | 'grew' | 'outside' | 'next' | 'or';
  readonly text: string;
}

/** At most five lines. */
export function explainNoSuspects(report: DiffReport): readonly AnswerLine[] {
  const { totals, snapshots, examined } = report;
  const { shallowSize } = totals.growth;
  const steps = snapshots.length - 1;
  const whole = totals.shallowSizes[0] ?? 0;
  const change =
    shallowSize === 0
      ? 'the heap is as large as before'
      : `the heap ${shallowSize > 0 ? 'grew' : 'shrank'} by ${formatSize(Math.abs(shallowSize))} (${formatPercent(Math.abs(shallowSize) / Math.max(1, whole))})`;
  const way =
    steps > 1
      ? `nothing holds more objects at each of the ${formatCount(steps)} steps and keeps them`
      : 'nothing holds enough more objects that stayed';
  const lines: AnswerLine[] = [
    { label: 'looked at', text: `${formatCount(examined.classes)} classes: ${change}, and ${way}` },
  ];
  const grown = explainGrowth(examined, steps);
  if (grown !== '') lines.push({ label: 'grew', text: grown });
  const outside = (totals.outsideHeap.at(-1) ?? 0) - (totals.outsideHeap[0] ?? 0);
  if (outside > 0)
    lines.push({
      label: 'outside',
      text: `${formatSizeChange(outside)} outside the JavaScript heap, which no snapshot explains: look for native memory`,
    });
  const isSwapped = report.warnings.some(({ code }) => code === 'swapped-order');
  const next = isSwapped
    ? 'compare the snapshots in the order in which they were taken: growth shows in no other'
    : steps > 1
      ? 'if memory grows all the same, do more work between the snapshots, so that a slow leak stands out'
      : 'take a third snapshot after the same work again: two cannot tell warm-up from a small leak';
  lines.push({ label: 'next', text: next });
  if (!isSwapped && examined.settled.shallowSize >= NOTABLE_BYTES) lines.push(explainUndoneWork(snapshots));
  return lines;
}

/** Snapshots around one action, as MemLab takes them: what came with it stands still after, and is a leak all the same. */
function explainUndoneWork(snapshots: DiffReport['snapshots']): AnswerLine {
  const files = [snapshots[0], snapshots[snapshots.length - 1]].map(({ path }) => quoteForShell(path));
  return {
    label: 'or',
    text: `if the last was taken after the work had been undone (a view closed, a job done), compare it with the first: heapdiff ${files.join(' ')}`,
  };
}

function explainGrowth(examined: Examined, steps: number): string {
  const { runtime, settled, replaced, growing } = examined;
  const parts = [
    { share: settled, words: 'once, and then stood still (warm-up)' },
    { share: replaced, words: 'but most of it was replaced (churn)' },
    { share: runtime, words: "is the runtime's own (compiled code, shapes)" },
    { share: growing, words: steps > 1 ? 'a little, or not in one place' : 'too little to tell' },
  ];
  return parts
    .filter(({ share }) => share.classes > 0)
    .sort((a, b) => b.share.shallowSize - a.share.shallowSize)
    .map(({ share, words }) => {
      const count = `${formatCount(share.classes)} ${share.classes === 1 ? 'class' : 'classes'}`;
      return `${formatSizeChange(share.shallowSize)} in ${count} ${words}`;
    })
    .join('; ');
}
