import { expect, test } from 'vitest';
import { describeFailure } from '../../../cli/report-error.js';
import { HeapdiffError } from '../../../src/core/errors.js';
import type { ErrorCode } from '../../../src/core/errors.js';

test('an error of a file says file, fact, place and advice on one line', () => {
  const error = new HeapdiffError('ERR_TRUNCATED', 'ends after 7 whole records', {
    ...{ file: 'a.heapsnapshot', section: 'nodes', byteOffset: 1000 },
    ...{ expected: 'more numbers', actual: 'end of input' },
  });
  expect(describeFailure(error)).toEqual({
    line:
      'heapdiff: a.heapsnapshot: ends after 7 whole records, section nodes, byte 1000 ' +
      '[ERR_TRUNCATED]; cut short: copy it again, or wait until it is written',
    exitCode: 3,
    stack: null,
  });
});

test('what was found is added where the fact does not tell it', () => {
  const error = new HeapdiffError('ERR_GZIP', 'its gzip data are damaged', {
    ...{ file: 'a.gz', byteOffset: 1000, expected: 'sound gzip data', actual: 'incorrect data check' },
  });
  expect(describeFailure(error).line).toBe(
    'heapdiff: a.gz: its gzip data are damaged, after 1000 unpacked bytes, found incorrect data check [ERR_GZIP]; ' +
      'the compressed file is damaged: copy or compress it again',
  );
});

test('a byte of what a compressed file unpacks to is called that', () => {
  const place = { byteOffset: 7, isUnpacked: true };
  const { line } = describeFailure(new HeapdiffError('ERR_SYNTAX', "found 'x'", place));
  expect(line).toContain("found 'x', byte 7 of what it unpacks to [ERR_SYNTAX]");
});

test('what is no snapshot at all has no place where it goes wrong', () => {
  const error = new HeapdiffError('ERR_NOT_HEAPSNAPSHOT', 'is not a heap snapshot, but an HTML page', {
    ...{ file: 'a', byteOffset: 0, expected: 'a heap snapshot', actual: 'an HTML page' },
  });
  expect(describeFailure(error).line).toBe(
    'heapdiff: a: is not a heap snapshot, but an HTML page [ERR_NOT_HEAPSNAPSHOT]; ' +
      'give a file that v8.writeHeapSnapshot() or Chrome DevTools wrote',
  );
});

test.each([
  ['zstd data', 'unpack it, and give the .heapsnapshot file that comes out'],
  ['a zip archive', 'unpack it, and give the .heapsnapshot file that comes out'],
  [
    "JavaScriptCore's own heap snapshot",
    'in Bun, write what Bun.generateHeapSnapshot("v8") or v8.writeHeapSnapshot() gives',
  ],
  ['UTF-16 text (a snapshot is UTF-8)', 'save it as UTF-8'],
])('for %s: %s', (actual, advice) => {
  const error = new HeapdiffError('ERR_NOT_HEAPSNAPSHOT', `is not a heap snapshot, but ${actual}`, {
    actual,
  });
  expect(describeFailure(error).line.endsWith(`[ERR_NOT_HEAPSNAPSHOT]; ${advice}`)).toBe(true);
});

test('a very long path hides neither its end nor what is wrong', () => {
  const file = `/srv/${'deep/'.repeat(1000)}a.heapsnapshot`;
  const { line } = describeFailure(new HeapdiffError('ERR_READ', 'cannot be read: name too long', { file }));
  expect(line).toMatch(
    /^heapdiff: \/srv\/deep\/[^:]*…[^:]*\/a\.heapsnapshot: cannot be read: name too long \[ERR_READ\]; /,
  );
  expect(line.length).toBeLessThan(400);
});

test.each<[ErrorCode, number]>([
  ['ERR_USAGE', 2],
  ['ERR_UNKNOWN_ID', 2],
  ['ERR_UNKNOWN_CLASS', 2],
  ['ERR_OUTPUT_EXISTS', 2],
  ['ERR_READ', 3],
  ['ERR_EMPTY_FILE', 3],
  ['ERR_SYNTAX', 3],
  ['ERR_LIMIT', 3],
  ['ERR_WRITE', 5],
  ['ERR_ABORTED', 130],
])('%s ends the program with %d', (code, exitCode) => {
  expect(describeFailure(new HeapdiffError(code, 'x')).exitCode).toBe(exitCode);
});

test('anything else is a bug, told on one line without a stack', () => {
  const { line, exitCode } = describeFailure(new TypeError('x is not\na function'));
  expect(exitCode).toBe(70);
  expect(line).toContain('internal error: TypeError: x is not\\na function; this is a bug of heapdiff');
  expect(line).not.toContain('\n');
  expect(describeFailure('thrown text')).toMatchObject({ exitCode: 70, stack: null });
});

test('names in errors are escaped and shortened', () => {
  const { line } = describeFailure(
    new HeapdiffError('ERR_READ', `\x1b[2J${'x'.repeat(1_000_000)}`, { file: '\u202egnp.exe' }),
  );
  expect(line).toMatch(/^heapdiff: \\u202egnp\.exe: \\x1b\[2Jx+/);
  expect(line.length).toBeLessThan(800);
});

test('the section is named once, also where a word of the message is like it', () => {
  const lineOf = (message: string, section: string): string =>
    describeFailure(new HeapdiffError('ERR_SYNTAX', message, { section, byteOffset: 7 })).line;
  expect(lineOf('the nodes own 7 edges', 'edges')).toContain('own 7 edges, section edges, byte 7 [');
  expect(lineOf('has no section edges', 'edges')).toContain('has no section edges, byte 7 [');
  expect(lineOf('ends in the section "edges"', 'edges')).toContain('section "edges", byte 7 [');
});

test('the stack of a bug keeps its lines, and what they name is escaped', () => {
  const { stack } = describeFailure(new TypeError('no \x1b[2J'));
  expect(stack).toMatch(/^TypeError: no \\x1b\[2J\n {4}at /);
});
