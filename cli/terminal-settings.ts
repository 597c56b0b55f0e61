// Environment, stream and flags -> width and colour of the output.

import type { TerminalOptions } from '../src/render/terminal-parts.js';

/** What matters of a stream: `process.stdout`, or a stand-in. */
export interface OutputStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

const WIDTH_OF_PIPES = 100;
const NARROWEST = 20;

function readWidth(environment: NodeJS.ProcessEnv, stream: OutputStream): number {
  if (stream.isTTY === true) return Math.max(NARROWEST, stream.columns ?? 80);
  const columns = Number(environment['COLUMNS']);
  return Number.isInteger(columns) && columns >= NARROWEST ? columns : WIDTH_OF_PIPES;
}

function readColour(
  flag: boolean | undefined,
  environment: NodeJS.ProcessEnv,
  stream: OutputStream,
): boolean {
  if (flag !== undefined) return flag;
  const force = environment['FORCE_COLOR'];
  if (force !== undefined) return force !== '0' && force !== 'false';
  if ((environment['NO_COLOR'] ?? '') !== '' || environment['TERM'] === 'dumb') return false;
  return stream.isTTY === true;
}

/** `--color` decides before FORCE_COLOR, that before NO_COLOR and TERM=dumb, and these before the terminal. */
export function readTerminalSettings(
  flag: boolean | undefined,
  environment: NodeJS.ProcessEnv,
  stream: OutputStream,
): TerminalOptions {
  return { width: readWidth(environment, stream), colour: readColour(flag, environment, stream) };
}
