// Files -> what the page shows, worked out on a thread of its own: a classic worker from a Blob, because a page
// from file:// may start no other. The thread stays, with the newest heap, and answers questions on it.

import type { BlobProgress, HeapAnswer, HeapQuestion } from '../../src/index.browser.js';
import type { ViewerData } from '../../src/report/model.js';
import type { AskHeap } from '../state/page.js';
import type { AppFile } from './app-file.js';
import type { FromWorker, ToWorker } from './messages.js';

/** The text of the worker; the build puts it in. */
declare const WORKER_TEXT: string;

export interface Run {
  readonly result: Promise<ViewerData>;
  readonly ask: AskHeap;
  /** Ends the thread; what has not come by then never comes. */
  close(): void;
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

interface Waiting {
  readonly resolve: (answer: HeapAnswer) => void;
  readonly reject: (error: Error) => void;
}

export function runWorker(files: readonly AppFile[], onProgress: (progress: BlobProgress) => void): Run {
  const url = URL.createObjectURL(new Blob([WORKER_TEXT], { type: 'text/javascript' }));
  const worker = new Worker(url);
  const waiting = new Map<number, Waiting>();
  let asked = 0;
  const send = (message: ToWorker): void => worker.postMessage(message);
  const take = (number: number): Waiting | undefined => {
    const found = waiting.get(number);
    waiting.delete(number);
    return found;
  };
  const result = new Promise<ViewerData>((resolve, reject) => {
    worker.addEventListener('message', ({ data: message }: MessageEvent<FromWorker>) => {
      switch (message.kind) {
        case 'progress':
          onProgress(message.progress);
          break;
        case 'done':
          resolve(message.data);
          break;
        case 'failed':
          worker.terminate();
          reject(new RunError(message.text, message.code, message.file));
          break;
        case 'answer':
          take(message.number)?.resolve(message.answer);
          break;
        case 'refused':
          take(message.number)?.reject(new Error(message.text));
          break;
      }
    });
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      worker.terminate();
      const text = event.message === '' ? 'the tab ran out of memory' : event.message;
      reject(new RunError(text, null, null));
      for (const { reject: refuse } of waiting.values()) refuse(new Error(text));
      waiting.clear();
    });
  });
  URL.revokeObjectURL(url);
  send({ kind: 'open', files });
  return {
    result,
    ask: (question: HeapQuestion) =>
      new Promise((resolve, reject) => {
        asked++;
        waiting.set(asked, { resolve, reject });
        send({ kind: 'ask', number: asked, question });
      }),
    close: () => worker.terminate(),
  };
}
