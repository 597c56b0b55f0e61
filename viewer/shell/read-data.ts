// The data slot of the page -> its data. JSON, or JSON packed with gzip in base64.

import type { ViewerData } from '../../src/report/model.js';

async function unpack(text: string): Promise<string> {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(plain).text();
}

/** Null where the page was not filled. */
export async function readData(): Promise<ViewerData | null> {
  const slot = document.getElementById('heapdiff-data');
  const text = slot?.textContent ?? '';
  if (slot === null || text === '' || text === 'null') return null;
  const json = slot.getAttribute('type') === 'application/gzip' ? await unpack(text) : text;
  return JSON.parse(json) as ViewerData;
}
