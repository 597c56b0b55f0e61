import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import stringWidth from 'string-width';
import { renderReport } from '../../../src/render/render-report.js';
import type { Report } from '../../../src/report/model.js';
import { diffReport, retainersReport, summaryReport } from './random-report.js';

type WholeReport = Exclude<Report, { kind: 'objects' }>;

const reports: readonly (readonly [string, fc.Arbitrary<WholeReport>])[] = [
  ['diff', diffReport],
  ['summary', summaryReport],
  ['retainers', retainersReport],
];
const runs = { numRuns: 60 };
/** Everything that is not printed, but the line ends that tables are made of. */
const active = /(?![\n\ufe0e\ufe0f])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;
/** What CI systems act on, in whatever line of a log. */
const command = /##[a-z]*\[|^\s*::/im;
/** The project's own. */
const colours = /\x1b\[(1|2|22|31|32|33|36|39)m/g;

describe.each(reports)('a %s report of hostile names', (_kind, arbitrary) => {
  test('has no line on a terminal that is wider than the terminal', () => {
    fc.assert(
      fc.property(arbitrary, fc.integer({ min: 40, max: 200 }), (report, width) => {
        for (const line of renderReport(report, 'text', { width, colour: false }).split('\n')) {
          expect(stringWidth(line), line).toBeLessThanOrEqual(width);
        }
      }),
      runs,
    );
  });

  test('has nothing invisible on a terminal, and starts no command of a CI system', () => {
    fc.assert(
      fc.property(arbitrary, fc.integer({ min: 40, max: 200 }), (report, width) => {
        const text = renderReport(report, 'text', { width, colour: false });
        expect(text).not.toMatch(active);
        expect(text).not.toMatch(command);
      }),
      runs,
    );
  });

  test('has the same text in colour', () => {
    fc.assert(
      fc.property(arbitrary, fc.integer({ min: 40, max: 200 }), (report, width) => {
        const coloured = renderReport(report, 'text', { width, colour: true });
        expect(coloured.replace(colours, '')).toBe(renderReport(report, 'text', { width, colour: false }));
      }),
      runs,
    );
  });

  test('is the same value when its JSON is read, and nothing in the JSON is invisible', () => {
    fc.assert(
      fc.property(arbitrary, (report) => {
        const json = renderReport(report, 'json', { width: 80, colour: false });
        expect(JSON.parse(json)).toEqual(report);
        expect(json).not.toMatch(active);
        expect(json).not.toMatch(command);
        expect(json.endsWith('}\n')).toBe(true);
      }),
      { numRuns: 20 },
    );
  });

  test('has nothing invisible, and no table row with another number of cells, in Markdown', () => {
    fc.assert(
      fc.property(arbitrary, (report) => {
        const markdown = renderReport(report, 'markdown', { width: 80, colour: false });
        expect(markdown).not.toMatch(active);
        expect(markdown).not.toMatch(command);
        let cells = 0;
        for (const line of markdown.split('\n')) {
          const count = line.startsWith('|') ? line.split('|').length : 0;
          if (count > 0 && cells > 0) expect(count, line).toBe(cells);
          cells = count;
        }
      }),
      runs,
    );
  });

  test('has records of equal length in CSV, and no formula', () => {
    fc.assert(
      fc.property(arbitrary, (report) => {
        const csv = renderReport(report, 'csv', { width: 80, colour: false });
        expect(csv).not.toMatch(command);
        const records = readCsv(csv);
        const [header = []] = records;
        expect(header).not.toEqual([]);
        for (const record of records.slice(1)) {
          expect(record).toHaveLength(header.length);
          for (const field of record) {
            expect(field).not.toMatch(active);
            if (!/^-?\d+$/.test(field)) expect(field).not.toMatch(/(?:^|;)\s*[=+\-@]/);
          }
        }
      }),
      runs,
    );
  });

  test('is one JSON value a line in NDJSON', () => {
    fc.assert(
      fc.property(arbitrary, (report) => {
        const text = renderReport(report, 'ndjson', { width: 80, colour: false });
        expect(text).not.toMatch(command);
        const lines = text.split('\n');
        expect(lines.pop()).toBe('');
        for (const line of lines) expect(typeof JSON.parse(line)).toBe('object');
      }),
      { numRuns: 20 },
    );
  });
});

/** RFC 4180, character by character. */
function readCsv(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  let field = '';
  let isQuoted = false;
  for (let i = 0; i < text.length; i++) {
    const character = text[i] ?? '';
    if (isQuoted) {
      if (character !== '"') field += character;
      else if (text[i + 1] === '"') {
        field += '"';
        i++;
      } else isQuoted = false;
    } else if (character === '"') isQuoted = true;
    else if (character === ',') {
      record.push(field);
      field = '';
    } else if (character === '\r' && text[i + 1] === '\n') {
      records.push([...record, field]);
      record = [];
      field = '';
      i++;
    } else field += character;
  }
  expect([record, field]).toEqual([[], '']);
  return records;
}
