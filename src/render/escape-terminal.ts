// SPDX-License-Identifier: MIT
// A text of unknown origin -> one that is safe on a terminal and in the log of a CI job: nothing in it moves
// the cursor, changes direction, hides, ends the line or starts a workflow command. Cost: length of the text.

/** Format (bidi, zero width), control, surrogate, separators, and what fonts draw as nothing; not emoji's U+FE0F. */
const invisible = /(?![\ufe0e\ufe0f])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;
/** Plain text, which is nearly every name. */
const plain = /^[\x20-\x7e]*$/;
/** `::error::` of GitHub, `##vso[` of Azure, `##teamcity[`: read by CI systems out of any log. */
const workflowCommand = /(^|\s)::/g;
const bracketCommand = /##(?=[a-z]*\[)/gi;

const short: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** A code point as `\n`, `\x1b`, `\u202e` or `\u{e0041}`. */
export function escapeCodePoint(character: string): string {
  const known = short[character];
  if (known !== undefined) return known;
  const hex = (character.codePointAt(0) ?? 0).toString(16);
  if (hex.length <= 2) return `\\x${hex.padStart(2, '0')}`;
  return hex.length <= 4 ? `\\u${hex.padStart(4, '0')}` : `\\u{${hex}}`;
}

/** Everything invisible in its visible form. */
export function escapeInvisible(text: string): string {
  return plain.test(text) ? text : text.replace(invisible, escapeCodePoint);
}

/** The text with everything invisible made visible and no CI command in it. */
export function escapeTerminal(text: string): string {
  // Millions of names are looked at, and hardly one has anything to escape.
  if (plain.test(text) && !text.includes('::') && !text.includes('##')) return text;
  return escapeInvisible(text).replace(workflowCommand, '$1\\x3a:').replace(bracketCommand, '#\\x23');
}
