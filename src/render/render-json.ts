// SPDX-License-Identifier: MIT
// Report -> JSON text. Characters that a terminal, a page or a CI system acts on are written as \uXXXX, which any
// JSON reader turns back into the same text.

import { UNSEEN } from '../core/invisible.js';
import type { Report } from '../report/model.js';
import { defuseCommands } from './ci-commands.js';

/** JSON escapes the other controls itself. */
const active = new RegExp(`[${UNSEEN}]`, 'gu');

function escapeUnits(character: string): string {
  let text = '';
  for (let i = 0; i < character.length; i++) {
    text += `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`;
  }
  return text;
}

/** JSON text -> the same value in JSON text without invisible characters and commands. They occur in strings only. */
export function escapeJson(json: string): string {
  return defuseCommands(json.replace(active, escapeUnits), '\\u003a', '\\u0023');
}

export interface JsonOptions {
  /** On one line. */
  readonly compact?: boolean;
}

/** One value of JSON and a line end, the keys in the order of the model. */
export function renderJson(report: Report, options: JsonOptions = {}): string {
  return escapeJson(JSON.stringify(report, null, options.compact === true ? 0 : 2)) + '\n';
}
