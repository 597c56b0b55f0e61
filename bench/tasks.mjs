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

const CRITERIA = {
  class: 'groups by class',
  shape: 'groups by class and property names',
  location: 'groups by the place of definition',
  retainers: 'groups by the set of classes that hold an object',
  edge: 'groups by the edge on the best path',
  size: 'groups by powers of two',
  module: 'groups by the module above on the best path',
  package: 'groups by the package above on the best path',
  kind: "groups by V8's kind of node",
  detachedness: 'attached, detached or neither',
};

/** The page and the table that questions write. */
export const OUTPUTS = ['page.html', 'table.json'];
const fillPaths = (question, folder) =>
  question.replace('PAGE', join(folder, OUTPUTS[0])).replace('FILE', join(folder, OUTPUTS[1]));

/** What the other questions cost, against the first one. ID stands for an object of the class in `sample`. */
const QUESTIONS = [
  ['summary', 'everything that the others build on'],
  ['summary --html PAGE', 'the same as a page, with the ways to what is largest'],
  ['retainers --class LineItem', 'ways, merged tree and dominators of several hundred thousand objects'],
  ['retainers --class LineItem --until module', 'the same, with paths from the modules'],
  ['retainers --class LineItem --ignore Order', 'the same, without some class'],
  ['retainers --class Object --depth 6 --breadth 20', 'a larger tree of what holds all plain objects'],
  ['retainers --class Object --depth 20 --breadth 1000 --limit all', 'a tree as large as it becomes'],
  ['retainers --class (string)', 'of all strings, which are held in a thousand ways'],
  ['retainers --class (system)', 'of what hangs on scopes and shapes with a million owners'],
  ['retainers --class (string) --html PAGE', 'the same as a page'],
  [
    'retainers --class (string) --all-edges --depth all --breadth all --limit all',
    'all ways, and a tree that only its bounds end',
  ],
  ['retainers --class Object --limit all --html PAGE', 'all ways, as a page'],
  ['retainers --class LineItem --all-edges', 'every edge into a class, one by one'],
  ['retainers --id ID --all-edges', 'paths, and every edge into one object'],
  ['chain --from module --to Money', 'search from all modules'],
  ['chain --from global --to Money --all-edges --limit 20', 'search over weak edges as well, 20 chains'],
  ['chain --from module --to Money --html PAGE', 'chains as a page'],
  ['backrefs --id ID', 'excerpt, what each edge frees'],
  ['backrefs --id ID --format svg', 'the same as a picture'],
  ['backrefs --id ID --depth 20 --format svg', 'a picture of hundreds of objects'],
  ['backrefs --id ID --html PAGE', 'as a page, with why the object stays'],
  [
    'backrefs --id ID --depth all --breadth all --limit all --html PAGE',
    'an excerpt that only its bounds end, as a page',
  ],
  ['refs --id ID --html PAGE', 'what it refers to as a page'],
  ['show --id ID', 'one object: fields, path, what goes with it'],
  ['objects --class Order --sort retainedSize', 'rows of one class, sorted'],
  ['objects --columns id,retainedSize --limit all --format csv', 'two columns of every object of the heap'],
  ['objects --limit all --format csv', 'one row for every object of the heap'],
  ['objects --limit all --format json', 'the same as JSON, three times the bytes'],
  ['objects --limit all --format json -o FILE', 'the same into a file'],
  ['objects --limit all --format json -o FILE --force', 'the same in place of that file'],
  ['objects --limit all --format text', 'the same as a table for people'],
  ['objects --sort className', 'the first rows of all, sorted by a text'],
  ['unreachable', 'what no root reaches'],
  ['freed --class LineItem', 'what goes with a whole class'],
  ['freed --id ID', 'what goes with one object'],
  ...Object.entries(CRITERIA).map(([by, work]) => [`summary --by ${by}`, work]),
].map(([question, work]) => ({
  name: `heapdiff ${question}`,
  work,
  command: ([file], id, folder) => {
    const [command, ...rest] = fillPaths(question.replace('ID', id), folder).split(' ');
    const isJson = !rest.includes('--format') && !rest.includes('--html');
    return [heapdiff, command, file, ...rest, ...(isJson ? ['--json'] : [])];
  },
}));

/** Questions on a pair, against the plain comparison. */
const PAIR_QUESTIONS = [
  ['diff', 'both snapshots in full, class rows, resized objects, suspects, paths'],
  ['diff --html PAGE', 'the same as a page'],
  ['diff --peak', 'growth by class beyond the most so far'],
  ...Object.entries(CRITERIA).map(([by, work]) => [`diff --by ${by}`, `growth: ${work}`]),
  ['summary --by class --since', 'what the later snapshot has and the earlier has not'],
  ['objects --class LineItem --since', 'rows of one class that the earlier snapshot has not'],
].map(([question, work]) => ({
  name: `heapdiff ${question}`,
  work,
  command: ([before, after], _, folder) => {
    const [command, ...rest] = fillPaths(question, folder).split(' ');
    const files = command === 'diff' ? [before, after, ...rest] : [after, ...rest, before];
    return [heapdiff, command, ...files, ...(rest.includes('--html') ? [] : ['--json'])];
  },
}));

/** The id of some object of a class, as `objects` prints it. */
export const sampleCommand = (file, className) => [
  ...[heapdiff, 'objects', file, '--class', className],
  ...['--columns', 'id', '--limit', '1', '--format', 'csv'],
];

/** Tasks, largest last; `runs` is how often each tool runs if it is not said. */
export const TASKS = [
  { name: 'summary-100MB', runs: 3, make: 'medium', files: ['medium'], tools: SUMMARY_TOOLS },
  { name: 'diff-100MB', runs: 3, make: 'pair100', files: ['pair100-a', 'pair100-b'], tools: DIFF_TOOLS },
  {
    ...{ name: 'questions-500MB', runs: 3, make: 'large', files: ['large'], sample: 'LineItem' },
    isAgainstFirst: true,
    tools: QUESTIONS,
  },
  {
    ...{ name: 'pair-questions-500MB', runs: 3, make: 'pair500', files: ['pair500-a', 'pair500-b'] },
    isAgainstFirst: true,
    tools: PAIR_QUESTIONS,
  },
  { name: 'summary-500MB', runs: 3, make: 'large', files: ['large'], tools: SUMMARY_TOOLS },
  { name: 'diff-500MB', runs: 3, make: 'pair500', files: ['pair500-a', 'pair500-b'], tools: DIFF_TOOLS },
  {
    ...{ name: 'summary-2GB', runs: 1, make: 'huge', files: ['huge'] },
    tools: SUMMARY_TOOLS.slice(0, 2),
    huge: true,
  },
];
