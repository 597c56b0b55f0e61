// SPDX-License-Identifier: MIT
// Documented retainers that are benign, or whose fix is in a library rather than in the program.
// Source: the skills of microsoft/vscode and keybase/client, MemLab, fuite; issues of the libraries named.

/** One entry: `pattern` is looked for in the masked path (`edge Class` steps joined by ` > `). */
export interface KnownRetainer {
  readonly name: string;
  readonly pattern: RegExp;
  readonly note: string;
}

export const KNOWN_RETAINERS: readonly KnownRetainer[] = [
  {
    name: 'DevTools console',
    pattern: /DevTools console|InspectorDOMAgent|DevToolsSession/,
    note: 'an open inspector keeps what was logged or looked at; it goes when the inspector is closed',
  },
  {
    name: 'React DevTools',
    pattern: /__REACT_DEVTOOLS_GLOBAL_HOOK__/,
    note: 'the browser extension keeps unmounted fibers; try without it',
  },
  {
    name: 'Redux DevTools',
    pattern: /__REDUX_DEVTOOLS_EXTENSION__|liftedStore|computedStates/,
    note: 'the extension keeps every action and state; set maxAge or turn it off',
  },
  {
    name: 'React debug stacks',
    pattern: /_debugStack|_debugInfo|StackFrameInfo/,
    note: 'only in development builds of React',
  },
  {
    name: 'Performance timeline',
    pattern:
      /PerformanceMeasure|PerformanceMark|PerformanceResourceTiming|UserTiming|markEntryBuffer|measureEntryBuffer|resourceTimingBuffer/,
    note: 'performance entries stay until clearMarks(), clearMeasures() or clearResourceTimings()',
  },
  {
    name: 'express-session MemoryStore',
    pattern: /\bMemoryStore\b/,
    note: 'meant for development only: it never removes sessions without an expiry; use a real session store',
  },
  {
    name: 'FinalizationRegistry',
    pattern: /FinalizationRegistry|JSFinalizationRegistry|WeakCell/,
    note: 'a held value or unregister token that is the target itself keeps it alive',
  },
];

/** The first entry that fits a masked path. */
export function findKnownRetainer(maskedPath: readonly string[]): KnownRetainer | null {
  const text = maskedPath.join(' > ');
  return KNOWN_RETAINERS.find(({ pattern }) => pattern.test(text)) ?? null;
}
