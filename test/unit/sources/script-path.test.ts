import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findScriptPath } from '../../../src/sources/script-path.js';

test('paths, file URLs and addresses of servers are paths of scripts', () => {
  expect(findScriptPath('/srv/app/a.js')).toEqual({ parts: ['srv', 'app', 'a.js'], isRemote: false });
  expect(findScriptPath('file:///srv/my%20app/a.js?v=1')).toEqual({
    parts: ['srv', 'my app', 'a.js'],
    isRemote: false,
  });
  expect(findScriptPath('C:\\app\\a.js')).toEqual({ parts: ['app', 'a.js'], isRemote: false });
  expect(findScriptPath('https://example.org/assets/a.js?v=1#x')).toEqual({
    parts: ['assets', 'a.js'],
    isRemote: true,
  });
});

test.each([
  'node:internal/timers',
  'evalmachine.<anonymous>',
  '',
  'a.js',
  '/srv/../etc/passwd',
  'file:///srv/%2e%2e%2fetc/passwd',
  'file:///srv/..%5c..%5cetc/passwd',
  '/srv/a\0.js',
  '/srv/a.js:stream',
  'file:///%',
  'https://example.org',
  '/'.repeat(10_000),
])('%j is no path of a script', (url) => {
  expect(findScriptPath(url)).toBe(null);
});

test('whatever the URL, no part of a path leads upwards or elsewhere', () => {
  const piece = fc.oneof(
    fc.constantFrom('..', '.', '/', '\\', '%2e', '%2f', '%5c', 'file://', 'C:', '\0', 'a'),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.array(piece), fc.constantFrom('', '/', 'file:///', 'https://x/'), (pieces, head) => {
      const parts = findScriptPath(head + pieces.join(''))?.parts ?? [];
      return parts.every((part) => part !== '' && part !== '.' && part !== '..' && !/[\\/:\0]/.test(part));
    }),
  );
});
