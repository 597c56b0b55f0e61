// SPDX-License-Identifier: MIT
// The end of a script -> the address of its source map. O(length).

const MARK = 'sourceMappingURL=';
/** Comments to the end, each of a whole line, so that there is one way only to read them. */
const COMMENTS = String.raw`(?:\*\/\s*)?(?:\/\/[^\n]*(?:\n\s*|$))*$`;
const onlyComments = new RegExp(String.raw`^\s*${COMMENTS}`);
const inlineEnd = new RegExp(String.raw`^[\w+/=%.:;,-]+\s*${COMMENTS}`);

/**
 * The address in the last comment of the script, null if it has none.
 * @param text the script, or its end
 */
export function findMapUrl(text: string): string | null {
  const at = text.lastIndexOf(MARK);
  if (at < 0 || !/\/[/*][#@][ \t]*$/.test(text.slice(Math.max(0, at - 8), at))) return null;
  const [url = ''] = /^[^\s'"*]*/.exec(text.slice(at + MARK.length)) ?? [];
  const rest = text.slice(at + MARK.length + url.length);
  // Code behind it: the comment is one of a string or of another file in a bundle.
  return url === '' || !onlyComments.test(rest) ? null : url;
}

/** Whether the end of a script may be the middle of a map that stands in the comment itself. */
export function mayBeInline(tail: string): boolean {
  return inlineEnd.test(tail);
}

/** The text of a `data:` URL; null for other URLs and for what is not properly encoded. */
export function decodeDataUrl(url: string): string | null {
  const [whole, , encoding] = /^data:([^,;]*(?:;[^,;]*)*?)(;base64)?,/i.exec(url) ?? [];
  if (whole === undefined) return null;
  const data = url.slice(whole.length);
  try {
    if (encoding === undefined) return decodeURIComponent(data);
    const bytes = Uint8Array.from(atob(data), (char) => char.charCodeAt(0));
    return new TextDecoder().decode(bytes);
  } catch {
    return null;
  }
}
