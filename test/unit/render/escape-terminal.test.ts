import { expect, test } from 'vitest';
import { escapeTerminal } from '../../../src/render/escape-terminal.js';

test.each([
  ['\x1b[31m', '\\x1b[31m'],
  ['\x9b2J\x7f', '\\x9b2J\\x7f'],
  ['a\nb\rc\td', 'a\\nb\\rc\\td'],
  ['\u202egpj', '\\u202egpj'],
  ['\u2066x\u2069', '\\u2066x\\u2069'],
  ['\u2028\u2029', '\\u2028\\u2029'],
  ['\ud800', '\\ud800'],
  ['a\u200bb\ufeff', 'a\\u200bb\\ufeff'],
  ['\u{e0041}', '\\u{e0041}'],
  ['::error::x', '\\x3a:error::x'],
  ['  ::error::x', '  \\x3a:error::x'],
  ['see ::warning::x', 'see \\x3a:warning::x'],
  ['##vso[task]', '#\\x23vso[task]'],
  ['##[group]', '#\\x23[group]'],
])('%j becomes %s', (name, shown) => {
  expect(escapeTerminal(name)).toBe(shown);
});

test.each(['Session', 'std::vector<int>', '漢字', 'né', '😀', '❤️', '{name, email}', 'C:\\app', 'a ## b'])(
  '%s stays as it is',
  (name) => {
    expect(escapeTerminal(name)).toBe(name);
  },
);
