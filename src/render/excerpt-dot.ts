// SPDX-License-Identifier: MIT
// Excerpt report -> Graphviz DOT. Arrows point from owner to target, as in the heap.

import { escapeInvisible } from '../core/invisible.js';
import type { ExcerptReport } from '../report/model.js';
import { defuseCommands } from './ci-commands.js';
import {
  type DrawingOptions,
  edgeTitle,
  moreTitle,
  nodeFill,
  nodeInfo,
  nodeTitle,
} from './excerpt-labels.js';

/** Draws an excerpt for Graphviz. O(nodes + edges). */
export function renderDot(report: ExcerptReport, options: DrawingOptions = {}): string {
  const lines = ['digraph heap {', '  node [shape=box, style="filled,rounded", fontname="sans-serif"];'];
  for (const node of report.nodes) {
    const label = [nodeTitle(node, options), ...nodeInfo(node, options)].map(quoteInner).join('\\n');
    lines.push(`  n${node.id} [label="${label}", fillcolor="${nodeFill(node, report, options)}"];`);
    if (node.more === 0) continue;
    lines.push(
      `  m${node.id} [label="${quoteInner(moreTitle(node, report))}", shape=plaintext, fontcolor="#b3261e"];`,
    );
    const [from, to] =
      report.direction === 'backrefs' ? [`m${node.id}`, `n${node.id}`] : [`n${node.id}`, `m${node.id}`];
    lines.push(`  ${from} -> ${to} [style=dotted];`);
  }
  for (const edge of report.edges) {
    const style = edge.retaining ? '' : ', style=dashed';
    lines.push(`  n${edge.from} -> n${edge.to} [label="${quoteInner(edgeTitle(edge))}"${style}];`);
  }
  return `${lines.join('\n')}\n}\n`;
}

/**
 * Inside a quoted DOT string a backslash begins an escape, so each stands for itself only if doubled; and of a label
 * Graphviz reads entities as well, `&lt;` and `&#35;`.
 */
function quoteInner(text: string): string {
  const quoted = escapeInvisible(text)
    .replace(/&(?=#?\w+;)/g, '&amp;')
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"');
  return defuseCommands(quoted, '&#58;', '&#35;');
}
