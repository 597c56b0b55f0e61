// The thread of the app: files in, progress and the data of the page out. Ends with its first answer.

import { HeapdiffError, viewBlobs } from '../src/index.browser.js';
import type { FromWorker, ToWorker } from './app/messages.js';

const MILLISECONDS_BETWEEN = 60;

function send(message: FromWorker): void {
  postMessage(message);
}

addEventListener('message', (event: MessageEvent<ToWorker>) => {
  let last = 0;
  let lastStage = '';
  viewBlobs(event.data.files, {
    showStrings: 'never',
    onProgress(progress) {
      const stage = `${progress.index} ${progress.stage}`;
      const now = performance.now();
      if (stage === lastStage && now - last < MILLISECONDS_BETWEEN) return;
      last = now;
      lastStage = stage;
      send({ kind: 'progress', progress });
    },
  }).then(
    (data) => send({ kind: 'done', data }),
    (error: unknown) => {
      const known = error instanceof HeapdiffError ? error : null;
      const text = error instanceof Error ? error.message : String(error);
      send({ kind: 'failed', text, code: known?.code ?? null, file: known?.file ?? null });
    },
  );
});
