import { expect, test } from 'vitest';
import { readTerminalSettings } from '../../../cli/terminal-settings.js';

const terminal = { isTTY: true, columns: 120 };

test('a terminal has its own width, a pipe that of COLUMNS or 100', () => {
  expect(readTerminalSettings(undefined, { COLUMNS: '60' }, terminal).width).toBe(120);
  expect(readTerminalSettings(undefined, {}, { isTTY: true }).width).toBe(80);
  expect(readTerminalSettings(undefined, { COLUMNS: '60' }, {}).width).toBe(60);
  for (const columns of ['', '0', '-5', 'wide', '1e9x', '12.5']) {
    expect(readTerminalSettings(undefined, { COLUMNS: columns }, {}).width).toBe(100);
  }
});

test.each([
  [undefined, {}, terminal, true],
  [undefined, {}, {}, false],
  [undefined, { NO_COLOR: '1' }, terminal, false],
  [undefined, { NO_COLOR: '' }, terminal, true],
  [undefined, { TERM: 'dumb' }, terminal, false],
  [undefined, { FORCE_COLOR: '1', NO_COLOR: '1' }, {}, true],
  [undefined, { FORCE_COLOR: '' }, {}, true],
  [undefined, { FORCE_COLOR: '0' }, terminal, false],
  [true, { NO_COLOR: '1' }, {}, true],
  [false, { FORCE_COLOR: '1' }, terminal, false],
])('--color %s, environment %j and stream %j: colour is %s', (flag, environment, stream, colour) => {
  expect(readTerminalSettings(flag, environment, stream).colour).toBe(colour);
});
