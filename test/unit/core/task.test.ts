import { expect, test } from 'vitest';
import { checkAborted } from '../../../src/core/task.js';

test('work goes on until its caller asks it to stop', () => {
  const controller = new AbortController();
  expect(() => checkAborted(undefined)).not.toThrow();
  expect(() => checkAborted(controller.signal)).not.toThrow();
  controller.abort();
  expect(() => checkAborted(controller.signal)).toThrow(expect.objectContaining({ code: 'ERR_ABORTED' }));
});
