import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const readme = readFileSync('README.md', 'utf8');

/** The fenced blocks in a language, within the section of a title. */
function findBlocks(title: string, languages: RegExp): string[] {
  const section = readme.split(/^(?=## )/m).find((text) => text.startsWith(`## ${title}\n`)) ?? '';
  return [...section.matchAll(/^```(\w*)\n([^]*?)^```$/gm)]
    .filter((match) => languages.test(match[1] ?? ''))
    .map((match) => (match[2] ?? '').trimEnd());
}

const commands = findBlocks('Quick start', /^(sh|bash|shell|console)$/);

test('the quick start is exactly two commands, each a single line', () => {
  expect(commands).toHaveLength(2);
  for (const command of commands) expect(command.split('\n')).toHaveLength(1);
});

test('the first command compares two snapshots that are in the repository', () => {
  const [, files = ''] = /^npm ci && node \. (\S+ \S+)$/.exec(commands[0] ?? '') ?? [];
  const paths = files.split(' ');
  expect(paths).toHaveLength(2);
  for (const path of paths) {
    expect(path).toMatch(/^snapshots\//);
    expect(existsSync(path), path).toBe(true);
  }
});

test('the second command runs all tests, and is what .ci/run runs', () => {
  expect(commands[1]).toBe('npm ci && npm test');
  expect(readFileSync('.ci/run', 'utf8')).toContain(`'${commands[1] ?? ''}'`);
});

test('every file that the README links to exists', () => {
  const links = [...readme.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map((match) => match[1] ?? '');
  expect(links.filter((link) => !/^https?:/.test(link) && !existsSync(link))).toEqual([]);
});
