// SPDX-License-Identifier: MIT
// What is logged while an inspector is connected stays for its console, and what it evaluates for whoever asked.
// Source: V8, v8-console-message.cc and injected-script.cc (AnnotateStrongRetainer).

import type { CauseRule } from './cause-rule.js';
import { formatSteps } from './evidence-text.js';

/** V8 puts a number in front where there are several. */
const CONSOLE_EDGE = /^(?:\d+ \/ )?DevTools console$/;

export const findConsoleMessages: CauseRule = ({ steps, entryAt, entrySteps }) => {
  if (!CONSOLE_EDGE.test(steps.at(entryAt)?.edge ?? '')) return null;
  return {
    kind: 'other',
    confidence: 'high',
    keeper: 'Console messages',
    evidence: [
      `objects that were logged while an inspector was connected, which keeps them for its console: ${formatSteps(entrySteps)}`,
    ],
    advice:
      'log texts and not the objects themselves, or clear the console (console.clear(), Runtime.discardConsoleEntries, Runtime.releaseObjectGroup); without an inspector nothing is kept',
  };
};
