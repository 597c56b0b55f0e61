// Files -> what the page shows, worked out on a thread of its own: a classic worker from a Blob, because a page
// from file:// may start no other.

import type { BlobProgress, NamedBlob } from '../../src/index.browser.js';
import type { ViewerData } from '../../src/report/model.js';
import type { FromWorker, ToWorker } from './messages.js';

/** The text of the worker; the build puts it in. */
declare const WORKER_TEXT: string;

export interface Run {
  readonly result: Promise<ViewerData>;
  /** Ends the thread; the result never comes then. */
  cancel(): void;
}

/** A failure that names the file. */
export class RunError extends Error {
  readonly code: string | null;
  readonly file: string | null;

  constructor(text: string, code: string | null, file: string | null) {
    super(text);
    this.code = code;
    this.file = file;
  }
}

export function runWorker(files: readonly NamedBlob[], onProgress: (progress: BlobProgress) => void): Run {
  const url = URL.createObjectURL(new Blob([WORKER_TEXT], { type: 'text/javascript' }));
  const worker = new Worker(url);
  const result = new Promise<ViewerData>((resolve, reject) => {
    worker.addEventListener('message', (event: MessageEvent<FromWorker>) => {
      const message = event.data;
      if (message.kind === 'progress') {
        onProgress(message.progress);
        return;
      }
      worker.terminate();
      if (message.kind === 'done') resolve(message.data);
      else reject(new RunError(message.text, message.code, message.file));
    });
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      worker.terminate();
      const text = event.message === '' ? 'the tab ran out of memory' : event.message;
      reject(new RunError(text, null, null));
    });
  });
  URL.revokeObjectURL(url);
  const message: ToWorker = { files };
  worker.postMessage(message);
  return { result, cancel: () => worker.terminate() };
}
