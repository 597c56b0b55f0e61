// The drawn graph -> the ways to take it along.

import type { Page } from '../state/page.js';
import type { Drawing } from './draw-graph.js';
import { renderDot, renderGraphJson, renderGraphText, renderSvg, savePng, saveText } from './export-graph.js';
import type { VisibleGraph } from './visible-graph.js';

export function exportMenu(
  page: Page,
  graph: VisibleGraph,
  drawn: Drawing,
): readonly (readonly [string, () => void])[] {
  const picture = (): string =>
    renderSvg(drawn.content, drawn.layout, getComputedStyle(document.body).backgroundColor);
  const savePicture = async (): Promise<void> => {
    const isDone = await savePng(picture(), drawn.layout, 'heapdiff-graph.png');
    page.announce(isDone ? 'PNG saved' : 'The browser could not draw it');
  };
  return [
    ['Copy as text', () => page.copy(renderGraphText(graph), 'Graph as text')],
    ['Copy as JSON', () => page.copy(renderGraphJson(graph), 'Graph as JSON')],
    ['Copy as DOT', () => page.copy(renderDot(graph), 'Graph as DOT')],
    ['Save SVG', () => saveText(picture(), 'heapdiff-graph.svg', 'image/svg+xml')],
    ['Save PNG', () => void savePicture()],
  ];
}
