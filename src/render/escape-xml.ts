// SPDX-License-Identifier: MIT
// Text -> text between XML tags or in attributes. Characters that XML does not have (controls, lone surrogates)
// and those that turn the reading direction become visible escapes.

const names: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/* Everything that XML 1.0 forbids, and bidirectional controls. */
const unprintable =
  /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

export function escapeXml(text: string): string {
  return makeVisible(text).replace(/[&<>"']/g, (character) => names[character] ?? character);
}

/** Unprintable characters as `\u202e`. */
export function makeVisible(text: string): string {
  return text.replace(
    unprintable,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
