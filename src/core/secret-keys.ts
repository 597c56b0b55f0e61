// SPDX-License-Identifier: MIT
// A property, variable or map key -> whether it looks like data or a secret rather than like a name.
// Such keys are printed as `[key]` unless strings are shown. Cost: length of the key, at most LONGEST.

const LONGEST = 4096;
const SHORTEST_RANDOM = 20;

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i;
const email = /[^\s@"'<>()]+@[^\s@"'<>()]+\.[a-z]{2,}/i;
const jsonWebToken = /\beyJ[\w-]{8,}\.[\w-]{4,}/;
const knownPrefix =
  /\b(?:sk|pk|rk)_(?:live|test)_\w{8,}|\bgh[pousr]_\w{20,}|\bxox[abprs]-[\w-]{10,}|\bAKIA[0-9A-Z]{16}\b|\bAIza[\w-]{30,}|-----BEGIN /;
const bearer = /\b(?:bearer|basic)\s+[\w+/=.-]{8,}/i;
/** Passwords in an address: `postgres://user:password@host`. */
const credentials = /:\/\/[^\s/:@]*:[^\s/@]+@/;
const hex = /(?:^|[^0-9a-z])[0-9a-f]{24,}(?:$|[^0-9a-z])/i;
const longNumber = /\d{12,}/;
const base64Run = /[A-Za-z0-9+/_=-]{20,}/g;
/** Payment cards and telephone numbers, with their separators. */
const groupedDigits = /(?:^|[^\w])\+?\d(?:[ -]?\d){11,18}(?:$|[^\w])/;

/** Whether a key is long and random, an e-mail address, a UUID, a token or a long number. */
export function isSecretLikeKey(key: string): boolean {
  if (key.length < 6) return false;
  const text = key.length > LONGEST ? key.slice(0, LONGEST) : key;
  if (uuid.test(text) || jsonWebToken.test(text) || knownPrefix.test(text)) return true;
  if (email.test(text) && !isPackagePath(text)) return true;
  if (bearer.test(text) || credentials.test(text) || hex.test(text)) return true;
  if (longNumber.test(text) || groupedDigits.test(text)) return true;
  return (text.match(base64Run) ?? []).some(isRandom);
}

/** `node_modules/.pnpm/name@1.2.3/...` has an `@`, but nobody's address. */
function isPackagePath(text: string): boolean {
  return text.includes('/') && !/[^\s@/]+@[^\s@/]+\.[a-z]{2,}$/i.test(text);
}

/**
 * A run without the look of words: digits and both cases mixed over and over. Identifiers change from one
 * class of character to another at the seams of words only.
 */
function isRandom(run: string): boolean {
  if (run.length < SHORTEST_RANDOM) return false;
  const digits = (run.match(/\d/g) ?? []).length;
  const uppers = (run.match(/[A-Z]/g) ?? []).length;
  const lowers = (run.match(/[a-z]/g) ?? []).length;
  if (digits === 0 && (uppers === 0 || lowers === 0)) return false;
  let changes = 0;
  for (let i = 1; i < run.length; i++) if (classOf(run, i) !== classOf(run, i - 1)) changes++;
  // A capital that starts a word counts twice (into it and out of it), so words of five letters stay below.
  const share = changes / run.length;
  return digits > 0 ? digits >= 2 && share > 0.35 : share > 0.45;
}

function classOf(text: string, index: number): number {
  const code = text.charCodeAt(index);
  if (code >= 48 && code <= 57) return 0;
  if (code >= 65 && code <= 90) return 1;
  if (code >= 97 && code <= 122) return 2;
  return 3;
}
