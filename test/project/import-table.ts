// The one table of who may import what; import-rules.test.ts enforces it and docs/architecture.md explains it.

export interface ZoneRule {
  /** Other zones, or single files, that may be imported. */
  readonly zones: readonly string[];
  /** Packages from node_modules; a subpath counts as its package. */
  readonly packages?: readonly string[];
  /** Node's modules and how many files of the zone may import each (`node:fs/promises` counts as `node:fs`). */
  readonly node?: Readonly<Record<string, number>>;
}

const anyNumber = Infinity;

/** A zone is a folder or a single file; a path belongs to the longest zone that contains it. */
export const importTable: Readonly<Record<string, ZoneRule>> = {
  'src/core': { zones: [] },
  // Of `node:net` only what reads a pipe.
  'src/bytes': { zones: ['src/core'], node: { 'node:fs': 1, 'node:net': 1, 'node:zlib': 2 } },
  'src/tokens': { zones: ['src/core'] },
  'src/format': { zones: ['src/core', 'src/bytes', 'src/tokens'] },
  'src/heap': { zones: ['src/core', 'src/format'] },
  // What kinds there are and what a string says are facts of the format that every analysis asks for.
  'src/analysis': { zones: ['src/core', 'src/heap', 'src/format/kinds.ts', 'src/format/string-table.ts'] },
  'src/excerpt': {
    zones: ['src/core', 'src/heap', 'src/analysis', 'src/format/kinds.ts', 'src/format/string-table.ts'],
    packages: ['graphology'],
  },
  'src/layout': { zones: ['src/core', 'src/excerpt'], packages: ['@dagrejs/dagre'] },
  'src/diff': { zones: ['src/core', 'src/heap', 'src/analysis', 'src/format/string-table.ts'] },
  'src/sources': {
    zones: ['src/core'],
    packages: ['@jridgewell/trace-mapping', 'acorn'],
    node: { 'node:fs': 1 },
  },
  'src/suspects': {
    zones: [
      'src/core',
      'src/heap',
      'src/analysis',
      'src/diff',
      'src/excerpt',
      'src/sources',
      'src/format/kinds.ts',
      'src/format/string-table.ts',
    ],
  },
  'src/report/model.ts': { zones: [] },
  'src/report': {
    zones: [
      'src/core',
      'src/bytes',
      'src/tokens',
      'src/format',
      'src/heap',
      'src/analysis',
      'src/excerpt',
      'src/layout',
      'src/diff',
      'src/sources',
      'src/suspects',
      'src/report/model.ts',
    ],
  },
  'src/render': { zones: ['src/core', 'src/layout', 'src/report/model.ts'], packages: ['string-width'] },
  'src/engine': {
    zones: [
      'src/core',
      'src/bytes',
      'src/tokens',
      'src/format',
      'src/heap',
      'src/analysis',
      'src/excerpt',
      'src/layout',
      'src/diff',
      'src/sources',
      'src/suspects',
      'src/report',
      'src/report/model.ts',
      'src/render',
    ],
    node: {
      'node:crypto': anyNumber,
      'node:fs': anyNumber,
      'node:os': anyNumber,
      'node:path': anyNumber,
      'node:url': anyNumber,
      'node:v8': anyNumber,
      'node:worker_threads': anyNumber,
    },
  },
  'src/index.ts': { zones: ['src'] },
  'src/index.browser.ts': { zones: ['src'] },
  cli: {
    // Core, the model and single questions rather than the index, so that a command loads only what it needs.
    zones: ['src/core', 'src/engine', 'src/render', 'src/report/model.ts', 'src/sources', 'src/index.ts'],
    packages: ['yargs'],
    node: {
      'node:child_process': 1,
      'node:crypto': 1,
      'node:fs': anyNumber,
      'node:http': 1,
      // To write a pipe.
      'node:net': 1,
      'node:os': anyNumber,
      'node:path': anyNumber,
      'node:process': anyNumber,
      'node:stream': anyNumber,
      'node:timers': anyNumber,
      'node:tty': anyNumber,
      'node:url': anyNumber,
      'node:util': anyNumber,
    },
  },
  viewer: {
    // What is wrong with a file is said as the command line says it.
    zones: [
      'src/index.browser.ts',
      'src/core/invisible.ts',
      'src/layout',
      'src/report/model.ts',
      'src/render/describe-error.ts',
    ],
    packages: ['d3'],
  },
};

/** What runs in a page: nothing that these reach may import a Node module. */
export const browserEntries: readonly string[] = ['src/index.browser.ts'];
