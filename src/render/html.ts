// SPDX-License-Identifier: MIT
// Data of a page and the template that viewer/build.mjs made -> one self-contained HTML file. Cost: the JSON text.
//
// The data is inert: JSON in a script element that no browser runs, with every `<` written as \u003c, so that
// nothing in it can end the element. Large data is packed with gzip; the page unpacks it.

import { HeapdiffError } from '../core/errors.js';
import type { ViewerData } from '../report/model.js';
import { escapeJson } from './render-json.js';

/** The element of the template that is replaced; viewer/build.mjs writes exactly this. */
export const dataSlot: string = '<script id="heapdiff-data" type="application/json">null</script>';

/** Longer JSON is packed: a page of that size is not read by people anyway. */
const LONGEST_PLAIN = 400_000;

function escapeForScript(json: string): string {
  return escapeJson(json).replaceAll('<', '\\u003c');
}

async function packText(text: string): Promise<string> {
  const packed = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
  const bytes = new Uint8Array(await new Response(packed).arrayBuffer());
  let binary = '';
  const step = 32_768;
  for (let start = 0; start < bytes.length; start += step) {
    binary += String.fromCharCode(...bytes.subarray(start, start + step));
  }
  return btoa(binary);
}

/**
 * Fills the template.
 * @throws HeapdiffError `ERR_USAGE` if the template has no slot for data
 */
export async function renderHtml(data: ViewerData, template: string): Promise<string> {
  const start = template.indexOf(dataSlot);
  if (start < 0) throw new HeapdiffError('ERR_USAGE', 'the page template has no slot for data');
  const json = escapeForScript(JSON.stringify(data));
  const element =
    json.length <= LONGEST_PLAIN
      ? `<script id="heapdiff-data" type="application/json">${json}</script>`
      : `<script id="heapdiff-data" type="application/gzip">${await packText(json)}</script>`;
  return template.slice(0, start) + element + template.slice(start + dataSlot.length);
}

/** A report by itself, without what only a picture needs. */
export function buildViewerData(report: ViewerData['report']): ViewerData {
  return {
    report,
    excerpts: [],
    paths: [],
    classDetails: [],
    samples: [],
    dominated: null,
    statistics: report.kind === 'summary' ? [report.statistics] : [],
  };
}
