// SPDX-License-Identifier: MIT
// Columns of escaped cells -> lines of a table that is never wider than asked. Where room is short, columns go
// in the order of `drop`, and then those with `min` are cut. Cost: cells.

import type { Style, Tone } from './style.js';
import { cutToWidth, measureWidth, padToWidth } from './text-width.js';
import type { CutPlace } from './text-width.js';

export interface TableColumn {
  readonly key: string;
  readonly title: string;
  /** The title where the column `beside` is not shown. */
  readonly titleAlone?: string;
  readonly beside?: string;
  readonly align: 'left' | 'right';
  /** Escaped, without colour. */
  readonly cells: readonly string[];
  readonly tone?: (row: number) => Tone;
  /** Columns with a least width give way down to it; the others keep their width. */
  readonly min?: number;
  readonly cut?: CutPlace;
  /** Smallest goes first; without it the column stays. */
  readonly drop?: number;
  /** Shown only once the column of this key is dropped. */
  readonly insteadOf?: string;
}

const GAP = 2;

/** A column as it is shown among the others: with the title that fits them. */
interface ShownColumn extends TableColumn {
  readonly shownTitle: string;
  readonly natural: number;
  readonly least: number;
}

function measureColumns(columns: readonly TableColumn[]): ShownColumn[] {
  const keys = new Set(columns.map((column) => column.key));
  return columns.map((column) => {
    const isAlone = column.beside !== undefined && !keys.has(column.beside);
    const shownTitle = isAlone ? (column.titleAlone ?? column.title) : column.title;
    const natural = column.cells.reduce(
      (widest, cell) => Math.max(widest, measureWidth(cell)),
      measureWidth(shownTitle),
    );
    const least = column.min === undefined ? natural : Math.min(natural, column.min);
    return { ...column, shownTitle, natural, least };
  });
}

function sumWidths(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width, GAP * Math.max(0, widths.length - 1));
}

function chooseColumns(columns: readonly TableColumn[], available: number): readonly ShownColumn[] {
  const dropped = new Set<string>();
  for (;;) {
    const shown = measureColumns(
      columns.filter(
        ({ key, insteadOf }) => !dropped.has(key) && (insteadOf === undefined || dropped.has(insteadOf)),
      ),
    );
    if (sumWidths(shown.map((column) => column.least)) <= available) return shown;
    const next = shown
      .filter((column) => column.drop !== undefined)
      .sort((a, b) => (a.drop ?? 0) - (b.drop ?? 0))[0];
    if (next === undefined) return shown;
    dropped.add(next.key);
  }
}

/** What is left after the least widths goes to the columns that want more, first come, first served. */
function chooseWidths(columns: readonly ShownColumn[], available: number): number[] {
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

/** Header and rows, each line indented and at most `width` columns wide. */
export function renderTable(
  columns: readonly TableColumn[],
  width: number,
  indent: string,
  style: Style,
): string[] {
  const available = Math.max(1, width - indent.length);
  const shown = chooseColumns(columns, available);
  const widths = chooseWidths(shown, available);
  const line = (textOf: (column: ShownColumn) => string, toneOf: (column: ShownColumn) => Tone): string => {
    let used = indent.length;
    let text = indent;
    shown.forEach((column, index) => {
      const gap = index === 0 ? 0 : GAP;
      const room = Math.min(widths[index] ?? 0, width - used - gap);
      const isLast = index === shown.length - 1;
      if (room < 1 || (isLast && column.align === 'left' && textOf(column) === '')) return;
      const cell = padToWidth(cutToWidth(textOf(column), room, column.cut), room, column.align);
      text +=
        ' '.repeat(gap) + style(isLast && column.align === 'left' ? cell.trimEnd() : cell, toneOf(column));
      used += gap + room;
    });
    return text;
  };
  const rowCount = Math.max(0, ...columns.map((column) => column.cells.length));
  const lines = [
    line(
      (column) => column.shownTitle,
      () => 'dim',
    ),
  ];
  for (let row = 0; row < rowCount; row++) {
    lines.push(
      line(
        (column) => column.cells[row] ?? '',
        (column) => column.tone?.(row) ?? 'plain',
      ),
    );
  }
  return lines;
}
