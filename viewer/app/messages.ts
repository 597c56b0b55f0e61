// What the page and its worker say to each other.

import type { BlobProgress, HeapAnswer, HeapQuestion } from '../../src/index.browser.js';
import type { ViewerData } from '../../src/report/model.js';
import type { AppFile } from './app-file.js';

export type ToWorker =
  | { readonly kind: 'open'; readonly files: readonly AppFile[] }
  | { readonly kind: 'ask'; readonly number: number; readonly question: HeapQuestion };

export type FromWorker =
  | { readonly kind: 'progress'; readonly progress: BlobProgress }
  | { readonly kind: 'done'; readonly data: ViewerData }
  | {
      readonly kind: 'failed';
      readonly text: string;
      readonly code: string | null;
      readonly file: string | null;
    }
  | { readonly kind: 'answer'; readonly number: number; readonly answer: HeapAnswer }
  | { readonly kind: 'refused'; readonly number: number; readonly text: string };
