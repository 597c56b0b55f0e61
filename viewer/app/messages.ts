// What the page and its worker say to each other.

import type { BlobProgress, NamedBlob } from '../../src/index.browser.js';
import type { ViewerData } from '../../src/report/model.js';

export interface ToWorker {
  readonly files: readonly NamedBlob[];
}

export type FromWorker =
  | { readonly kind: 'progress'; readonly progress: BlobProgress }
  | { readonly kind: 'done'; readonly data: ViewerData }
  | {
      readonly kind: 'failed';
      readonly text: string;
      readonly code: string | null;
      readonly file: string | null;
    };
