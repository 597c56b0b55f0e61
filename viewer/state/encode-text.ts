// Text <-> text for a part of a link. Half a surrogate pair, which a name in a heap may have, is not in UTF-8:
// it is written as `%ud800`.

const whole = /\P{Cs}+/gu;
const half = /%u(d[89a-f][\da-f]{2})/;

export function encodeText(text: string): string {
  return text
    .replace(whole, encodeURIComponent)
    .replace(/\p{Cs}/gu, (unit) => `%u${unit.charCodeAt(0).toString(16)}`);
}

/** @throws URIError where the text is not an encoded one */
export function decodeText(encoded: string): string {
  const parts = encoded.split(half);
  return parts
    .map((part, index) =>
      index % 2 === 0 ? decodeURIComponent(part) : String.fromCharCode(parseInt(part, 16)),
    )
    .join('');
}
