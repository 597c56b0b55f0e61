import fc from 'fast-check';
import { expect, test } from 'vitest';
import { excerptOf } from '../../../src/engine/excerpt-of.js';
import { renderDot } from '../../../src/render/excerpt-dot.js';
import { renderGraphml } from '../../../src/render/excerpt-graphml.js';
import { renderSvg } from '../../../src/render/excerpt-svg.js';
import { renderReport } from '../../../src/render/render-report.js';
import type { ExcerptReport } from '../../../src/report/model.js';
import { idOfLabel, writeLineHeap } from '../../support/line-heap.js';
import { analyzeText } from '../../support/read-graph.js';

const lines = `root: synthetic
  root -shortcut:1-> global
  global --> shop
  shop: object Shop
  shop --> cart
  cart: object Cart
  shop -weak:hint-> cart
  other: object Other
  global --> other
  other --> cart
  third: object Third
  third --> cart
  global --> third`;

async function report(): Promise<ExcerptReport> {
  const analysis = await analyzeText(writeLineHeap(lines));
  return excerptOf(analysis, 'backrefs', [idOfLabel(lines, 'cart')], {
    depth: 2,
    breadth: 2,
    allEdges: true,
  });
}

/** Tags must nest, and text must hold no bare markup. Returns the texts between the tags. */
function parseXml(xml: string): string[] {
  const open: string[] = [];
  const texts: string[] = [];
  const rest = xml
    .replace(/<\?xml[^>]*\?>/, '')
    .replace(
      /([^<]*)<(\/?)([\w.:-]+)((?:\s+[\w.:-]+="[^"<]*")*)\s*(\/?)>/g,
      (_, text: string, close: string, name: string, _attributes: string, empty: string) => {
        texts.push(text);
        if (close !== '') expect(open.pop()).toBe(name);
        else if (empty === '') open.push(name);
        return '';
      },
    );
  expect(rest.trim()).toBe('');
  expect(open).toEqual([]);
  for (const text of texts) expect(text.replace(/&(?:amp|lt|gt|quot|#3[59]|#58);/g, '')).not.toContain('&');
  return texts;
}

/** What is not seen, but line ends and emoji's variation selectors; and what CI systems act on. */
const active =
  /(?![\n\ufe0e\ufe0f])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}\p{Default_Ignorable_Code_Point}]/u;
const command = /##[a-z]*\[|(?:^|["\s])::/im;

const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '</text><script>alert(1)</script>',
    '"]; n1 [label="x',
    '\\',
    '\\"',
    'a\nb',
    ']]>',
    '\u202egnp.exe',
    '\u0000\u001b[31m',
    '&lt;',
    '##vso[task.complete]',
    '::error::x',
    'tag\u{e0041}\u3164\u061c\ufeff\u00ad\u180e\uffa0',
  ),
);

test('SVG and GraphML are well formed whatever the heap calls its objects', async () => {
  const real = await report();
  fc.assert(
    fc.property(fc.array(hostile, { minLength: 3, maxLength: 3 }), ([className, name, edge]) => {
      const odd: ExcerptReport = {
        ...real,
        nodes: real.nodes.map((node) => ({ ...node, className, name })),
        edges: real.edges.map((each) => ({ ...each, name: edge })),
      };
      for (const xml of [renderSvg(odd), renderGraphml(odd)]) {
        parseXml(xml);
        expect(xml).not.toMatch(active);
        expect(xml).not.toMatch(command);
      }
    }),
    { numRuns: 60 },
  );
});

test('DOT strings end where they should', async () => {
  const real = await report();
  fc.assert(
    fc.property(hostile, (className) => {
      const dot = renderDot({ ...real, nodes: real.nodes.map((node) => ({ ...node, className })) });
      expect(dot).not.toMatch(active);
      expect(dot).not.toMatch(command);
      const outside = dot.replace(/"(?:[^"\\]|\\.)*"/g, 'S');
      expect(outside).not.toContain('"');
      for (const line of outside.trim().split('\n').slice(1, -1)) {
        expect(line).toMatch(/^ {2}(?:node|[nm]\d+(?: -> [nm]\d+)?) \[[\w=, #]*\];$/);
      }
    }),
    { numRuns: 60 },
  );
});

test('what Graphviz would read as an entity of a name is none', async () => {
  const real = await report();
  const [node] = real.nodes;
  const dot = renderDot({ ...real, nodes: [{ ...node, className: '&lt;b&#35;', name: 'R&D' }], edges: [] });
  expect(dot).toContain('label="&amp;lt;b&amp;#35; R&D\\n@');
});

test('a picture says what was left out, what is weak and what an edge alone keeps', async () => {
  const real = await report();
  const texts = parseXml(renderSvg(real)).join('\n');
  expect(texts).toContain('Cart');
  expect(texts).toContain('1 more backref');
  expect(renderDot(real)).toMatch(/label="hint", style=dashed/);
  expect(renderSvg(real, { highlight: ['Shop'] })).toContain('#c6dafc');
});

test('GraphML holds every node and edge with its numbers', async () => {
  const real = await report();
  const xml = renderGraphml(real);
  expect([...xml.matchAll(/<node id=/g)]).toHaveLength(real.nodes.length);
  expect([...xml.matchAll(/<edge id=/g)]).toHaveLength(real.edges.length);
  for (const node of real.nodes)
    expect(xml).toContain(`<data key="retainedSize">${node.retainedSize}</data>`);
  expect(xml).not.toContain('key="highlighted">');
  const marked = renderGraphml(real, { highlight: ['Shop'] });
  expect([...marked.matchAll(/<data key="highlighted">true/g)]).toHaveLength(1);
  const used = new Set([...marked.matchAll(/<data key="(\w+)"/g)].map(([, key]) => key));
  const declared = new Set([...marked.matchAll(/<key id="(\w+)"/g)].map(([, key]) => key));
  expect([...used].filter((key) => !declared.has(key))).toEqual([]);
});

test('retainers are all that keep an object, whichever way it is drawn and however little of it', async () => {
  const analysis = await analyzeText(writeLineHeap(lines));
  const drawn = ['backrefs', 'refs'].flatMap((direction) =>
    excerptOf(
      analysis,
      direction as 'backrefs' | 'refs',
      [idOfLabel(lines, direction === 'refs' ? 'shop' : 'cart')],
      {
        depth: 1,
        breadth: 1,
      },
    ).nodes.filter(({ className }) => className === 'Cart'),
  );
  expect(drawn.map(({ retainers }) => retainers)).toEqual([3, 3]);
});

test('what is undefined is a leaf, whatever V8 notes about it', async () => {
  const heap = `root: synthetic
    root --> app
    app: object App
    app -property:value-> none
    none: hidden system / Oddball
    none -hidden:0-> text
    none -internal:map-> shape
    text: string undefined
    shape: hidden system / Map`;
  const analysis = await analyzeText(writeLineHeap(heap));
  const told = excerptOf(analysis, 'refs', [idOfLabel(heap, 'app')]).nodes.map(
    ({ name, className, more }) => [name ?? className, more],
  );
  expect(told).toEqual([
    ['App', 0],
    ['undefined', 0],
  ]);
});

test('the text is a tree from the object outwards', async () => {
  const text = renderReport(await report(), 'text', { width: 80, colour: false });
  expect(text.split('\n').filter((line) => line.startsWith('  '))).toEqual([
    expect.stringMatching(/^ {2}Cart · @\d+ · retained 16 B$/),
    expect.stringMatching(/^ {4}… 1 more backref/),
    expect.stringMatching(/^ {4}Shop by .cart · @\d+/),
    expect.stringMatching(/^ {6}global by .shop/),
    expect.stringMatching(/^ {8}… 1 more backref/),
    expect.stringMatching(/^ {4}Shop by hint \(weak\) · @\d+ · see above/),
    expect.stringMatching(/^ {4}Other by .cart/),
    expect.stringMatching(/^ {6}global by .other \(16 B\) · @\d+ · see above/),
  ]);
});
