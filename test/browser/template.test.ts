import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { dataSlot } from '../../src/render/html.js';
import { readTemplate } from './support/open-browser.js';

const template = readTemplate('report');

test('the template stays below 250 kB when packed', () => {
  expect(gzipSync(template).length).toBeLessThan(250_000);
});

test('the template has one slot for data', () => {
  expect(template.split(dataSlot)).toHaveLength(2);
});

test('the policy allows this script and this style and nothing else', () => {
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(template)?.[1] ?? '';
  const hashOf = (tag: 'script' | 'style'): string => {
    const text = new RegExp(`<${tag}>([^]*?)</${tag}>`).exec(template)?.[1] ?? '';
    return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  };
  expect(policy.split('; ')).toEqual([
    "default-src 'none'",
    `script-src ${hashOf('script')}`,
    `style-src ${hashOf('style')}`,
    'img-src blob: data:',
    "base-uri 'none'",
    "form-action 'none'",
  ]);
});

test('no source of the viewer turns text into markup or code', () => {
  const files = readdirSync('viewer', { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.ts'),
  );
  const risky =
    /innerHTML|outerHTML|insertAdjacent|document\.write|\beval\b|new Function|setAttribute\(\s*'(style|on)|\.html\(/;
  const found = files.filter((path) => risky.test(readFileSync(join('viewer', path), 'utf8')));
  expect(files.length).toBeGreaterThan(30);
  expect(found).toEqual([]);
});
