// SPDX-License-Identifier: MIT
// Tones of terminal text: escaped text in, the same with colour around it or as it is.

export type Tone = 'plain' | 'heading' | 'dim' | 'grow' | 'shrink' | 'warn' | 'name' | 'command';

export type Style = (text: string, tone: Tone) => string;

const codes: Readonly<Record<Exclude<Tone, 'plain'>, readonly [number, number]>> = {
  heading: [1, 22],
  dim: [2, 22],
  grow: [31, 39],
  shrink: [32, 39],
  warn: [33, 39],
  name: [1, 22],
  command: [36, 39],
};

const colourStyle: Style = (text, tone) => {
  if (tone === 'plain' || text === '') return text;
  const [on, off] = codes[tone];
  return `\x1b[${on}m${text}\x1b[${off}m`;
};

const plainStyle: Style = (text) => text;

export function buildStyle(colour: boolean): Style {
  return colour ? colourStyle : plainStyle;
}

/** The tone of a signed change. */
export function toneOfChange(change: number): Tone {
  return change > 0 ? 'grow' : change < 0 ? 'shrink' : 'dim';
}
