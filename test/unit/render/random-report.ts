// Reports with random numbers and hostile names, for laws that every rendering must keep.

import fc from 'fast-check';
import type {
  ClassGrowth,
  Cut,
  DiffReport,
  Distance,
  Location,
  ObjectInfo,
  PathStep,
  ReportHead,
  ResizedObject,
  RetainersReport,
  RetainerTreeNode,
  Suspect,
  SummaryReport,
} from '../../../src/report/model.js';

/** What hostile snapshots call their objects. */
export const hostileNames: readonly string[] = [
  '',
  ' ',
  '\x1b[31mred\x1b[0m',
  '\x1b]8;;http://evil.example\x07click\x1b]8;;\x07',
  '\x9b2J',
  'a\nb\rc\td',
  '\u202egpj.exe',
  '\u2066isolated\u2069',
  'zero\u200bwidth\ufeff',
  '::error::injected',
  'word ::warning file=x::injected',
  '##vso[task.complete]x',
  '##[error]x',
  '</script><script>alert(1)</script>',
  '`code` | pipe | <b>bold</b> [link](http://x) @somebody #1 \\|',
  '```',
  '=HYPERLINK("http://evil")',
  '+1+1',
  'a;=1+1;b',
  '@SUM(A1)',
  "-2+3+cmd|' /C calc'!A0",
  '\ud800',
  'half \udc00 pair',
  'line\u2028para\u2029end',
  '__proto__',
  '漢字かな交じり文の名前',
  '👩‍👩‍👧‍👦 family 🇩🇪',
  'e\u0301'.repeat(30),
  'a "quoted", comma',
  'x'.repeat(1_000_000),
  'std::vector<blink::Node>',
  '\u{e0041}tag',
];

const name = fc.oneof(
  fc.constantFrom(...hostileNames),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom('Session', 'Map', '(closure)', 'Array'),
);
const int = fc.oneof(fc.nat(), fc.maxSafeNat(), fc.constantFrom(0, 1, 999, 1000, 999_949, 999_950));
const change = fc.integer({ min: -1e12, max: 1e12 });
const orNull = <T>(values: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(values, { nil: null });

const location: fc.Arbitrary<Location> = fc.record({
  url: fc.oneof(name, fc.constant('file:///srv/app/src/auth.js')),
  line: int,
  column: int,
  nearest: fc.boolean(),
  source: orNull(fc.record({ url: name, line: int, column: int, name: orNull(name) })),
});

const edge = fc.record({ kind: fc.constantFrom('property', 'element', 'context', 'internal'), name });

const step: fc.Arbitrary<PathStep> = fc.record({
  id: int,
  className: name,
  name: orNull(name),
  edge: orNull(edge),
  folded: fc.nat({ max: 3 }),
  location: orNull(location),
  shallowSize: orNull(int),
  retainedSize: orNull(int),
});
const path = fc.array(step, { minLength: 1, maxLength: 8 });

function cut<T>(rows: fc.Arbitrary<T>, maxLength: number): fc.Arbitrary<Cut<T>> {
  return fc
    .tuple(fc.array(rows, { maxLength }), fc.nat({ max: 1000 }))
    .map(([shown, more]) => ({ total: shown.length + more, shown: shown.length, rows: shown }));
}

const head = (length: number): fc.Arbitrary<ReportHead> =>
  fc.record({
    schemaVersion: fc.constant(1 as const),
    tool: fc.constant({ name: 'heapdiff' as const, version: '0.0.0' }),
    snapshots: fc.array(
      fc.record({
        path: fc.oneof(name, fc.constant('after.heapsnapshot')),
        role: fc.constantFrom('baseline' as const, 'target' as const, 'final' as const),
        producer: fc.oneof(fc.constant('Node 20 (V8 11.3)'), name),
        nodeCount: int,
        edgeCount: int,
        totalSize: int,
        extraNativeSize: int,
        fileSize: orNull(int),
        capturedAt: fc.constant(null),
      }),
      { minLength: length, maxLength: length },
    ),
    warnings: fc.array(fc.record({ code: fc.constant('some-code'), message: name }), { maxLength: 2 }),
  });

const steps = (length: number): fc.Arbitrary<number[]> =>
  fc.array(int, { minLength: length, maxLength: length });

const growth = (length: number): fc.Arbitrary<ClassGrowth> =>
  fc.record({
    key: name,
    className: name,
    location: orNull(location),
    counts: steps(length),
    shallowSizes: steps(length),
    retainedSizes: steps(length),
    added: orNull(fc.record({ count: int, shallowSize: int })),
    removed: orNull(fc.record({ count: int, shallowSize: int })),
    resized: orNull(fc.record({ count: int, sizeDelta: change })),
    delta: fc.record({ count: change, shallowSize: change, retainedSize: change }),
    sampleIds: fc.array(int, { maxLength: 3 }),
    path: orNull(path),
  });

const pair = fc.tuple(int, int);
const resized: fc.Arbitrary<ResizedObject> = fc.record({
  id: int,
  className: name,
  name: orNull(name),
  shallowSizes: pair,
  entries: orNull(pair),
  sizeDelta: change,
  location: orNull(location),
});

const suspect = (length: number): fc.Arbitrary<Suspect> =>
  fc.record({
    rank: fc.nat({ max: 99 }),
    fingerprint: fc.constant('abc'),
    title: name,
    growing: fc.record({
      className: name,
      key: name,
      location: orNull(location),
      counts: steps(length),
      addedPerStep: steps(length - 1),
      shallowSizes: steps(length),
      sampleIds: fc.constant([]),
    }),
    also: fc.constant([]),
    growth: fc.record({ count: int, shallowSize: int, retained: int, exclusive: int }),
    holder: fc.record({
      id: int,
      className: name,
      name: orNull(name),
      kind: name,
      sizes: orNull(steps(length)),
      location: orNull(location),
    }),
    path,
    pathText: name,
    otherPaths: fc.constant([]),
    cause: fc.record({
      kind: fc.constantFrom('unbounded-collection' as const, 'other' as const),
      confidence: fc.constantFrom('high' as const, 'low' as const),
      evidence: fc.array(name, { maxLength: 2 }),
      advice: name,
    }),
    owner: fc.record({ package: orNull(name), file: orNull(name) }),
    known: orNull(fc.record({ name, note: name })),
  });

/** With two to four snapshots. */
export const diffReport: fc.Arbitrary<DiffReport> = fc.integer({ min: 2, max: 4 }).chain((length) =>
  fc
    .record({
      head: head(length),
      mode: fc.constantFrom('id' as const, 'structural' as const),
      matchedFraction: fc.double({ min: 0, max: 1, noNaN: true }),
      reason: name,
      counts: steps(length),
      classes: cut(growth(length), 6),
      suspects: cut(suspect(length), 2),
      share: fc.record({ classes: int, shallowSize: int }),
      resized: cut(resized, 3),
      growthSize: change,
    })
    .map((parts) => ({
      ...parts.head,
      kind: 'diff' as const,
      identity: { mode: parts.mode, matchedFraction: parts.matchedFraction, reason: parts.reason },
      totals: {
        counts: parts.counts,
        shallowSizes: parts.counts,
        growth: { count: 1, shallowSize: parts.growthSize },
        outsideHeap: parts.counts,
      },
      classes: parts.classes,
      suspects: parts.suspects,
      examined: {
        classes: 1,
        runtime: parts.share,
        settled: parts.share,
        replaced: parts.share,
        growing: parts.share,
      },
      resized: parts.resized,
    })),
);

const distance: fc.Arbitrary<Distance> = fc.oneof(
  fc.nat({ max: 100 }),
  fc.constantFrom('system' as const, 'unreachable' as const),
);
const frames = fc.array(fc.record({ functionName: name, url: name, line: int, column: int }), {
  maxLength: 3,
});
const object: fc.Arbitrary<ObjectInfo> = fc.record({
  id: int,
  className: name,
  name: orNull(name),
  shallowSize: int,
  retainedSize: int,
  distance,
  location: orNull(location),
  allocationStack: orNull(frames),
});

export const summaryReport: fc.Arbitrary<SummaryReport> = fc
  .record({
    head: head(1),
    total: int,
    classes: cut(
      fc.record({
        key: name,
        className: name,
        location: orNull(location),
        count: int,
        shallowSize: int,
        retainedSize: int,
        distance,
        allocationStack: orNull(frames),
      }),
      5,
    ),
    biggest: fc.array(object, { maxLength: 4 }),
    accumulations: fc.array(fc.record({ holder: object, className: name, count: int, retainedSize: int }), {
      maxLength: 3,
    }),
  })
  .map(({ head: first, total, classes, biggest, accumulations }) => ({
    ...first,
    kind: 'summary' as const,
    statistics: {
      total,
      native: { total: 10, typedArrays: 5 },
      v8heap: { total, code: 1, jsArrays: 2, strings: 3, system: 4 },
    },
    classes,
    biggest,
    accumulations,
  }));

const treeAbove = (retainers: fc.Arbitrary<RetainerTreeNode[]>): fc.Arbitrary<RetainerTreeNode> =>
  fc.record({
    className: name,
    name: orNull(name),
    edge: orNull(edge),
    count: fc.nat({ max: 9 }),
    sampleId: int,
    shallowSize: int,
    location: orNull(location),
    holds: fc.nat({ max: 9 }),
    retainers,
    more: fc.nat({ max: 2 }),
  });
const leaves = fc.array(treeAbove(fc.constant([])), { maxLength: 2 });
const tree = treeAbove(fc.array(treeAbove(leaves), { maxLength: 2 }));

export const retainersReport: fc.Arbitrary<RetainersReport> = fc
  .record({
    head: head(1),
    target: object,
    instances: orNull(fc.record({ className: name, count: int, sampleIds: fc.array(int, { maxLength: 8 }) })),
    paths: fc.array(path, { maxLength: 3 }),
    pathCounts: fc.array(int, { minLength: 3, maxLength: 3 }),
    tree,
    dominators: fc.array(step, { maxLength: 4 }),
  })
  .map(({ head: first, ...rest }) => ({ ...first, kind: 'retainers' as const, ...rest }));
