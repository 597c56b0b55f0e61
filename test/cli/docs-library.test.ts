// Every example of docs/library.md runs, and every row of docs/questions.md gives an answer.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { projectFolder, runShell } from './run-heapdiff.js';

const library = readFileSync(join(projectFolder, 'docs/library.md'), 'utf8');
const examples = [...library.matchAll(/^## (.*)$[^]*?^```js\n([^]*?)^```$/gm)].map((match) => ({
  title: match[1] ?? '',
  code: match[2] ?? '',
}));

function runModule(code: string): string {
  // From the project's folder, `heapdiff` is the package itself.
  return execFileSync(
    process.execPath,
    ['--input-type=module', '-e', `import assert from 'node:assert/strict';\n${code}`],
    {
      cwd: projectFolder,
      encoding: 'utf8',
    },
  );
}

test('every section of docs/library.md has an example', () => {
  expect(examples.length).toBe([...library.matchAll(/^## /gm)].length);
});

describe.each(examples)('$title', ({ code }) => {
  test('runs', () => {
    runModule(code);
  });
});

const names: Readonly<Record<string, string>> = {
  FILE: 'snapshots/sessions/final.heapsnapshot.gz',
  BASE: 'snapshots/sessions/baseline.heapsnapshot.gz',
  MID: 'snapshots/sessions/target.heapsnapshot.gz',
  N: '88795',
  M: '85549',
};
const questions = readFileSync(join(projectFolder, 'docs/questions.md'), 'utf8');
const rows = [...questions.matchAll(/^\| ([`a-z].*?) +\| `(heapdiff .*?)` +\| `(.*)` +\|$/gm)].map(
  (match) => ({
    question: match[1] ?? '',
    command: (match[2] ?? '').replace(/\b(?:FILE|MID|BASE|N|M)\b/g, (name) => names[name] ?? name),
    call: match[3] ?? '',
  }),
);

test.each(rows)('$question: $command', ({ command }) => {
  const { code, stdout, stderr } = runShell(command, { env: { COLUMNS: '100' } });
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout.trim().length).toBeGreaterThan(20);
});

test('every call of docs/questions.md gives something', () => {
  expect(rows.length).toBeGreaterThan(25);
  const values = Object.entries(names).map(
    ([name, value]) => `const ${name} = ${/^\d/.test(value) ? value : `'${value}'`};`,
  );
  const calls = rows.map(({ call }) => `answers.push(${call});`);
  const printed = runModule(
    `import * as heapdiff from 'heapdiff';\nconst {${[...new Set(rows.flatMap(({ call }) => call.match(/\b[a-z]\w*(?=\()/g) ?? []))].filter((name) => name !== 'at').join(', ')}, loadAnalysis} = heapdiff;
${values.join('\n')}\nconst heap = await loadAnalysis(FILE);\nconst answers = [];\n${calls.join('\n')}\nconsole.log(answers.filter((answer) => answer === undefined || answer === null).length);`,
  );
  expect(printed).toBe('0\n');
});
