// What is measured: for each task the files it reads, and exactly what each tool does of it.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const heapdiff = join(here, '..', 'dist', 'cli', 'main.js');
const peer = (name) => join(here, 'peers', `${name}.mjs`);

/** DevTools' engine needs more than Node's default heap for the large files; ours never does. */
const LARGE_HEAP = ['--max-old-space-size=14000'];

const SUMMARY_TOOLS = [
  {
    name: 'heapdiff summary',
    work: 'everything: retained sizes, distances, dominators, class table, statistics',
    command: (files) => [heapdiff, 'summary', ...files, '--json', '--limit', 'all'],
  },
  {
    name: "DevTools' engine",
    work: 'everything its Summary view needs (heap-snapshot-toolkit, one thread)',
    flags: LARGE_HEAP,
    command: (files) => [peer('devtools'), ...files],
  },
  {
    name: 'memlab',
    work: 'parse, dominators, retained sizes; no class table',
    flags: LARGE_HEAP,
    command: (files) => [peer('memlab'), ...files],
  },
  {
    name: '@vscode/v8-heap-parser',
    work: 'parse, class groups; WebAssembly with 4 GB',
    flags: LARGE_HEAP,
    command: (files) => [peer('vscode'), ...files],
  },
  {
    name: 'heapsnapshot-parser',
    work: 'parse only',
    flags: LARGE_HEAP,
    command: (files) => [peer('heapsnapshot-parser'), ...files],
  },
];

const DIFF_TOOLS = [
  {
    name: 'heapdiff A B',
    work: 'both snapshots in full, class rows, resized objects, suspects, paths',
    command: (files) => [heapdiff, ...files, '--json'],
  },
  {
    name: "DevTools' engine",
    work: 'both snapshots in full, comparison rows (heap-snapshot-toolkit diffFromStreams)',
    flags: LARGE_HEAP,
    command: (files) => [peer('devtools'), ...files],
  },
];

export const TASKS = [
  { name: 'summary-100MB', make: 'medium', files: ['medium'], tools: SUMMARY_TOOLS },
  { name: 'diff-100MB', make: 'pair100', files: ['pair100-a', 'pair100-b'], tools: DIFF_TOOLS },
  { name: 'summary-500MB', make: 'large', files: ['large'], tools: SUMMARY_TOOLS },
  { name: 'diff-500MB', make: 'pair500', files: ['pair500-a', 'pair500-b'], tools: DIFF_TOOLS },
  { name: 'summary-2GB', make: 'huge', files: ['huge'], tools: SUMMARY_TOOLS.slice(0, 2), huge: true },
];
