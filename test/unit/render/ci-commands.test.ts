import { expect, test } from 'vitest';
import { defuseCommands } from '../../../src/render/ci-commands.js';

test.each([
  ['::error::x', ';:error::x'],
  ['see ::warning::x', 'see ;:warning::x'],
  ['"::error::x"', '";:error::x"'],
  ['##vso[task]', '#+vso[task]'],
  ['##TeamCity[x]', '#+TeamCity[x]'],
  ['##[group]', '#+[group]'],
  ['###[group]', '##+[group]'],
  ['##error', '#+error'],
  ['std::vector', 'std::vector'],
  ['a ## b', 'a ## b'],
])('%s is printed as %s', (text, printed) => {
  expect(defuseCommands(text, ';', '+')).toBe(printed);
});
