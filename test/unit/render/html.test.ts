import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { DiffReport, ViewerData } from '../../../src/report/model.js';
import { buildViewerData, dataSlot, renderHtml } from '../../../src/render/html.js';

const template = `<html><p>before</p>${dataSlot}<script>run()</script></html>`;

const none = { classes: 0, shallowSize: 0 };

function dataNamed(name: string): ViewerData {
  const report: DiffReport = {
    schemaVersion: 1,
    kind: 'diff',
    tool: { name: 'heapdiff', version: '0' },
    snapshots: [],
    warnings: [{ code: 'x', message: name }],
    identity: { mode: 'id', matchedFraction: 1, reason: '' },
    totals: { counts: [], shallowSizes: [], growth: { count: 0, shallowSize: 0 }, outsideHeap: [] },
    classes: { total: 0, shown: 0, rows: [] },
    suspects: { total: 0, shown: 0, rows: [] },
    examined: { classes: 0, runtime: none, settled: none, replaced: none, growing: none },
    resized: { total: 0, shown: 0, rows: [] },
  };
  return buildViewerData(report);
}

function slotOf(html: string): { readonly type: string; readonly text: string } {
  const match = /<script id="heapdiff-data" type="([^"]*)">([^]*?)<\/script>/.exec(html);
  return { type: match?.[1] ?? '', text: match?.[2] ?? '' };
}

test('the data of a page is what was put into it', async () => {
  const data = dataNamed('plain');
  const html = await renderHtml(data, template);
  expect(slotOf(html).type).toBe('application/json');
  expect(JSON.parse(slotOf(html).text)).toEqual(data);
  expect(html.startsWith('<html><p>before</p>')).toBe(true);
  expect(html.endsWith('<script>run()</script></html>')).toBe(true);
});

test.each([
  '</script><script>alert(1)</script>',
  '<!--<script>',
  ']]>',
  '\u2028\u2029\u202e',
  '$& $1 $` $$',
  '\ud800',
])('the name %j neither ends the data nor changes it', async (name) => {
  const html = await renderHtml(dataNamed(name), template);
  const { text } = slotOf(html);
  expect(text).not.toMatch(/[<\u2028\u2029\u202e]/);
  expect((JSON.parse(text) as ViewerData).report.warnings[0]?.message).toBe(name);
  expect(html.match(/<script/g)).toHaveLength(2);
});

test('large data is packed, and comes out the same', async () => {
  const data = dataNamed('<name> \u00e9 '.repeat(60_000));
  const html = await renderHtml(data, template);
  const { type, text } = slotOf(html);
  expect(type).toBe('application/gzip');
  expect(text).toMatch(/^[A-Za-z0-9+/=]+$/);
  expect(html.length).toBeLessThan(20_000);
  expect(JSON.parse(gunzipSync(Buffer.from(text, 'base64')).toString())).toEqual(data);
});

test('a template without a slot is refused', async () => {
  await expect(renderHtml(dataNamed('x'), '<html></html>')).rejects.toMatchObject({ code: 'ERR_USAGE' });
});
