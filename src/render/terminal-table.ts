// SPDX-License-Identifier: MIT
// Columns of escaped cells -> lines of a table that is never wider than asked. Where room is short, columns go
// in the order of `drop`, and then those with `min` are cut. Cost: cells.

import type { Style, Tone } from './style.js';
import { cutToWidth, measureWidth, padToWidth } from './text-width.js';
import type { CutPlace } from './text-width.js';

/** What decides the place of a column. */
export interface ColumnShape {
  readonly key: string;
  readonly title: string;
  /** The title where the column `beside` is not shown. */
  readonly titleAlone?: string;
  readonly beside?: string;
  readonly align: 'left' | 'right';
  /** Columns with a least width give way down to it; the others keep their width. */
  readonly min?: number;
  readonly cut?: CutPlace;
  /** Smallest goes first; without it the column stays. */
  readonly drop?: number;
  /** Shown only once the column of this key is dropped. */
  readonly insteadOf?: string;
}

export interface TableColumn extends ColumnShape {
  /** Escaped, without colour. */
  readonly cells: readonly string[];
  readonly tone?: (row: number) => Tone;
}

/** A column whose widest cell is known. */
export type MeasuredColumn<Shape extends ColumnShape = ColumnShape> = Shape & { readonly widest: number };

/** A column as it is shown among the others: with the title that fits them, and its place in the line. */
export interface PlacedColumn<Shape extends ColumnShape = ColumnShape> {
  readonly column: Shape;
  readonly title: string;
  /** Spaces in front. */
  readonly gap: number;
  readonly room: number;
  /** The line ends with it, without spaces. */
  readonly isOpen: boolean;
}

const GAP = 2;

interface ShownColumn<Shape> {
  readonly column: Shape;
  readonly title: string;
  readonly natural: number;
  readonly least: number;
}

function addTitles<Shape extends MeasuredColumn>(columns: readonly Shape[]): ShownColumn<Shape>[] {
  const keys = new Set(columns.map((column) => column.key));
  return columns.map((column) => {
    const isAlone = column.beside !== undefined && !keys.has(column.beside);
    const title = isAlone ? (column.titleAlone ?? column.title) : column.title;
    const natural = Math.max(column.widest, measureWidth(title));
    const least = column.min === undefined ? natural : Math.min(natural, column.min);
    return { column, title, natural, least };
  });
}

function sumWidths(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width, GAP * Math.max(0, widths.length - 1));
}

function chooseColumns<Shape extends MeasuredColumn>(
  columns: readonly Shape[],
  available: number,
): readonly ShownColumn<Shape>[] {
  const dropped = new Set<string>();
  for (;;) {
    const shown = addTitles(
      columns.filter(
        ({ key, insteadOf }) => !dropped.has(key) && (insteadOf === undefined || dropped.has(insteadOf)),
      ),
    );
    if (sumWidths(shown.map((column) => column.least)) <= available) return shown;
    const next = shown
      .map(({ column }) => column)
      .filter((column) => column.drop !== undefined)
      .sort((a, b) => (a.drop ?? 0) - (b.drop ?? 0))[0];
    if (next === undefined) return shown;
    dropped.add(next.key);
  }
}

/** What is left after the least widths goes to the columns that want more, first come, first served. */
function chooseWidths(columns: readonly ShownColumn<unknown>[], available: number): number[] {
  const widths = columns.map((column) => column.least);
  let spare = available - sumWidths(widths);
  columns.forEach((column, index) => {
    const width = widths[index] ?? 0;
    const change = spare >= 0 ? Math.min(spare, column.natural - width) : Math.max(spare, 1 - width);
    widths[index] = width + change;
    spare -= change;
  });
  return widths;
}

/** The columns that a line of this width has room for, and where they stand. */
export function placeColumns<Shape extends MeasuredColumn>(
  columns: readonly Shape[],
  width: number,
  indent: number,
): readonly PlacedColumn<Shape>[] {
  const available = Math.max(1, width - indent);
  const shown = chooseColumns(columns, available);
  const widths = chooseWidths(shown, available);
  let used = indent;
  const placed = shown.map(({ column, title }, index) => {
    const gap = index === 0 ? 0 : GAP;
    const room = Math.min(widths[index] ?? 0, width - used - gap);
    if (room >= 1) used += gap + room;
    return { column, title, gap, room, isOpen: index === shown.length - 1 && column.align === 'left' };
  });
  return placed.filter(({ room }) => room >= 1);
}

/** A cell with the spaces in front of it and, but for the last one, behind it. */
export function renderCell(
  { column, gap, room, isOpen }: PlacedColumn,
  text: string,
  style: (text: string) => string = (plain) => plain,
): string {
  if (isOpen && text === '') return '';
  const cell = padToWidth(cutToWidth(text, room, column.cut), room, column.align);
  return ' '.repeat(gap) + style(isOpen ? cell.trimEnd() : cell);
}

/** Header and rows, each line indented and at most `width` columns wide. */
export function renderTable(
  columns: readonly TableColumn[],
  width: number,
  indent: string,
  style: Style,
): string[] {
  const measured = columns.map((column) => ({
    ...column,
    widest: column.cells.reduce((widest, cell) => Math.max(widest, measureWidth(cell)), 0),
  }));
  const placed = placeColumns(measured, width, indent.length);
  const lines = [renderTitles(placed, indent, style)];
  const rowCount = Math.max(0, ...columns.map((column) => column.cells.length));
  for (let row = 0; row < rowCount; row++) {
    const cells = placed.map((place) =>
      renderCell(place, place.column.cells[row] ?? '', (text) =>
        style(text, place.column.tone?.(row) ?? 'plain'),
      ),
    );
    lines.push(indent + cells.join(''));
  }
  return lines;
}

/** The line of titles. */
export function renderTitles(placed: readonly PlacedColumn[], indent: string, style: Style): string {
  return (
    indent + placed.map((place) => renderCell(place, place.title, (text) => style(text, 'dim'))).join('')
  );
}
