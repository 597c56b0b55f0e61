// SPDX-License-Identifier: MIT
// Objects as a table for terminals, laid out anew for each batch.

import { type Allocate, ownBytes } from '../core/batch-memory.js';
import type { ObjectCells, ObjectColumn } from '../report/model.js';
import { measureNumber } from './byte-numbers.js';
import { type BytePool, buildBytePool } from './byte-pool.js';
import { type ByteColumn, buildByteRows, frameText } from './byte-rows.js';
import { formatCount } from './format-numbers.js';
import { formatShortLocation } from './location-text.js';
import {
  type CellValue,
  MOST_TEXT_BYTES,
  type ObjectsHead,
  type ObjectsPlanner,
  buildKeptCodes,
  cellsOf,
  countRows,
  isSafe,
  largestOf,
  formatText,
  textCodes,
} from './objects-parts.js';
import { addHeadLine, addWarnings, closePage, formatCut, openPage, shownName } from './terminal-parts.js';
import type { TerminalOptions } from './terminal-parts.js';
import {
  type ColumnShape,
  type PlacedColumn,
  placeColumns,
  renderCell,
  renderTitles,
} from './terminal-table.js';
import { measureWidth } from './text-width.js';

const INDENT = '  ';

/** Which columns go first where a terminal is too narrow; the id stays. */
const dropOrder: readonly ObjectColumn[] = [
  'allocationStack',
  'dominatorId',
  'detachedness',
  'kind',
  'selfSize',
  'distance',
  'location',
  'name',
  'shallowSize',
  'className',
  'retainedSize',
];
const ids: ReadonlySet<ObjectColumn> = new Set<ObjectColumn>(['id', 'dominatorId']);
const sizes: ReadonlySet<ObjectColumn> = new Set<ObjectColumn>(['shallowSize', 'selfSize', 'retainedSize']);

function shapeColumn(name: ObjectColumn): ColumnShape {
  if (name === 'id') return { key: name, title: name, align: 'right' };
  const shape = { key: name, title: name, drop: dropOrder.indexOf(name) };
  if (ids.has(name) || sizes.has(name) || name === 'distance') return { ...shape, align: 'right' };
  return { ...shape, align: 'left', min: 12, cut: name === 'location' ? 'start' : 'middle' };
}

function formatCell(name: ObjectColumn, value: CellValue): string {
  if (typeof value !== 'number') return shownName(formatText(value, formatShortLocation));
  return ids.has(name) ? `@${value}` : formatCount(value);
}

/** The cells of one column before it has a place: numbers as they are, codes of texts, or some of both. */
type UnplacedColumn = ColumnShape & UnplacedCells & { readonly name: ObjectColumn; readonly widest: number };

type UnplacedCells =
  | { readonly codes: null; readonly numbers: Float64Array }
  | { readonly codes: Uint32Array; readonly numbers: Float64Array | null };

export function buildTablePlanner(
  head: ObjectsHead,
  options: TerminalOptions,
  allocate?: Allocate,
): ObjectsPlanner {
  const encoder = new TextEncoder();
  const page = openPage(options);
  const { style, width } = page;
  const pool = buildBytePool(allocate);
  const textsOf = Object.fromEntries(
    head.columns.map((name) => [name, buildColumnTexts(name, pool)]),
  ) as Record<ObjectColumn, ColumnTexts>;
  let isFirst = true;
  return {
    begin() {
      addHeadLine(page, head, []);
      addWarnings(page, head);
      page.lines.push('', `${style('OBJECTS', 'heading')}  ${style(formatCut(head), 'dim')}`);
      return encoder.encode(closePage(page));
    },
    plan(cells, allocateBatch = ownBytes) {
      if (pool.size() > MOST_TEXT_BYTES) {
        pool.clear();
        for (const name of head.columns) textsOf[name].forgetPlaces();
      }
      const measured = head.columns.map((name) => measureColumn(name, cells, textsOf[name], allocateBatch));
      const placed = placeColumns(measured, width, INDENT.length);
      const titles = isFirst ? `${renderTitles(placed, INDENT, style)}\n` : '';
      isFirst = false;
      const isNumber = placed.map(({ column }) => column.codes === null);
      // The spaces in front are a part of the cell: an empty text at the line's end has none.
      const frame = {
        before: placed.map((_, index) => (index === 0 && !isNumber[index] ? INDENT : '')),
        end: '\n',
      };
      const columns = placed.map((place, index): ByteColumn => {
        const { name, codes, numbers, widest } = place.column;
        // A number is shown whole, even if the line is too narrow for it.
        const characters = (index === 0 ? INDENT.length : place.gap) + Math.max(place.room, widest);
        const digits = { ...digitsOf(name), width: characters };
        if (codes === null) return { values: numbers, style: digits };
        const frameCell = (text: string): string =>
          numbers === null ? frameText(frame, isNumber, index, text) : frame.before[index] + text;
        const texts = textsOf[name].place(codes, place, frameCell, allocateBatch);
        return numbers === null ? texts : { texts, values: numbers, style: digits };
      });
      return buildByteRows(countRows(cells, head), columns, frame, pool, { lead: encoder.encode(titles) });
    },
    end: () => new Uint8Array(0),
  };
}

/** Columns only ever grow from batch to batch: most texts keep their place, and rows stay below each other. */
function measureColumn(
  name: ObjectColumn,
  cells: ObjectCells,
  texts: ColumnTexts,
  allocate: Allocate,
): UnplacedColumn {
  const column = cellsOf(cells, name);
  const shape = { ...shapeColumn(name), name };
  const measure = (unplaced: UnplacedCells): UnplacedColumn => {
    if (unplaced.numbers !== null) texts.widen(measureNumber(largestOf(unplaced.numbers), digitsOf(name)));
    return { ...shape, ...unplaced, widest: texts.widest() };
  };
  if (!(column instanceof Float64Array)) {
    const { codes, numbers, valueOf } = column;
    if (numbers === undefined) {
      texts.meet(codes, valueOf);
      return measure({ codes, numbers: null });
    }
    const ofTexts = textCodes(codes, numbers, allocate);
    texts.meet(ofTexts, (code) => (code === 0 ? NUMBER : valueOf(code - 1)));
    return measure({ codes: ofTexts, numbers });
  }
  if (isSafe(largestOf(column))) return measure({ codes: null, numbers: column });
  const codes = Uint32Array.from(column, (_, row) => row);
  texts.forget();
  texts.meet(codes, (row) => column[row]);
  return measure({ codes, numbers: null });
}

function digitsOf(name: ObjectColumn): { readonly grouped: boolean; readonly isId: boolean } {
  return { grouped: sizes.has(name) || name === 'distance', isId: ids.has(name) };
}

/** What a text is where a number stands. */
const NUMBER = undefined;

/** Texts of one column, each escaped and measured once, and laid out once for a place. */
interface ColumnTexts {
  /** Learns what is new among some codes. */
  meet(codes: Uint32Array, valueOf: (code: number) => CellValue | typeof NUMBER): void;
  /** A number takes this many columns. */
  widen(width: number): void;
  /** Columns of the widest cell so far. */
  widest(): number;
  /** Codes of the pool for texts that were met, with the spaces of their place and what `frame` puts around. */
  place(
    codes: Uint32Array,
    place: PlacedColumn,
    frame: (text: string) => string,
    allocate: Allocate,
  ): Uint32Array;
  /** Forgets all texts. */
  forget(): void;
  /** The pool was emptied. */
  forgetPlaces(): void;
}

const MOST_TEXTS = 2 ** 14;

function buildColumnTexts(name: ObjectColumn, pool: BytePool): ColumnTexts {
  const shown: (string | typeof NUMBER)[] = [];
  const textOfCode = buildKeptCodes();
  const placed = buildKeptCodes();
  let widest = 0;
  let lastPlace = '';
  const forget = (): void => {
    shown.length = 0;
    textOfCode.clear();
    placed.clear();
  };
  return {
    meet(codes, valueOf) {
      if (shown.length > MOST_TEXTS) forget();
      textOfCode.meet(codes, (code) => {
        const value = valueOf(code);
        if (value === NUMBER) return shown.push(NUMBER) - 1;
        const text = formatCell(name, value);
        widest = Math.max(widest, measureWidth(text));
        return shown.push(text) - 1;
      });
    },
    widen(width) {
      widest = Math.max(widest, width);
    },
    widest: () => widest,
    place(codes, place, frame, allocate) {
      const thisPlace = `${place.gap} ${place.room} ${place.isOpen} ${frame('')}`;
      if (thisPlace !== lastPlace) placed.clear();
      lastPlace = thisPlace;
      const add = (code: number): number => {
        const text = shown[textOfCode.of(code)];
        return pool.add(text === NUMBER ? '' : frame(renderCell(place, text)));
      };
      return placed.map(codes, add, allocate);
    },
    forget,
    forgetPlaces: () => placed.clear(),
  };
}
