// A file that will replace another -> the disk, while the rest of it is made. ext4 sends a file to the disk when it is
// moved onto another one: at the end, that would take as long as a tenth of all work before it.

/** Seldom enough that the overhead of a flush is small, and often enough that the last one is soon over. */
export const FLUSH_BYTES: number = 2 ** 25;

/** A disk that needs longer for one flush is left alone, since the end would have to wait for it. */
export const SLOW_MS: number = 250;

/** What file systems without a disk say. */
const NOTHING_TO_FLUSH = new Set(['EINVAL', 'ENOTSUP', 'ENOSYS']);

interface Flusher {
  /** Call after each write. */
  add(bytes: number): void;
  /**
   * Waits for the flush that is at work; what came after it stays with the system.
   * @throws what a flush failed with
   */
  finish(): Promise<void>;
}

export function buildFlusher(file: { datasync(): Promise<void> }): Flusher {
  let isOn = true;
  let waitingBytes = 0;
  let atWork: Promise<void> | null = null;
  let failure: unknown = null;

  async function flush(): Promise<void> {
    const start = performance.now();
    try {
      await file.datasync();
      if (performance.now() - start > SLOW_MS) isOn = false;
    } catch (error) {
      isOn = false;
      if (!NOTHING_TO_FLUSH.has((error as NodeJS.ErrnoException).code ?? '')) failure = error;
    }
    atWork = null;
  }

  return {
    add(bytes) {
      waitingBytes += bytes;
      if (!isOn || waitingBytes < FLUSH_BYTES || atWork !== null) return;
      waitingBytes = 0;
      atWork = flush();
    },
    async finish() {
      await atWork;
      if (failure !== null) throw failure as Error;
    },
  };
}
