import { expect, test, vi } from 'vitest';
import { buildFlusher, FLUSH_BYTES, SLOW_MS } from '../../../cli/flush-ahead.js';

/** A disk whose flushes end when the test says so. */
function buildDisk() {
  const ends: { resolve: () => void; reject: (error: Error) => void }[] = [];
  const datasync = (): Promise<void> =>
    new Promise((resolve, reject) => {
      ends.push({ resolve, reject });
    });
  return { datasync, ends };
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const failWith = (code: string): Error => Object.assign(new Error(code), { code });

test('a disk that keeps up is given each part, and the end waits for the last one', async () => {
  const disk = buildDisk();
  const flusher = buildFlusher(disk);
  flusher.add(FLUSH_BYTES - 1);
  expect(disk.ends).toHaveLength(0);
  flusher.add(1);
  disk.ends[0]?.resolve();
  await settle();
  flusher.add(FLUSH_BYTES);
  expect(disk.ends).toHaveLength(2);

  let isFinished = false;
  const finished = flusher.finish().then(() => (isFinished = true));
  await settle();
  expect(isFinished).toBe(false);
  disk.ends[1]?.resolve();
  await finished;
});

test('a disk is given one part at a time, and no more after one that took long', async () => {
  const clock = vi.spyOn(performance, 'now').mockReturnValue(0);
  const disk = buildDisk();
  const flusher = buildFlusher(disk);
  flusher.add(FLUSH_BYTES);
  flusher.add(FLUSH_BYTES);
  expect(disk.ends).toHaveLength(1);
  clock.mockReturnValue(SLOW_MS);
  disk.ends[0]?.resolve();
  await settle();
  flusher.add(1);
  expect(disk.ends).toHaveLength(2);
  clock.mockReturnValue(2 * SLOW_MS + 1);
  disk.ends[1]?.resolve();
  await settle();
  flusher.add(FLUSH_BYTES);
  expect(disk.ends).toHaveLength(2);
  await flusher.finish();
  clock.mockRestore();
});

test.each(['EIO', 'ENOSPC'])('the end tells that the disk said %s', async (code) => {
  const disk = buildDisk();
  const flusher = buildFlusher(disk);
  flusher.add(FLUSH_BYTES);
  disk.ends[0]?.reject(failWith(code));
  await settle();
  flusher.add(FLUSH_BYTES);
  expect(disk.ends).toHaveLength(1);
  await expect(flusher.finish()).rejects.toThrow(code);
});

test('what has no disk is no error', async () => {
  const disk = buildDisk();
  const flusher = buildFlusher(disk);
  flusher.add(FLUSH_BYTES);
  disk.ends[0]?.reject(failWith('EINVAL'));
  await flusher.finish();
});
