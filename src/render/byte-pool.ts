// SPDX-License-Identifier: MIT
// Texts -> bytes, each encoded once, in whole words of eight bytes, so that to copy one is a few stores.

import { type Allocate, ownBytes } from '../core/batch-memory.js';

/** Texts as bytes, each once, in whole words of eight bytes. */
export interface BytePool {
  /** Keeps a text. @returns its code */
  add(text: string): number;
  /** Forgets all texts. A view of them stays as it is. */
  clear(): void;
  /** Bytes of all texts. */
  readonly size: () => number;
  /** Where texts stand, for all that were added so far. */
  readonly view: () => PoolView;
}

/** Texts by code. */
export interface PoolView {
  readonly words: Float64Array;
  /** First word. */
  readonly starts: Uint32Array;
  /** Bytes. */
  readonly lengths: Uint32Array;
  /** Bytes of the longest text. */
  readonly longest: number;
}

/** Room at the start: whole words, and texts. */
const FIRST_BYTES = 2 ** 16;
const FIRST_TEXTS = 2 ** 10;

const WORD_BYTES = Float64Array.BYTES_PER_ELEMENT;

export function buildBytePool(allocate: Allocate = ownBytes): BytePool {
  const takeBytes = (count: number): Uint8Array => new Uint8Array(allocate(count), 0, count);
  const takeIntegers = (count: number): Uint32Array => new Uint32Array(allocate(count * 4), 0, count);
  let bytes: Uint8Array;
  let starts: Uint32Array;
  let lengths: Uint32Array;
  let count: number;
  let words: number;
  let longest: number;
  const clear = (): void => {
    bytes = takeBytes(FIRST_BYTES);
    starts = takeIntegers(FIRST_TEXTS);
    lengths = takeIntegers(FIRST_TEXTS);
    count = 0;
    words = 0;
    longest = 0;
  };
  clear();
  const encodeText = buildTextEncoder();
  return {
    clear,
    add(text) {
      const encoded = encodeText(text);
      const end = words + Math.ceil(encoded.length / WORD_BYTES);
      if (end * WORD_BYTES > bytes.length) {
        const room = Math.max(end * WORD_BYTES, bytes.length * 2);
        bytes = copyInto(takeBytes(room), bytes);
      }
      if (count === starts.length) {
        starts = copyInto(takeIntegers(count * 2), starts);
        lengths = copyInto(takeIntegers(count * 2), lengths);
      }
      const from = words * WORD_BYTES;
      bytes.set(encoded, from);
      // Whatever is behind a text could make a NaN of its last word.
      bytes.fill(0, from + encoded.length, end * WORD_BYTES);
      starts[count] = words;
      lengths[count] = encoded.length;
      words = end;
      longest = Math.max(longest, encoded.length);
      return count++;
    },
    size: () => words * WORD_BYTES,
    view: () => ({
      words: new Float64Array(bytes.buffer, 0, bytes.length / WORD_BYTES),
      starts,
      lengths,
      longest,
    }),
  };
}

const LAST_ASCII = 0x7f;

/**
 * Texts -> UTF-8 that is valid until the next call. Most are short and plain: their characters are their bytes, and
 * an encoder would take ten times as long.
 */
function buildTextEncoder(): (text: string) => Uint8Array {
  const encoder = new TextEncoder();
  const plain = new Uint8Array(256);
  return (text) => {
    if (text.length > plain.length) return encoder.encode(text);
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      if (unit > LAST_ASCII) return encoder.encode(text);
      plain[i] = unit;
    }
    return plain.subarray(0, text.length);
  };
}

function copyInto<Column extends Uint8Array | Uint32Array>(longer: Column, column: Column): Column {
  longer.set(column);
  return longer;
}
