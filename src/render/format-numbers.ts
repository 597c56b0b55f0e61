// SPDX-License-Identifier: MIT
// Numbers -> text for people: grouped digits, kB and MB (1 kB = 1,000 B), signs on changes.

const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB', 'EB'];

/** `12,345` */
export function formatCount(count: number): string {
  const whole = Math.abs(Math.round(count));
  const digits = whole.toFixed(0);
  let grouped = digits;
  // From 1e21 on there are no digits but an exponent.
  for (let end = whole < 1e21 ? digits.length - 3 : 0; end > 0; end -= 3)
    grouped = `${grouped.slice(0, end)},${grouped.slice(end)}`;
  return count < 0 && digits !== '0' ? `-${grouped}` : grouped;
}

/** `+12,345`, `-3`, `0` */
export function formatCountChange(change: number): string {
  return change > 0 ? `+${formatCount(change)}` : formatCount(change);
}

/** `512 B`, `1.2 kB`, `245 kB`, `5.6 MB`: three digits at most, and one behind the point below 100. */
export function formatSize(bytes: number): string {
  const sign = bytes < 0 ? '-' : '';
  let value = Math.abs(bytes);
  let unit = 0;
  // 999.95 kB would round to 1,000 kB, so the next unit starts where rounding does.
  while (unit < units.length - 1 && value >= (unit === 0 ? 1000 : 999.5)) {
    value /= 1000;
    unit++;
  }
  const text = unit === 0 || value >= 99.95 ? formatCount(value) : value.toFixed(1);
  return `${sign}${text} ${units[unit] ?? ''}`;
}

/** `+245 kB`, `-1.0 MB`, `0 B` */
export function formatSizeChange(change: number): string {
  return change > 0 ? `+${formatSize(change)}` : formatSize(change);
}

/** `99.9 %`; never rounded up to 100 or down to 0. */
export function formatPercent(fraction: number): string {
  const percent = fraction * 100;
  if (percent <= 0) return '0 %';
  if (percent >= 100) return '100 %';
  if (percent < 0.1) return '<0.1 %';
  const text = Math.min(percent, 99.9).toFixed(percent < 10 || percent > 99 ? 1 : 0);
  return `${text} %`;
}
