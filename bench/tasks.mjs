// What is measured: for each task the files it reads, and exactly what each tool does of it.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const heapdiff = join(here, '..', 'dist', 'cli', 'main.js');
const peer = (name) => join(here, 'peers', `${name}.mjs`);

/** DevTools' engine needs more than Node's default heap for the large files; ours never does. */
const LARGE_HEAP = ['--max-old-space-size=14000'];

/** A native program, built for newer systems than many. */
const RUST_TOOL = {
  name: '@heap-snapshot/tool',
  /** Why it cannot run here, or null. */
  missing: () => {
    const glibc = process.report.getReport().header.glibcVersionRuntime;
    if (process.platform !== 'linux' || glibc === undefined) return 'not measured: needs Linux with glibc';
    const [major = 0, minor = 0] = glibc.split('.').map(Number);
    const isEnough = major > 2 || (major === 2 && minor >= 39);
    return isEnough ? null : `not measured: needs glibc 2.39, here is ${glibc}`;
  },
  command: (files) => [peer('heap-snapshot-tool'), ...files],
};

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
  { ...RUST_TOOL, work: 'its summary: parse, retained sizes, classes; native code' },
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
  { ...RUST_TOOL, work: 'its diff by class; native code' },
];

/** What the other questions cost, against the first one. */
const QUESTIONS = [
  ['summary', 'everything that the others build on'],
  ['retainers --class LineItem', 'ways, merged tree and dominators of several hundred thousand objects'],
  ['chain --from module --to Money', 'search from all modules'],
  ['backrefs --id 1', 'excerpt, what each edge frees'],
  ['show --id 1', 'one object: fields, path, what goes with it'],
  ['objects --class Order --sort retainedSize', 'rows of one class, sorted'],
  ['unreachable', 'what no root reaches'],
  ['freed --class LineItem', 'what goes with a whole class'],
  ['summary --by retainers', 'groups by the set of classes that hold an object'],
  ['summary --by edge', 'groups by the edge on the best path'],
  ['summary --by module', 'groups by the module above on the best path'],
].map(([question, work]) => ({
  name: `heapdiff ${question}`,
  work,
  command: ([file]) => {
    const [command, ...rest] = question.split(' ');
    return [heapdiff, command, file, ...rest, '--json'];
  },
}));

/** Tasks, largest last; `runs` is how often each tool runs if it is not said. */
export const TASKS = [
  { name: 'summary-100MB', runs: 3, make: 'medium', files: ['medium'], tools: SUMMARY_TOOLS },
  { name: 'diff-100MB', runs: 3, make: 'pair100', files: ['pair100-a', 'pair100-b'], tools: DIFF_TOOLS },
  { name: 'questions-500MB', runs: 2, make: 'large', files: ['large'], tools: QUESTIONS },
  { name: 'summary-500MB', runs: 2, make: 'large', files: ['large'], tools: SUMMARY_TOOLS },
  { name: 'diff-500MB', runs: 2, make: 'pair500', files: ['pair500-a', 'pair500-b'], tools: DIFF_TOOLS },
  {
    ...{ name: 'summary-2GB', runs: 1, make: 'huge', files: ['huge'] },
    tools: SUMMARY_TOOLS.slice(0, 2),
    huge: true,
  },
];
