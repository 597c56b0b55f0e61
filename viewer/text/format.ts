// Numbers -> digits and units for people, three digits where they can be had (1 kB = 1,000 B).

export interface Amount {
  readonly digits: string;
  readonly unit: string;
}

const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB', 'EB'];
const minus = '\u2212';

function group(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `12,345` with a real minus sign. */
export function formatCount(count: number): string {
  const digits = group(Math.abs(Math.round(count)).toFixed(0));
  return count < 0 && digits !== '0' ? minus + digits : digits;
}

export function formatChange(count: number): string {
  return Math.round(count) > 0 ? `+${formatCount(count)}` : formatCount(count);
}

/** The unit in which the largest of some sizes reads best. */
export function findUnit(bytes: number): number {
  let value = Math.abs(bytes);
  let unit = 0;
  while (unit < units.length - 1 && value >= (unit === 0 ? 1000 : 999.5)) {
    value /= 1000;
    unit++;
  }
  return unit;
}

export function splitSize(bytes: number, unit: number = findUnit(bytes)): Amount {
  const value = Math.abs(bytes) / 1000 ** unit;
  const places = unit === 0 || value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
  const [whole = '0', fraction] = value.toFixed(places).split('.');
  const digits = fraction === undefined ? group(whole) : `${group(whole)}.${fraction}`;
  const isZero = /^[0.,]*$/.test(digits);
  return { digits: bytes < 0 && !isZero ? minus + digits : digits, unit: units[unit] ?? '' };
}

export function formatSize(bytes: number): string {
  const { digits, unit } = splitSize(bytes);
  return `${digits} ${unit}`;
}

export function formatSizeChange(bytes: number): string {
  return bytes > 0 ? `+${formatSize(bytes)}` : formatSize(bytes);
}

/** `88 %`; never rounded up to 100 or down to 0. */
export function formatShare(part: number, whole: number): string {
  if (whole <= 0 || part <= 0) return '0 %';
  const percent = (part / whole) * 100;
  if (percent >= 100) return '100 %';
  if (percent < 1) return 'under 1 %';
  return `${Math.min(99, Math.round(percent))} %`;
}

/** `99.98 %` of a fraction that is close to all. */
export function formatFraction(fraction: number): string {
  const percent = Math.floor(fraction * 10_000) / 100;
  return `${percent} %`;
}

/** `Heap C`: the newest; of a single snapshot there is no other. */
export function formatHeap(snapshots: number): string {
  return snapshots < 2 ? 'The heap' : `Heap ${formatSnapshot(snapshots - 1)}`;
}

/** A letter as long as there are letters: A, B, ... Z, then 27. */
export function formatSnapshot(index: number): string {
  return index < 26 ? String.fromCharCode(65 + index) : String(index + 1);
}
