// SPDX-License-Identifier: MIT
// Text -> the same with everything that is not seen, or that turns the line around, in a visible form.

/**
 * Beyond the C0 controls, inside the brackets of a regular expression: controls, format (bidi, zero width, tags),
 * surrogates, separators, what is no character, and what fonts draw as nothing.
 */
export const UNSEEN: string = String.raw`\x7f-\x9f\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}\p{Default_Ignorable_Code_Point}`;

/** Not the variation selectors that make an emoji of a symbol. */
const invisible = new RegExp(
  String.raw`(?!(?<=\p{Extended_Pictographic})[\ufe0e\ufe0f])[\x00-\x1f${UNSEEN}]`,
  'gu',
);
/** Plain text, which is nearly every name. */
const plain = /^[\x20-\x7e]*$/;

const short: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** A code point as `\n`, `\x1b`, `\u202e` or `\u{e0041}`. */
function escapeCodePoint(character: string): string {
  const known = short[character];
  if (known !== undefined) return known;
  const hex = (character.codePointAt(0) ?? 0).toString(16);
  if (hex.length <= 2) return `\\x${hex.padStart(2, '0')}`;
  return hex.length <= 4 ? `\\u${hex.padStart(4, '0')}` : `\\u{${hex}}`;
}

/** Everything invisible as `\x1b` or `\u202e`. Cost: length of the text. */
export function escapeInvisible(text: string): string {
  return plain.test(text) ? text : text.replace(invisible, escapeCodePoint);
}
