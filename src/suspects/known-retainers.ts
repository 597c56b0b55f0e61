// SPDX-License-Identifier: MIT
// Documented retainers that are benign, or whose fix is in a library rather than in the program.
// Source: the skills of microsoft/vscode and keybase/client, MemLab, fuite; issues of the libraries named.

/** How a suspect is told from others: by its masked path (`edge Class` steps) and by what it belongs to. */
export interface SuspectTraits {
  readonly maskedPath: readonly string[];
  readonly package: string | null;
  readonly file: string | null;
}

/** One entry of the list. */
export interface KnownRetainer {
  readonly name: string;
  readonly note: string;
  /** `ignore`: no suspect; `note`: a suspect with a note beside it. */
  readonly treat: 'ignore' | 'note';
  readonly fits: (suspect: SuspectTraits) => boolean;
}

interface KnownPath {
  readonly name: string;
  /** Looked for in the masked path, whose steps are joined by ` > `. */
  readonly pattern: RegExp;
  readonly note: string;
}

const KNOWN_PATHS: readonly KnownPath[] = [
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

/** The list that comes with heapdiff. */
export const KNOWN_RETAINERS: readonly KnownRetainer[] = KNOWN_PATHS.map(({ name, pattern, note }) => ({
  name,
  note,
  treat: 'note',
  fits: ({ maskedPath }) => pattern.test(maskedPath.join(' > ')),
}));

/** The first entry that fits; entries of the caller's own come before those of the list. */
export function findKnownRetainer(
  suspect: SuspectTraits,
  own: readonly KnownRetainer[] = [],
): KnownRetainer | null {
  return [...own, ...KNOWN_RETAINERS].find(({ fits }) => fits(suspect)) ?? null;
}
