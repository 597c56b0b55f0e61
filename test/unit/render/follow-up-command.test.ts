import { expect, test } from 'vitest';
import { buildRetainersCommand, quoteForShell } from '../../../src/render/follow-up-command.js';

test.each([
  ['after.heapsnapshot', 'after.heapsnapshot'],
  ['my heap.heapsnapshot', "'my heap.heapsnapshot'"],
  ["it's; rm -rf $HOME", "'it'\\''s; rm -rf $HOME'"],
  ['-n', "'-n'"],
  ['a\nb', "'a\\nb'"],
])('the file %j is %s in a command', (file, word) => {
  expect(quoteForShell(file)).toBe(word);
});

test('a command that is too wide leaves the file to the memory of the last one read', () => {
  expect(buildRetainersCommand('after.heapsnapshot', 7, 80)).toBe(
    'heapdiff retainers after.heapsnapshot --id 7',
  );
  expect(buildRetainersCommand('after.heapsnapshot', 7, 40)).toBe('heapdiff retainers --id 7');
  expect(buildRetainersCommand('-', 7, 80)).toBe('heapdiff retainers --id 7');
});
