// The rows in sight of the filter -> text to paste elsewhere.

import type { ClassRow } from './class-rows.js';

type Field = string | number;

function fieldsOf(row: ClassRow): Readonly<Record<string, Field>> {
  const { growth, summary } = row;
  if (growth !== null) {
    return {
      class: row.key,
      count: growth.counts.at(-1) ?? 0,
      countGrowth: growth.delta.count,
      shallowGrowth: growth.delta.shallowSize,
      retainedGrowth: growth.delta.retainedSize,
    };
  }
  return {
    class: row.key,
    count: summary?.count ?? 0,
    shallowSize: summary?.shallowSize ?? 0,
    retainedSize: summary?.retainedSize ?? 0,
  };
}

/** A spreadsheet takes a field that starts like a formula for one. */
function csvField(value: Field): string {
  const text = String(value);
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function renderClassesCsv(rows: readonly ClassRow[]): string {
  const all = rows.map(fieldsOf);
  const columns = Object.keys(all[0] ?? { class: '' });
  return [
    columns.join(','),
    ...all.map((fields) => columns.map((column) => csvField(fields[column] ?? '')).join(',')),
  ].join('\r\n');
}

export function renderClassesJson(rows: readonly ClassRow[]): string {
  return JSON.stringify(
    rows.map((row) => row.growth ?? row.summary),
    null,
    2,
  );
}
