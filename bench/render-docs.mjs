// Results -> the text of docs/benchmarks.md and the picture in it. Holds whatever the figures are.

const TITLES = {
  'summary-100MB': 'One snapshot of 100 MB',
  'diff-100MB': 'Two snapshots of 100 MB',
  'questions-500MB': 'Other questions, on one snapshot of 500 MB',
  'pair-questions-500MB': 'Other questions, on two snapshots of 500 MB',
  'summary-500MB': 'One snapshot of 500 MB',
  'diff-500MB': 'Two snapshots of 500 MB',
  'summary-2GB': 'One snapshot of 2 GB',
};

const seconds = (value) => `${value.toFixed(value < 10 ? 2 : 1)} s`;
const megabytes = (value) => `${Math.round(value / 1e6).toLocaleString('en')} MB`;

/** The page, before it is formatted. */
export function renderBenchmarks({ tasks }) {
  const tools = new Set(
    tasks.flatMap(({ machine }) => Object.entries(machine.versions).map((one) => one.join(' '))),
  );
  return `# Benchmarks

heapdiff and its peers on the same files and the same machine. Every figure on this page is written by one command, and nobody edits it:

    npm run bench -- --docs

It installs the peers (\`bench/package.json\`, own lockfile, no install scripts), makes the snapshots once (\`bench/generate.mjs\`, a program of its own
that looks like a shop's back office; \`--dir DIR\` says where), and runs whole processes, one at a time and in turn (A B C A B C ...), so that a machine
that slows down slows all of them. What they print goes to the null device. Figures are medians; *CPU* is user and system time of all threads, *peak* the largest resident set. \`--only TASK\`
measures one task again, \`--runs N\` sets how often, \`--huge\` adds a file of 2 GB. Expect some percent from run to run, and more on a machine that does
other work at the same time.

Each table says on which machine it was measured, and when; compare ratios between tables, not seconds. The tools: ${[...tools].join(', ')}.

![Time of each tool, by task](pictures/benchmarks.svg)

${tasks.map(renderTask).join('\n')}
## What this does not say

- The tools do not do the same work; the last column says what each does. DevTools' engine is the one whose numbers heapdiff's equal, node by node. It
  runs here as npm \`heap-snapshot-toolkit\` ships it, on one thread and with a larger heap than Node's default; so do the other peers, while heapdiff
  runs with Node's default.
- The snapshots are one program's. A heap of few, large objects is read faster, one of many edges slower.
- A tool that fails says how; its time until then is not shown.
`;
}

/** Of tables in which many questions are compared with one. */
const BETWEEN = `
The first one ran between any two others, and *× time* is the median of ratios to its runs before and after: a machine gets slower and faster in the
course of so many.
`;

function renderTask({ task, files, runs, rows, machine }) {
  const { cpu, cores, memory, system, node, date } = machine;
  const [first] = rows;
  const cells = rows.map((row) => {
    if (row.failure) return `| ${row.tool} | | | | | | ${row.failure.replaceAll('|', '\\|')} |`;
    const ratio = (key) => (first.failure ? '' : `${(row[key] / first[key]).toFixed(2)}`);
    const time = row.ratio?.toFixed(2) ?? ratio('wall');
    const figures = [seconds(row.wall), seconds(row.cpu), megabytes(row.rss), time, ratio('rss')];
    return `| ${row.tool} | ${figures.join(' | ')} | ${row.work} |`;
  });
  return `## ${TITLES[task] ?? task}

\`${task}\`: ${files} MB, medians of ${runs}; ${cpu}, ${cores} cores, ${memory} GB, ${system}, Node ${node}, ${date}.
${rows.some(({ ratio }) => ratio !== undefined) ? BETWEEN : ''}

| tool | wall | CPU | peak | × time | × peak | what it does |
| :--- | ---: | ---: | ---: | ---: | ---: | :--- |
${cells.join('\n')}
`;
}

/** Pixels for bars and figures, right of the names. */
const BARS = 460;
const ROW = 20;
/** Pixels of a letter of a name, on average. */
const LETTER = 6.2;

/** Bars of wall time, one scale a task. */
export function renderPicture({ tasks }) {
  const letters = Math.max(...tasks.flatMap(({ rows }) => rows.map(({ tool }) => tool.length)));
  const left = Math.ceil(letters * LETTER) + 16;
  const total = left + BARS;
  let y = 8;
  const parts = [];
  for (const { task, rows } of tasks) {
    const longest = Math.max(...rows.map(({ wall = 0 }) => wall));
    y += 26;
    parts.push(text(8, y, TITLES[task] ?? task, 'font-weight="600"'));
    rows.forEach((row, index) => {
      y += ROW;
      parts.push(text(left - 8, y, row.tool, 'text-anchor="end"'));
      if (row.failure) {
        parts.push(
          text(left, y, /^not measured/.test(row.failure) ? 'not measured' : 'fails', 'fill="#888"'),
        );
        return;
      }
      const width = Math.max(1, ((BARS - 80) * row.wall) / longest);
      const isOurs = index === 0 || row.tool.startsWith('heapdiff');
      const fill = isOurs ? '#2f6fd0' : '#b9bec7';
      parts.push(
        `<rect x="${left}" y="${y - 12}" width="${width.toFixed(1)}" height="14" fill="${fill}"/>`,
        text(left + width + 6, y, seconds(row.wall), ''),
      );
    });
  }
  const height = y + 16;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${total} ${height}" width="${total}" height="${height}" font-family="sans-serif" font-size="12" role="img">
<title>Wall time of each tool, by task</title>
<rect width="${total}" height="${height}" fill="#ffffff"/>
${parts.join('\n')}
</svg>
`;
}

function text(x, y, content, attributes) {
  const escaped = content.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<text x="${x.toFixed(1)}" y="${y}" ${attributes}>${escaped}</text>`;
}
