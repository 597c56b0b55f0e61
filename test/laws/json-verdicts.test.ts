// What is JSON and what is not: the tokenizer agrees with JSON.parse, case by case and on random damage.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesSource } from '../../src/bytes/byte-source.js';
import { HeapdiffError } from '../../src/core/errors.js';
import { readIntegers } from '../../src/format/read-integers.js';
import { readStrings } from '../../src/format/read-strings.js';
import { stringText } from '../../src/format/string-table.js';
import type { StringIndex } from '../../src/core/columns.js';
import { type ByteWindow, buildByteWindow } from '../../src/tokens/byte-window.js';
import { END_OF_INPUT, peekByte } from '../../src/tokens/json-cursor.js';
import { skipValue } from '../../src/tokens/skip-value.js';

const accepted = [
  ...['0', '-0', '-1', '1.5', '-0.5e10', '1E+2', '1e-2', '1e5', '123456789012345678901234567890', '0.1'],
  ...[
    '""',
    '"a"',
    '"\\u0041"',
    '"\\ud800"',
    '"\\"\\\\\\/\\b\\f\\n\\r\\t"',
    '"\u007f"',
    '"\u2028"',
    '"\u{1f600}"',
    '"\ufeff"',
  ],
  ...[
    'true',
    'false',
    'null',
    '[]',
    '{}',
    '[ ]',
    '{ }',
    '[[]]',
    '[{}]',
    '{"a":[]}',
    '{"":0}',
    '{"a":1,"a":2}',
  ],
  ...[
    '[1,2]',
    ' [ 1 , 2 ] ',
    '\t\n\r [\n]\r',
    '[true,false,null,"",-1,{"a":{"b":[[]]}}]',
    '[1 ,2]',
    '{"a" : 1 , "b":2}',
  ],
  ...['{"\\u0061":1}', '[0]', '[0,0]', '{"__proto__":{}}', `${'['.repeat(5000)}${']'.repeat(5000)}`],
];
const rejected = [
  ...[
    '',
    ' ',
    '[',
    ']',
    '{',
    '}',
    '"',
    'a',
    '[1',
    '[1,',
    '[1,]',
    '[,1]',
    '[1,,2]',
    '[,]',
    '[1 2]',
    '[1;2]',
    '[1]]',
    '[1}',
  ],
  ...[
    '{"a"}',
    '{"a":}',
    '{"a":1,}',
    '{,}',
    '{"a":1 "b":2}',
    "{'a':1}",
    '{a:1}',
    '{1:1}',
    '{"a"::1}',
    '{"a":1',
    '{"a',
    '{"a":1]',
  ],
  ...[
    '01',
    '-',
    '+1',
    '-01',
    '1.',
    '.5',
    '-.5',
    '1e',
    '1e+',
    '1.e5',
    '0x10',
    '1_000',
    'NaN',
    'Infinity',
    '-Infinity',
    '1-1',
    '0e',
    '2.e3',
  ],
  ...['tru', 'True', 'TRUE', 'nul', 'nulll', 'falsey', 'undefined', 'truefalse', 'true1', '[true,fals]'],
  ...[
    '"',
    '"a',
    '"\\"',
    '"\\x"',
    '"\\u12"',
    '"\\u12g4"',
    '"\\ "',
    '"\n"',
    '"\t"',
    '"\0"',
    '"\\',
    '"a" "b"',
    "'a'",
    '"\\U0041"',
  ],
  ...[
    '[1]\0',
    '\0[1]',
    '[\u00a01]',
    '[1]x',
    '[]{}',
    '//x\n[]',
    '[/**/]',
    '[1,2',
    '"\u0001"',
    '\ufeff\ufeff[]',
    '[\ufeff]',
    '\f[]',
    '[\v]',
  ],
];

/** Whether `skipValue` takes exactly the whole text, through a window of a few bytes. */
async function isJson(text: string, windowBytes = 8): Promise<boolean> {
  const window = windowOver(text, windowBytes);
  return verdict(async () => {
    await skipValue(window);
    return (await peekByte(window)) === END_OF_INPUT;
  });
}

function windowOver(text: string, windowBytes: number): ByteWindow {
  const source = bytesSource(Buffer.from(text, 'utf8'), 'x');
  return buildByteWindow((into) => source.read(into), windowBytes);
}

async function verdict(read: () => Promise<boolean>): Promise<boolean> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof HeapdiffError)) throw error;
    expect(error.byteOffset).toBeTypeOf('number');
    expect(error.message).toMatch(/^[^\n\r]{1,160}$/);
    return false;
  }
}

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe('a value that is passed over', () => {
  it.each(accepted.map((text) => [text.slice(0, 40), text]))('must be accepted: %s', async (_label, text) => {
    expect(parses(text)).toBe(true);
    for (const windowBytes of [4, 5, 64]) expect(await isJson(text, windowBytes)).toBe(true);
  });

  it.each(rejected.map((text) => [JSON.stringify(text), text]))(
    'must be rejected: %s',
    async (_label, text) => {
      expect(parses(text)).toBe(false);
      for (const windowBytes of [4, 5, 64]) expect(await isJson(text, windowBytes)).toBe(false);
    },
  );

  it('is judged as JSON.parse judges it, whole or damaged', async () => {
    const alphabet = [
      '[',
      ']',
      '{',
      '}',
      ',',
      ':',
      '"',
      '\\',
      'u',
      '0',
      '1',
      '-',
      '.',
      'e',
      't',
      'n',
      ' ',
      '\n',
      'a',
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.json({ maxDepth: 4 }),
        fc.array(fc.tuple(fc.nat(), fc.nat(3), fc.constantFrom(...alphabet)), { maxLength: 3 }),
        fc.integer({ min: 1, max: 40 }),
        async (json, damages, windowBytes) => {
          let text = json;
          for (const [where, remove, insert] of damages) {
            const at = where % (text.length + 1);
            text = text.slice(0, at) + insert + text.slice(at + remove);
          }
          expect(await isJson(text, windowBytes), text).toBe(parses(text));
        },
      ),
      { numRuns: 1500 },
    );
  });
});

describe('an array of integers', () => {
  const wanted = (text: string): number[] | null => {
    if (!parses(text) || !/^[\s\d,[\]]*$/.test(text)) return null;
    const value = JSON.parse(text) as unknown;
    if (!Array.isArray(value) || value.some((item) => typeof item !== 'number')) return null;
    return value.every((item) => item <= Number.MAX_SAFE_INTEGER) ? (value as number[]) : null;
  };
  const found = async (text: string, windowBytes: number): Promise<number[] | null> => {
    const window = windowOver(text, windowBytes);
    const numbers: number[] = [];
    const isRead = await verdict(async () => {
      await readIntegers(window, { section: 'x', stride: 1 }, (block, count) => {
        for (let i = 0; i < count; i++) numbers.push(block[i]);
      });
      return (await peekByte(window)) === END_OF_INPUT;
    });
    return isRead ? numbers : null;
  };

  it('is exact up to 2^53 - 1, and refused when anything else is in it', async () => {
    const number = fc.oneof(
      fc.nat(1000).map(String),
      fc.maxSafeNat().map(String),
      fc.constantFrom('0', '999999999', '1000000000', '4294967295', '4294967296', '9007199254740991'),
      fc.constantFrom(
        '9007199254740992',
        '00',
        '01',
        '-1',
        '1.0',
        '1e3',
        '',
        ' ',
        '1 1',
        '99999999999999999999',
        '[1]',
      ),
    );
    const space = fc.constantFrom('', '', '', ' ', '\n', '\r\n\t ');
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(space, number, space), { maxLength: 8 }),
        fc.constantFrom(']', ']', ']', ',]', '', ']]', '] ', 'x]'),
        fc.integer({ min: 1, max: 40 }),
        async (items, close, windowBytes) => {
          const text = `[${items.map((parts) => parts.join('')).join(',')}${close}`;
          expect(await found(text, windowBytes), text).toEqual(wanted(text));
        },
      ),
      { numRuns: 3000 },
    );
  });
});

describe('an array of strings', () => {
  it('is what JSON.parse makes of it, or refused', async () => {
    const char = fc.constantFrom(
      'a',
      '\\',
      '"',
      'u',
      '0',
      'd',
      '8',
      'n',
      '/',
      '\u0001',
      '\u007f',
      '\u00e9',
      '\u{1f600}',
      '\ufeff',
      ' ',
      '\n',
    );
    const body = fc.array(char, { maxLength: 12 }).map((chars) => chars.join(''));
    const sound = fc
      .string({ unit: 'binary', maxLength: 20 })
      .map((text) => JSON.stringify(text).slice(1, -1));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(body, sound), { maxLength: 6 }),
        fc.constantFrom(',', ',', ', ', ',\n', ',,', ' '),
        fc.integer({ min: 8, max: 40 }),
        async (items, comma, windowBytes) => {
          const text = `[${items.map((item) => `"${item}"`).join(comma)}]`;
          const window = windowOver(text, windowBytes);
          const found: string[] = [];
          const isRead = await verdict(async () => {
            const table = await readStrings(window);
            for (let i = 0; i < table.count; i++) found.push(stringText(table, i as StringIndex));
            return (await peekByte(window)) === END_OF_INPUT;
          });
          expect(isRead ? found : null, text).toEqual(parses(text) ? JSON.parse(text) : null);
        },
      ),
      { numRuns: 2000 },
    );
  });
});
