// SPDX-License-Identifier: MIT
// A sliding window over a source of bytes. Kernels scan `bytes` from `position` to `end` without asking
// whether a byte is there: one byte behind `end` is always 0, which no JSON token contains.

/** Pulls bytes into the caller's memory; 0 means the end of input. */
export type PullBytes = (into: Uint8Array) => Promise<number>;

/** The bytes now in memory, and where the scan stands in them. */
export interface ByteWindow {
  /** Memory; only [0, end) is input, and `bytes[end]` is 0. */
  bytes: Uint8Array;
  /** Next byte to scan. */
  position: number;
  end: number;
  /** Offset in the whole input of `bytes[0]`. */
  base: number;
  /** True when nothing comes after `end`. */
  atEndOfInput: boolean;
  readonly pull: PullBytes;
  /** Makes `pull` go on at another byte of the input. */
  readonly seek: ((offset: number) => void) | undefined;
}

/** 1 MiB was fastest: 64 KiB costs calls, 16 MiB costs cache. */
export const WINDOW_BYTES: number = 1 << 20;

/** An empty window that the first `refillWindow` fills. */
export function buildByteWindow(
  pull: PullBytes,
  capacity: number = WINDOW_BYTES,
  seek?: (offset: number) => void,
): ByteWindow {
  const bytes = new Uint8Array(capacity + 1);
  return { bytes, position: 0, end: 0, base: 0, atEndOfInput: false, pull, seek };
}

/** Offset in the whole input of the next byte to scan. */
export function offsetOf(window: ByteWindow): number {
  return window.base + window.position;
}

/** Goes on at byte `offset` of the input, which is not in front of the window. The window can seek. */
export function moveWindow(window: ByteWindow, offset: number): void {
  if (offset - window.base <= window.end) {
    window.position = offset - window.base;
    return;
  }
  window.base = offset;
  window.position = 0;
  window.end = 0;
  window.bytes[0] = 0;
  window.seek?.(offset);
}

/**
 * Moves the unread tail to the front and pulls until at least one byte more is there.
 * The tail is at most one token long, so the move is cheap; a tail as long as the window makes it grow.
 * @returns false if the input has ended (then `atEndOfInput` is true and nothing changed but that)
 */
export async function refillWindow(window: ByteWindow): Promise<boolean> {
  if (window.atEndOfInput) return false;
  const tail = window.end - window.position;
  const capacity = window.bytes.length - 1;
  if (window.position > 0) {
    window.bytes.copyWithin(0, window.position, window.end);
  } else if (tail === capacity) {
    const larger = new Uint8Array(2 * capacity + 1);
    larger.set(window.bytes.subarray(0, tail));
    window.bytes = larger;
  }
  window.base += window.position;
  window.position = 0;
  window.end = tail;
  const count = await window.pull(window.bytes.subarray(tail, window.bytes.length - 1));
  if (count === 0) window.atEndOfInput = true;
  window.end = tail + count;
  window.bytes[window.end] = 0;
  return count > 0;
}
