// Text and a font -> its width in pixels; and the longest part of it that fits.

const fonts = {
  mono: '600 12px ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "Liberation Mono", "DejaVu Sans Mono", monospace',
  sans: '400 12.5px -apple-system, BlinkMacSystemFont, "Segoe UI", Inter, Roboto, "Noto Sans", Ubuntu, Cantarell, "Liberation Sans", Arial, sans-serif',
  strong:
    '600 12.5px -apple-system, BlinkMacSystemFont, "Segoe UI", Inter, Roboto, "Noto Sans", Ubuntu, Cantarell, "Liberation Sans", Arial, sans-serif',
  code: '400 11px ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "Liberation Mono", "DejaVu Sans Mono", monospace',
  label:
    '400 11.5px -apple-system, BlinkMacSystemFont, "Segoe UI", Inter, Roboto, "Noto Sans", Ubuntu, Cantarell, "Liberation Sans", Arial, sans-serif',
} as const;

export type FontName = keyof typeof fonts;

export function buildMeasure(): (text: string, font: FontName) => number {
  const context = document.createElement('canvas').getContext('2d');
  return (text, font) => {
    if (context === null) return text.length * 7.3;
    context.font = fonts[font];
    return context.measureText(text).width;
  };
}

export function fitText(text: string, width: number, measure: (text: string) => number): string {
  if (measure(text) <= width) return text;
  let low = 0;
  let high = text.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (measure(`${text.slice(0, middle)}\u2026`) <= width) low = middle;
    else high = middle - 1;
  }
  return low === 0 ? '' : `${text.slice(0, low)}\u2026`;
}
