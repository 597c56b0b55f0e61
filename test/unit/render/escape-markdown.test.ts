import { expect, test } from 'vitest';
import { escapeMarkdown, renderCodeSpan } from '../../../src/render/escape-markdown.js';

test.each([
  ['Session', '`Session`'],
  ['', ''],
  [' ', '` \\x20 `'],
  ['a`b', '`` a`b ``'],
  ['```', '```` ``` ````'],
  ['a|b', '`a\\x7cb`'],
  ['<b>@me #1</b>', '`<b>@me #1</b>`'],
  ['a\nb', '`a\\nb`'],
])('the name %j is the code span %s', (name, span) => {
  expect(renderCodeSpan(name)).toBe(span);
});

test('a name of a megabyte is a short code span', () => {
  expect(renderCodeSpan('x'.repeat(1_000_000)).length).toBeLessThan(400);
});

test.each([
  ['Node 20.20 (V8 11.3)', 'Node 20.20 (V8 11.3)'],
  ['*a* _b_ [c](d) | `e`', '\\*a\\* \\_b\\_ \\[c\\](d) \\| \\`e\\`'],
  ['<script>&', '&lt;script&gt;&amp;'],
  ['see @somebody and #1', 'see @<!-- -->somebody and #<!-- -->1'],
  ['http://x.example www.x.example', 'http:/<!-- -->/x.example www<!-- -->.x.example'],
  ['- item', '\\- item'],
  ['::error::x', '\\\\x3a:error::x'],
])('the prose %j is %s', (text, escaped) => {
  expect(escapeMarkdown(text)).toBe(escaped);
});
