import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { projectFolder, runHeapdiff } from './run-heapdiff.js';

const packageVersion = (
  JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8')) as { version: string }
).version;
const snapshot = 'snapshots/sessions/baseline.heapsnapshot.gz';

test.each([['--version'], ['-V']])('%s prints the version', (flag) => {
  expect(runHeapdiff([flag])).toEqual({ code: 0, stdout: `${packageVersion}\n`, stderr: '' });
});

test('without arguments the help goes to stderr, with exit code 2', () => {
  const { code, stdout, stderr } = runHeapdiff([]);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain('Commands:');
  expect(stderr.trimEnd().split('\n').at(-1)).toBe('heapdiff: no snapshot was given; see heapdiff --help');
});

describe.each([[''], ['diff'], ['summary'], ['retainers'], ['objects']])('heapdiff %s --help', (command) => {
  const { code, stdout, stderr } = runHeapdiff([command, '--help'].filter((word) => word !== ''));

  test('has examples and fits 80 columns', () => {
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/Examples:\n(.|\n)*heapdiff /);
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  test('is what docs/cli.md says', () => {
    const docs = readFileSync(join(projectFolder, 'docs/cli.md'), 'utf8');
    expect(docs).toContain(stdout.trimEnd());
  });
});

test.each([
  [['--frobnicate', snapshot], 'no such option: --frobnicate'],
  [['backrefs', snapshot, '--id', '1', '--depht', '2'], 'no such option: --depht; there is --depth'],
  [['summary', snapshot, '--limti=3'], 'no such option: --limti; there is --limit'],
  [['summary', snapshot, snapshot], 'summary takes one snapshot, and'],
  [['retainers', snapshot, snapshot, '--id', '1'], 'to compare two there is: heapdiff BEFORE AFTER'],
  [['show', snapshot, '4711'], '"4711" is too much; for an object there is --id 4711'],
  [[snapshot, '-xq'], 'no such option: -xq'],
  [
    ['objects', snapshot, '--sort', '-retainedSize'],
    'no such option: -retainedSize; there is --retained-min',
  ],
  [['completion', 'fish'], 'completion is for bash or zsh, not "fish"'],
  [['objects', snapshot, '--dominated-by', 'x'], '--dominated-by takes a number'],
  [['objects', snapshot, '--dominated-by'], '--dominated-by needs a value'],
  [['freed', snapshot, '--edge', '99999999999999999:a'], '--edge takes a number'],
  [['chain', snapshot, '--from', '99999999999999999', '--to', '1'], '--from takes a number'],
  [['chain', snapshot, '--from', '', '--to', '1'], '--from needs a value'],
  [[snapshot, '-o', ''], '--output needs a value'],
  [[snapshot, '-o'], '--output needs a value'],
  [[snapshot, '--html='], '--html needs a value'],
  [['backrefs', snapshot, '--id', '1', '--filter', ''], '--filter needs a value'],
  [[snapshot, '--no-output'], 'there is no --no-output'],
  [[snapshot, '--no-by'], 'there is no --no-by'],
  [[snapshot, '--color=never'], '--color takes no value; there is --color or --no-color'],
  [[snapshot, '--json=yes'], '--json takes no value'],
  [['view', ''], 'the name of a file is empty'],
  [['--json'], 'no snapshot was given'],
  [['frobnicate', snapshot, '--json', '--format', 'csv'], '--json contradicts'],
  [[snapshot, '--limit', '0'], '--limit takes'],
  [['show', snapshot, '--id', '1', '--html', 'x.html'], 'show has no page'],
  [['objects', snapshot, '--html', 'x.html'], 'objects has no page'],
  [['unreachable', snapshot, '--html', 'x.html'], 'unreachable has no page'],
  [['freed', snapshot, '--id', '1', '--html', 'x.html'], 'freed has no page'],
  [['freed', snapshot], 'freed needs'],
  [['freed', snapshot, '--edge', 'sessions'], '--edge takes ID:NAME'],
  [['freed', snapshot, '--edge', '1:nothing'], 'has no edge named "nothing"'],
  [[snapshot, '--peak'], '--peak needs two snapshots'],
  [[snapshot, snapshot, '--by', 'kind', '--html', 'x.html'], '--html excludes --by'],
  [[snapshot, snapshot, '--by', 'colour'], 'not "colour"'],
  [[snapshot, '--limit', 'many'], '--limit takes'],
  [[snapshot, '--limit', '1', '--limit', '2'], '--limit is given twice'],
  [[snapshot, '--format', 'xml'], 'xml'],
  [[snapshot, '--show-strings', 'maybe'], 'maybe'],
  [['diff', snapshot], 'two snapshots or more'],
  [['-', '-'], 'standard input (-) can be given once only'],
  [['summary'], 'no snapshot was given'],
  [['backrefs', snapshot, '--id'], '--id needs a value'],
  [['backrefs', snapshot, '--id', '1', '--filter', 'Sesion'], 'has no class "Sesion"; there is "Session"'],
  [['freed', snapshot, '--edge'], '--edge needs a value'],
  [['summary', snapshot, '--by'], '--by needs a value: "class"'],
  [['retainers', snapshot], 'one of --id N and --class NAME'],
  [['retainers', snapshot, '--id', '1', '--class', 'X'], 'one of --id N and --class NAME'],
  [['retainers', snapshot, '--id', 'abc'], '--id takes a number'],
  [['objects', snapshot, '--columns', 'id,colour'], 'colour'],
  [['objects', snapshot, '--columns', 'id,id'], 'twice'],
  [['objects', snapshot, '--sort', 'colour'], 'colour'],
  [['objects', snapshot, '--retained-min', 'much'], '--retained-min takes a size'],
  [['objects', snapshot, '--kind', 'colour'], 'colour'],
  [['objects', snapshot, '--class', 'NoSuchClass'], 'NoSuchClass'],
  [['summary', snapshot, '-o', snapshot, '--force'], 'never replaced'],
])('heapdiff %j is wrong usage: one line, exit code 2', (args, message) => {
  const { code, stdout, stderr } = runHeapdiff(args);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(/^heapdiff: [^\n]+\n$/);
  expect(stderr).toContain(message);
});

test('a command with a letter wrong is taken for a file, and said to be none', () => {
  const { code, stderr } = runHeapdiff(['sumary', snapshot]);
  expect(code).toBe(3);
  expect(stderr).toContain(
    'sumary: cannot be read: no such file, nor is it a command like summary [ERR_READ]',
  );
  expect(runHeapdiff([`${snapshot}x`]).stderr).not.toContain('command');
  expect(runHeapdiff(['compare', snapshot]).stderr).toContain('no such file, nor is it a command [ERR_READ]');
  expect(runHeapdiff(['help', 'summary']).stderr).toContain(
    'nor is it a command; there is --help [ERR_READ]',
  );
});

test('a word of the command line cannot act on the terminal', () => {
  const { code, stderr } = runHeapdiff([`no\x1b[31m\nsuch::error::file`]);
  expect(code).toBe(3);
  expect(stderr).toMatch(/^heapdiff: no\\x1b\[31m\\nsuch/);
  expect(stderr.split('\n')).toHaveLength(2);
});

test('completion prints a script that completes commands and flags', () => {
  const { code, stdout } = runHeapdiff(['completion'], { env: { SHELL: '/bin/bash' } });
  expect(code).toBe(0);
  expect(stdout).toContain('complete ');
  expect(runHeapdiff(['completion', 'zsh']).stdout).toContain('#compdef');
  expect(runHeapdiff(['completion', '--help']).stdout).toContain('source <(heapdiff completion)');
  const complete = (...words: string[]): string[] =>
    runHeapdiff(['--get-yargs-completions', 'heapdiff', ...words])
      .stdout.split('\n')
      .slice(0, -1);
  expect(complete('re')).toEqual(['retainers', 'refs']);
  expect(complete('objects', 'x', '--ret')).toEqual(['--retained-min']);
  expect(complete('--sus')).toEqual(['--suspects']);
  expect(complete('snapshots/')).toEqual([]);
});

test('what comes behind -- is a file, whatever it begins with', () => {
  const pair = [snapshot, 'snapshots/sessions/final.heapsnapshot.gz'];
  const expected = runHeapdiff([...pair, '-n', '1']);
  expect(expected.stdout).toContain('LEAK SUSPECTS');
  expect(runHeapdiff(['-n', '1', '--', ...pair])).toEqual(expected);
  expect(runHeapdiff([pair[0], '-n', '1', '--', pair[1]])).toEqual(expected);
  const { code, stderr } = runHeapdiff(['summary', '--', '--limit']);
  expect(code).toBe(3);
  expect(stderr).toMatch(/^heapdiff: \.\/--limit: cannot be read: no such file/);
});

test.each([
  ['bun', 'module', 'has no module'],
  ['chromium', 'global', 'has no global object'],
])('a chain from what a heap of %s has not (%s) is told in one line', (runtime, place, message) => {
  const file = `snapshots/runtimes/${runtime}.heapsnapshot.gz`;
  for (const ends of [
    ['--from', place, '--to', 'Object'],
    ['--from', 'Object', '--to', place],
  ]) {
    const { code, stdout, stderr } = runHeapdiff(['chain', file, ...ends]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr.startsWith(`heapdiff: ${file}: ${message} [ERR_UNKNOWN_CLASS]; `)).toBe(true);
    expect(stderr.trimEnd()).not.toContain('\n');
  }
});
