// SPDX-License-Identifier: MIT
// Excerpt report -> GraphML, with everything known of nodes and edges as typed data.

import type { ExcerptReport } from '../report/model.js';
import { escapeXml } from './escape-xml.js';
import type { DrawingOptions } from './excerpt-labels.js';
import { formatScriptLocation } from './location-text.js';

const keys: readonly (readonly [id: string, owner: 'node' | 'edge', type: string])[] = [
  ['className', 'node', 'string'],
  ['name', 'node', 'string'],
  ['kind', 'node', 'string'],
  ['shallowSize', 'node', 'long'],
  ['retainedSize', 'node', 'long'],
  ['distance', 'node', 'string'],
  ['detachedness', 'node', 'string'],
  ['entries', 'node', 'long'],
  ['location', 'node', 'string'],
  ['retainers', 'node', 'long'],
  ['more', 'node', 'long'],
  ['highlighted', 'node', 'boolean'],
  ['edgeKind', 'edge', 'string'],
  ['edgeName', 'edge', 'string'],
  ['retaining', 'edge', 'boolean'],
  ['freedIfCut', 'edge', 'long'],
  ['key', 'edge', 'string'],
];

/** Writes an excerpt for graph editors, all fields as attributes. O(nodes + edges). */
export function renderGraphml(
  report: ExcerptReport,
  options: Pick<DrawingOptions, 'highlight'> = {},
): string {
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    ...keys.map(
      ([id, owner, type]) => `  <key id="${id}" for="${owner}" attr.name="${id}" attr.type="${type}"/>`,
    ),
    '  <graph edgedefault="directed">',
  ];
  for (const node of report.nodes) {
    lines.push(`    <node id="${node.id}">`);
    const { className, name, kind, shallowSize, retainedSize, distance, detachedness, more, location } = node;
    const { entries = null, retainers } = node;
    pushData(lines, {
      ...{
        className,
        name,
        kind,
        shallowSize,
        retainedSize,
        distance,
        detachedness,
        entries,
        retainers,
        more,
      },
      location: location === null ? null : formatScriptLocation(location),
      highlighted: options.highlight?.includes(node.className) === true ? true : null,
    });
    lines.push('    </node>');
  }
  report.edges.forEach(({ from, to, kind, name, retaining, freedIfCut, key = null }, index) => {
    lines.push(`    <edge id="e${index}" source="${from}" target="${to}">`);
    pushData(lines, { edgeKind: kind, edgeName: name, retaining, freedIfCut, key });
    lines.push('    </edge>');
  });
  return `${lines.join('\n')}\n  </graph>\n</graphml>\n`;
}

function pushData(lines: string[], data: Readonly<Record<string, string | number | boolean | null>>): void {
  for (const [key, value] of Object.entries(data))
    if (value !== null) lines.push(`      <data key="${key}">${escapeXml(String(value))}</data>`);
}
