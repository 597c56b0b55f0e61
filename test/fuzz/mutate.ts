// A seed -> bytes that are almost a snapshot: a random heap in some dialect, damaged in a few places.

import { gzipSync } from 'node:zlib';
import { writeBytes } from '../support/heap-language.js';
import { DIALECT_NAMES, type Random, pickFrom, randomFrom, randomHeap } from '../support/random-heap.js';

const NUMBERS = [
  ...['0', '1', '2', '7', '9', '14', '255', '256', '65535', '999999999', '1000000000', '4294967295'],
  ...[
    '4294967296',
    '9007199254740991',
    '9007199254740992',
    '99999999999999999999',
    '-1',
    '1.5',
    '1e9',
    '00',
    '-0',
  ],
];
const TOKENS = [
  ...[
    '[',
    ']',
    '{',
    '}',
    ',',
    ':',
    '"',
    '\\',
    '\\u',
    '\\ud800',
    '\0',
    '\ufeff',
    ' ',
    '\r\n',
    'null',
    'true',
    '[]',
    '{}',
  ],
  ...[
    '"nodes":[],',
    '"strings":[],',
    '"x":0,',
    ',"edges":[0]',
    '"__proto__":1,',
    '""',
    '"snapshot":{},',
    '[[[[[[',
  ],
  ...[
    'type',
    'name',
    'id',
    'element',
    'hidden',
    'weak',
    'to_node',
    'synthetic',
    'trace_node_id',
    'native_size',
  ],
];

/** One input of the fuzzer; the same bytes for the same seed. */
export function buildFuzzInput(seed: number): Uint8Array {
  const random = randomFrom(seed);
  let bytes: Uint8Array = sound(random);
  if (random() < 0.02) return bytes;
  const damages = 1 + Math.floor(random() ** 2 * 6);
  for (let d = 0; d < damages; d++) bytes = damage(bytes, random);
  if (random() < 0.1) {
    bytes = gzipSync(bytes, { level: 1 });
    if (random() < 0.7) bytes = pickFrom(random, BYTE_DAMAGES)(bytes, random);
  }
  return bytes;
}

function sound(random: Random): Uint8Array {
  const dialect = pickFrom(random, DIALECT_NAMES);
  const bytes = writeBytes(
    randomHeap(Math.floor(random() * 2 ** 31), dialect, random() < 0.1 ? 200 : 8),
    dialect,
  );
  if (random() < 0.9) return bytes;
  const sections = Object.entries(JSON.parse(Buffer.from(bytes).toString()) as object);
  sections.sort(() => random() - 0.5);
  return Buffer.from(JSON.stringify(Object.fromEntries(sections), null, random() < 0.5 ? 1 : 0));
}

type ByteDamage = (bytes: Uint8Array, random: Random) => Uint8Array;

const position = (bytes: Uint8Array, random: Random): number => Math.floor(random() * bytes.length);

const BYTE_DAMAGES: readonly ByteDamage[] = [
  // One bit, or one byte.
  (bytes, random) => {
    const changed = Uint8Array.from(bytes);
    changed[position(bytes, random)] ^= 1 << Math.floor(random() * 8);
    return changed;
  },
  (bytes, random) => {
    const changed = Uint8Array.from(bytes);
    changed[position(bytes, random)] = Math.floor(random() * 256);
    return changed;
  },
  // Cut off, cut out, said twice.
  (bytes, random) => bytes.subarray(0, position(bytes, random)),
  (bytes, random) => {
    const at = position(bytes, random);
    const to = at + Math.floor(random() ** 4 * (bytes.length - at)) + 1;
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(to)]);
  },
  (bytes, random) => {
    const at = position(bytes, random);
    const to = at + Math.floor(random() ** 4 * (bytes.length - at)) + 1;
    return Buffer.concat([bytes.subarray(0, to), bytes.subarray(at)]);
  },
];

/** Most damages know what a snapshot is made of, or none would get beyond the tokenizer. */
function damage(bytes: Uint8Array, random: Random): Uint8Array {
  const kind = random();
  if (kind < 0.25) return pickFrom(random, BYTE_DAMAGES)(bytes, random);
  const text = Buffer.from(bytes).toString('latin1');
  if (kind < 0.7) return Buffer.from(changeNumber(text, random), 'latin1');
  if (kind < 0.9) {
    const at = position(bytes, random);
    const token = Buffer.from(pickFrom(random, TOKENS)).toString('latin1');
    return Buffer.from(text.slice(0, at) + token + text.slice(at + Math.floor(random() * 3)), 'latin1');
  }
  // One word of the header for another.
  const words = [...text.slice(0, 1500).matchAll(/"[a-z_ ]+"/g)];
  if (words.length === 0) return bytes;
  const word = pickFrom(random, words);
  const end = word.index + word[0].length;
  return Buffer.from(text.slice(0, word.index) + pickFrom(random, words)[0] + text.slice(end), 'latin1');
}

function changeNumber(text: string, random: Random): string {
  const from = Math.floor(random() * text.length);
  const found = /\d+/g;
  found.lastIndex = from;
  const match = found.exec(text);
  if (match === null) return text;
  const value = Number(match[0]);
  const near = String(Math.max(0, value + pickFrom(random, [-7, -1, 1, 7, 6, 14])));
  const next = random() < 0.6 ? near : pickFrom(random, NUMBERS);
  return text.slice(0, match.index) + next + text.slice(match.index + match[0].length);
}
