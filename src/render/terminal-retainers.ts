// SPDX-License-Identifier: MIT
// Retainers or chain report -> terminal text: the object, its paths as vertical chains, merged retainers, dominators.

import type {
  ChainReport,
  ObjectInfo,
  PathStep,
  RetainersReport,
  RetainerTreeNode,
} from '../report/model.js';
import { formatCount, formatSize } from './format-numbers.js';
import { formatLocation, formatShortLocation } from './location-text.js';
import { formatEdge, formatFolded, formatStep } from './path-text.js';
import { addAllocation, addHeadLine, addPath, addSection, addWarnings, closePage } from './terminal-parts.js';
import { openPage, shownName } from './terminal-parts.js';
import type { Page, TerminalOptions } from './terminal-parts.js';
import { formatDistance, formatObject } from './terminal-summary.js';
import { cutToWidth, measureWidth } from './text-width.js';
import { wrapParts } from './wrap-text.js';

const indent = '  ';

function addTarget(page: Page, target: ObjectInfo): void {
  const parts = [
    formatObject(target),
    shownName(formatLocation(target.location)),
    `shallow ${formatSize(target.shallowSize)}`,
    `retained ${formatSize(target.retainedSize)}`,
    typeof target.distance === 'number'
      ? `distance ${formatDistance(target.distance)}`
      : formatDistance(target.distance),
  ].filter((part) => part !== '');
  page.lines.push('');
  page.lines.push(...wrapParts(parts, { width: page.width, first: '', rest: indent, separator: ' · ' }));
  addAllocation(page, target.allocationStack, indent);
}

/** `left` and, if there is room, `right` at the end of the same line in a dim tone. */
function addSides(page: Page, left: string, right: string): void {
  const room = page.width - measureWidth(left) - 2;
  if (right === '' || room < 8) page.lines.push(cutToWidth(left, page.width, 'middle'));
  else page.lines.push(`${left}  ${page.style(cutToWidth(right, room, 'start'), 'dim')}`);
}

/** A chain may have a hundred steps: each goes one column further in only until here. */
const DEEPEST_INDENT = 12;

function addChain(page: Page, path: readonly PathStep[]): void {
  path.forEach((step, index) => {
    const lead = `${indent}   ${' '.repeat(Math.min(index, DEEPEST_INDENT))}`;
    if (step.folded > 0) page.lines.push(cutToWidth(lead + formatFolded(step.folded), page.width));
    const edge = formatEdge(step, shownName);
    const sizes = step.retainedSize === null ? '' : `retained ${formatSize(step.retainedSize)}`;
    const notes = [edge === '' ? '' : `by ${edge}`, sizes, shownName(formatShortLocation(step.location))];
    const label = index === 0 ? formatStep(step, shownName) : `${formatStep(step, shownName)} @${step.id}`;
    addSides(page, lead + label, notes.filter((note) => note !== '').join(' · '));
  });
}

function addPaths(page: Page, paths: readonly (readonly PathStep[])[], empty: string): void {
  if (paths.length === 0) {
    page.lines.push('', ...wrapParts([empty], { width: page.width, first: '', rest: '', separator: ' ' }));
    return;
  }
  addSection(page, 'PATHS', `${formatCount(paths.length)}, shortest first`);
  paths.forEach((path, index) => {
    addPath(page, path, `${String(index + 1).padStart(3)}  `, '       ');
    addChain(page, path);
  });
}

interface TreeLine {
  readonly node: RetainerTreeNode;
  readonly depth: number;
}

function addTree(page: Page, tree: RetainerTreeNode): void {
  addSection(page, 'RETAINERS', 'merged by class and edge');
  const open: TreeLine[] = [{ node: tree, depth: 0 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, depth } = next;
    const lead = indent + '  '.repeat(Math.min(depth, DEEPEST_INDENT));
    const name = node.name === null ? '' : `${shownName(node.name)}: `;
    const count = node.count > 1 ? ` ×${formatCount(node.count)}` : ` @${node.sampleId}`;
    const step = { ...node, id: node.sampleId, folded: 0, retainedSize: null };
    const edge = formatEdge(step, shownName);
    const notes = [edge === '' ? '' : `by ${edge}`, shownName(formatShortLocation(node.location))];
    addSides(
      page,
      `${lead}${name}${shownName(node.className)}${count}`,
      notes.filter((note) => note !== '').join(' · '),
    );
    if (node.more > 0) page.lines.push(cutToWidth(`${lead}  … ${formatCount(node.more)} more`, page.width));
    for (const retainer of [...node.retainers].reverse()) open.push({ node: retainer, depth: depth + 1 });
  }
}

export function renderTerminalRetainers(report: RetainersReport, options: TerminalOptions): string {
  const page = openPage(options);
  addHeadLine(page, report, []);
  addWarnings(page, report);
  addTarget(page, report.target);
  const { instances } = report;
  if (instances !== null) {
    const text = `one of ${formatCount(instances.count)} instances of ${shownName(instances.className)}`;
    const others = instances.sampleIds.filter((id) => id !== report.target.id).map((id) => `@${id}`);
    const parts = others.length === 0 ? [text] : [text, `others: ${others.slice(0, 5).join(' ')}`];
    page.lines.push(...wrapParts(parts, { width: page.width, first: indent, rest: indent, separator: '; ' }));
  }
  addPaths(page, report.paths, 'No path from a GC root: nothing that keeps it alive was found.');
  addTree(page, report.tree);
  if (report.dominators.length > 0) {
    addSection(page, 'DOMINATORS', 'freeing any of these frees it');
    addPath(page, report.dominators, indent, '    ');
  }
  return closePage(page);
}

export function renderTerminalChain(report: ChainReport, options: TerminalOptions): string {
  const page = openPage(options);
  addHeadLine(page, report, []);
  addWarnings(page, report);
  addTarget(page, report.from);
  addTarget(page, report.to);
  addPaths(page, report.paths, 'No path from the one to the other.');
  return closePage(page);
}
