// SPDX-License-Identifier: MIT
// Report -> JSON text. Characters that a terminal or a page acts on are written as \uXXXX, which any JSON reader
// turns back into the same text.

import type { Report } from '../report/model.js';

const active = /[\x7f-\x9f\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

function escapeUnits(character: string): string {
  let text = '';
  for (let i = 0; i < character.length; i++) {
    text += `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`;
  }
  return text;
}

/** JSON text -> the same value in JSON text without invisible characters. They occur in strings only. */
export function escapeJson(json: string): string {
  return json.replace(active, escapeUnits);
}

export interface JsonOptions {
  /** On one line. */
  readonly compact?: boolean;
}

/** One value of JSON and a line end, the keys in the order of the model. */
export function renderJson(report: Report, options: JsonOptions = {}): string {
  return escapeJson(JSON.stringify(report, null, options.compact === true ? 0 : 2)) + '\n';
}
