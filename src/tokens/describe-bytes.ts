// SPDX-License-Identifier: MIT
// Bytes of the input -> words for messages: printable ASCII on one line, and never long.

const LONGEST = 40;
const APOSTROPHE = 0x27;

/** One byte: `'x'`, or `byte 0x00`. */
export function describeByte(byte: number): string {
  if (byte === APOSTROPHE) return `"'"`;
  return byte > 0x20 && byte < 0x7f ? `'${String.fromCharCode(byte)}'` : `byte 0x${hexOf(byte)}`;
}

/** How something is written in the input, shortened; white space between its parts is one space. */
export function quoteBytes(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i++) {
    if (text.length >= LONGEST) return `${text}...`;
    const byte = bytes[i];
    if (byte > 0x20 && byte < 0x7f) text += String.fromCharCode(byte);
    else if (byte === 0x20 || (byte >= 0x09 && byte <= 0x0d)) text += text.endsWith(' ') ? '' : ' ';
    else text += `\\x${hexOf(byte)}`;
  }
  return text;
}

function hexOf(byte: number): string {
  return byte.toString(16).padStart(2, '0');
}
