import { expect, test } from 'vitest';
import { HeapdiffError } from '../../../src/core/errors.js';

test('an error says where and what, and undefined for what it does not know', () => {
  const error = new HeapdiffError('ERR_TRUNCATED', 'ends early', { section: 'nodes', byteOffset: 0 });
  expect(error).toBeInstanceOf(Error);
  expect(error).toMatchObject({ name: 'HeapdiffError', code: 'ERR_TRUNCATED', message: 'ends early' });
  expect([error.section, error.byteOffset, error.file, error.recordIndex]).toEqual([
    'nodes',
    0,
    undefined,
    undefined,
  ]);
});

test('a file name is added without losing anything', () => {
  const place = { section: 'edges', byteOffset: 12, recordIndex: 3, expected: 'a', actual: 'b' };
  const error = new HeapdiffError('ERR_SYNTAX', 'wrong', place).inFile('x.heapsnapshot');
  expect(error).toMatchObject({ ...place, code: 'ERR_SYNTAX', message: 'wrong', file: 'x.heapsnapshot' });
});
