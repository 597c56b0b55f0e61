// SPDX-License-Identifier: MIT
// Retainers or chain report -> terminal text: the object, its paths as vertical chains, merged retainers, dominators.

import { findRepeats } from '../core/fold-repeats.js';
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
import { wrapParts, wrapWords } from './wrap-text.js';

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

/** `left` and, in a dim tone, as many of the notes as there is room for: the last ones count most. */
function addSides(page: Page, left: string, notes: readonly string[]): void {
  const room = page.width - measureWidth(left) - 2;
  const told = notes.filter((note) => note !== '');
  while (told.length > 1 && measureWidth(told.join(' · ')) > room) told.shift();
  const right = told.join(' · ');
  if (right === '' || room < 8) page.lines.push(cutToWidth(left, page.width, 'middle'));
  else page.lines.push(`${left}  ${page.style(cutToWidth(right, room, 'start'), 'dim')}`);
}

/** The label has the name of a property or variable already. */
function formatChainEdge({ edge, name }: PathStep): string {
  if (edge !== null && edge.name === name) {
    if (edge.kind === 'property') return '';
    if (edge.kind === 'context') return 'variable';
  }
  return formatEdge(edge, shownName);
}

/** A chain may have a hundred steps: each goes one column further in only until here. */
const DEEPEST_INDENT = 12;

function addChain(page: Page, path: readonly PathStep[]): void {
  path.forEach((step, index) => {
    const lead = `${indent}   ${' '.repeat(Math.min(index, DEEPEST_INDENT))}`;
    if (step.folded > 0) page.lines.push(cutToWidth(lead + formatFolded(step.folded), page.width));
    const edge = formatChainEdge(step);
    const sizes = step.retainedSize === null ? '' : `retained ${formatSize(step.retainedSize)}`;
    const notes = [edge === '' ? '' : `by ${edge}`, sizes, shownName(formatShortLocation(step.location))];
    const label = index === 0 ? formatStep(step, shownName) : `${formatStep(step, shownName)} @${step.id}`;
    addSides(page, lead + label, notes);
  });
}

/** `9,990 of 10,000 Session` above each way in which instances of a class are held. */
function addWays(page: Page, { instances, paths, pathCounts }: RetainersReport): void {
  if (instances === null || instances.count === 1 || paths.length === 0) return;
  const told = pathCounts.slice(0, paths.length);
  const rest = instances.count - told.reduce((sum, count) => sum + count, 0);
  const ways = told.map((count) => formatCount(count)).join(' / ');
  const more = rest > 0 ? `, ${formatCount(rest)} in other ways or in none` : '';
  const text = `${formatCount(instances.count)} are reached in ${formatCount(paths.length)} ${paths.length === 1 ? 'way' : 'ways'}: ${ways}${more}`;
  page.lines.push(...wrapWords(text, page.width, indent));
}

function addPaths(
  page: Page,
  paths: readonly (readonly PathStep[])[],
  empty: string,
  order = 'shortest first',
): void {
  if (paths.length === 0) {
    page.lines.push('', ...wrapWords(empty, page.width));
    return;
  }
  addSection(page, 'PATHS', `${formatCount(paths.length)}, ${order}`);
  paths.forEach((path, index) => {
    addPath(page, path, `${String(index + 1).padStart(3)}  `, '       ');
    addChain(page, path);
  });
}

/** The tree on a screen, if nobody asked for more. */
const TREE_LINES = 24;

interface TreeLine {
  readonly left: string;
  readonly notes: readonly string[];
}

function buildTreeLine(node: RetainerTreeNode, lead: string): TreeLine {
  const name = node.name === null ? '' : `${shownName(node.name)}: `;
  const count = node.count > 1 ? ` ×${formatCount(node.count)}` : ` @${node.sampleId}`;
  const edge = formatEdge(node.edge, shownName);
  const notes = [edge === '' ? '' : `by ${edge}`, shownName(formatShortLocation(node.location))];
  return { left: `${lead}${name}${shownName(node.className)}${count}`, notes };
}

function addTree(page: Page, tree: RetainerTreeNode, most: number): void {
  addSection(page, 'RETAINERS', 'merged by class and edge');
  // What is still to come, the next one last: nodes, and how many a cut left out.
  const open: { readonly node: RetainerTreeNode | number; readonly depth: number }[] = [
    { node: tree, depth: 0 },
  ];
  let lines = 0;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, depth } = next;
    const lead = indent + '  '.repeat(Math.min(depth, DEEPEST_INDENT));
    if (++lines > most) {
      page.lines.push(cutToWidth(`${indent}… more with --limit all`, page.width));
      return;
    }
    if (typeof node === 'number') {
      page.lines.push(cutToWidth(`${lead}… ${formatCount(node)} more`, page.width));
      continue;
    }
    const { left, notes } = buildTreeLine(node, lead);
    addSides(page, left, notes);
    if (node.more > 0) open.push({ node: node.more, depth: depth + 1 });
    for (const retainer of [...node.retainers].reverse()) open.push({ node: retainer, depth: depth + 1 });
  }
}

/** What repeats in a chain of dominators is as long as the list that it comes from. */
function foldAlike(steps: readonly PathStep[]): readonly PathStep[] {
  const isLeft = findRepeats(steps.map(({ className, name }) => `${className} ${name ?? ''}`));
  let left = 0;
  return steps.flatMap((step, at) => {
    if (isLeft[at]) {
      left += 1 + step.folded;
      return [];
    }
    const folded = left + step.folded;
    left = 0;
    return [{ ...step, folded }];
  });
}

export function renderTerminalRetainers(report: RetainersReport, options: TerminalOptions): string {
  const page = openPage(options);
  addHeadLine(page, report, []);
  addWarnings(page, report);
  addTarget(page, report.target);
  const { instances } = report;
  if (instances !== null) {
    const text =
      instances.count === 1
        ? `the only instance of ${shownName(instances.className)}`
        : `one of ${formatCount(instances.count)} instances of ${shownName(instances.className)}`;
    const others = instances.sampleIds.filter((id) => id !== report.target.id).map((id) => `@${id}`);
    const parts = others.length === 0 ? [text] : [text, `others: ${others.slice(0, 5).join(' ')}`];
    page.lines.push(...wrapParts(parts, { width: page.width, first: indent, rest: indent, separator: '; ' }));
  }
  addWays(page, report);
  addPaths(
    page,
    report.paths,
    report.warnings.some(({ code }) => code === 'no-path')
      ? 'No path.'
      : 'No path from a GC root: nothing that keeps it alive was found.',
    instances === null ? undefined : 'most frequent first',
  );
  addTree(page, report.tree, options.treeLines ?? TREE_LINES);
  if (report.dominators.length > 0) {
    addSection(page, 'DOMINATORS', 'freeing any of these frees it');
    addPath(page, foldAlike(report.dominators), indent, '    ');
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
