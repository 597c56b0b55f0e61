// SPDX-License-Identifier: MIT
// Excerpt report -> terminal text: a tree from the object outwards; what was shown before is only named again.

import type { ExcerptEdge, ExcerptNode, ExcerptReport } from '../report/model.js';
import { type DrawingOptions, edgeTitle, moreTitle, nodeInfo, nodeTitle } from './excerpt-labels.js';
import { addHeadLine, addSection, addWarnings, closePage, openPage, shownName } from './terminal-parts.js';
import type { TerminalOptions } from './terminal-parts.js';
import { cutToWidth } from './text-width.js';
import { wrapParts } from './wrap-text.js';

const DEEPEST_INDENT = 12;

export function renderTerminalExcerpt(
  report: ExcerptReport,
  options: TerminalOptions,
  drawing: DrawingOptions = {},
): string {
  const page = openPage(options);
  addHeadLine(page, report, []);
  addWarnings(page, report);
  const isBackwards = report.direction === 'backrefs';
  const note = isBackwards ? 'each is held by what is below it' : 'each holds what is below it';
  const marks = (drawing.highlight ?? []).map(shownName).join(', ');
  addSection(page, isBackwards ? 'BACKREFS' : 'REFS', marks === '' ? note : `${note}; * ${marks}`);
  const nodes = new Map(report.nodes.map((node) => [node.id, node]));
  const links = new Map<number, ExcerptEdge[]>();
  for (const edge of report.edges) {
    const near = isBackwards ? edge.to : edge.from;
    const list = links.get(near);
    if (list === undefined) links.set(near, [edge]);
    else list.push(edge);
  }
  const shown = new Set<number>();
  const open: { node: ExcerptNode; edge: ExcerptEdge | null; depth: number }[] = [];
  for (const node of report.nodes) {
    if (shown.has(node.id)) continue;
    open.push({ node, edge: null, depth: 0 });
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const { node: at, edge, depth } = next;
      const lead = '  '.repeat(1 + Math.min(depth, DEEPEST_INDENT));
      const by = edge === null ? '' : ` by ${edgeTitle(edge)}${edge.retaining ? '' : ' (weak)'}`;
      const again = shown.has(at.id);
      const info = again ? [`@${at.id}`, 'see above'] : nodeInfo(at, drawing);
      const mark = drawing.highlight?.includes(at.className) === true ? ' *' : '';
      const parts = [`${nodeTitle(at, drawing)}${mark}${by}`, ...info].map(shownName);
      page.lines.push(
        ...wrapParts(parts, { width: page.width, first: lead, rest: `${lead}    `, separator: ' · ' }),
      );
      if (again) continue;
      shown.add(at.id);
      for (const link of (links.get(at.id) ?? []).toReversed()) {
        const far = nodes.get(isBackwards ? link.from : link.to);
        if (far !== undefined) open.push({ node: far, edge: link, depth: depth + 1 });
      }
      if (at.more > 0) page.lines.push(cutToWidth(`${lead}  … ${moreTitle(at, report)}`, page.width));
    }
  }
  return closePage(page);
}
