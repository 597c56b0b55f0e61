// A file that will replace another -> the disk, while the rest of it is made. ext4 sends a file to the disk when it is
// moved onto another one: at the end, that would take as long as a tenth of all work before it.

/** Seldom enough that the overhead of a flush is small, and often enough that the last one is soon over. */
export const FLUSH_BYTES: number = 2 ** 25;

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

/** A disk that does not keep up is left alone after that, since the end would have to wait for it. */
export function buildFlusher(file: { datasync(): Promise<void> }): Flusher {
  let isOn = true;
  let waitingBytes = 0;
  let atWork: Promise<void> | null = null;
  let failure: unknown = null;

  async function flush(): Promise<void> {
    try {
      await file.datasync();
    } catch (error) {
      isOn = false;
      if (!NOTHING_TO_FLUSH.has((error as NodeJS.ErrnoException).code ?? '')) failure = error;
    }
    atWork = null;
  }

  return {
    add(bytes) {
      waitingBytes += bytes;
      if (!isOn || waitingBytes < FLUSH_BYTES) return;
      waitingBytes = 0;
      if (atWork === null) atWork = flush();
      else isOn = false;
    },
    async finish() {
      await atWork;
      if (failure !== null) throw failure as Error;
    },
  };
}
