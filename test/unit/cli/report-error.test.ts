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
      'heapdiff: a.heapsnapshot: ends after 7 whole records, section nodes, byte 1000, expected more numbers, ' +
      'found end of input [ERR_TRUNCATED]; the file was cut short: copy it again, or wait until the snapshot is written',
    exitCode: 3,
  });
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
  expect(describeFailure('thrown text').exitCode).toBe(70);
});

test('names in errors are escaped and shortened', () => {
  const { line } = describeFailure(
    new HeapdiffError('ERR_READ', `\x1b[2J${'x'.repeat(1_000_000)}`, { file: '\u202egnp.exe' }),
  );
  expect(line).toMatch(/^heapdiff: \\u202egnp\.exe: \\x1b\[2Jx+/);
  expect(line.length).toBeLessThan(800);
});
