// The thread of the app: files in, progress and the data of the page out; then questions on the newest heap in,
// answers out.

import { type HeapSession, HeapdiffError, type NamedBlob, openHeapSession } from '../src/index.browser.js';
import { describeError } from '../src/render/describe-error.js';
import type { AppFile } from './app/app-file.js';
import type { FromWorker, ToWorker } from './app/messages.js';

const MILLISECONDS_BETWEEN = 60;

let session: HeapSession | null = null;

function send(message: FromWorker): void {
  postMessage(message);
}

/** The bytes of an answer as they come: a snapshot may be larger than what a page may hold at once. */
function streamOf(url: string): ReadableStream<Uint8Array<ArrayBuffer>> {
  const { readable, writable } = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>();
  const fill = async (): Promise<void> => {
    const response = await fetch(url);
    if (!response.ok || response.body === null) throw new Error(await response.text());
    await response.body.pipeTo(writable);
  };
  // The reader of the stream hears of it.
  fill().catch((error: unknown) => writable.abort(error).catch(() => undefined));
  return readable;
}

function toBlob({ name, size, from }: AppFile): NamedBlob {
  return { name, blob: 'blob' in from ? from.blob : { size, stream: () => streamOf(from.url) } };
}

async function open(files: readonly AppFile[]): Promise<void> {
  let last = 0;
  let lastStage = '';
  session = await openHeapSession(files.map(toBlob), {
    showStrings: 'never',
    onProgress(progress) {
      const stage = `${progress.index} ${progress.stage}`;
      const now = performance.now();
      if (stage === lastStage && now - last < MILLISECONDS_BETWEEN) return;
      last = now;
      lastStage = stage;
      send({ kind: 'progress', progress });
    },
  });
  send({ kind: 'done', data: session.view });
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

addEventListener('message', ({ data: message }: MessageEvent<ToWorker>) => {
  if (message.kind === 'open') {
    open(message.files).catch((error: unknown) => {
      const known = error instanceof HeapdiffError ? error : null;
      const text = known === null ? textOf(error) : describeError(known);
      send({ kind: 'failed', text, code: known?.code ?? null, file: known?.file ?? null });
    });
    return;
  }
  const { number, question } = message;
  try {
    if (session === null) throw new Error('no heap is open');
    send({ kind: 'answer', number, answer: session.ask(question) });
  } catch (error) {
    send({ kind: 'refused', number, text: textOf(error) });
  }
});
