// SPDX-License-Identifier: MIT
// Nodes and edges of an excerpt -> the texts and colours that every drawing of it uses. Not escaped.

import type { ExcerptEdge, ExcerptNode, ExcerptReport } from '../report/model.js';
import { formatCount, formatSize } from './format-numbers.js';
import { formatShortLocation } from './location-text.js';

/** What a drawing shows besides names. */
export interface DrawingOptions {
  /** Classes to be marked. */
  readonly highlight?: readonly string[];
  /** Names cut to their last part; else in full. */
  readonly shortNames?: boolean;
  /** Further lines at each node. */
  readonly info?: readonly DrawingInfo[];
}

export type DrawingInfo = 'id' | 'entries' | 'shallow' | 'retained' | 'distance' | 'location' | 'retainers';

export const drawingInfos: readonly DrawingInfo[] = [
  'id',
  'entries',
  'shallow',
  'retained',
  'distance',
  'location',
  'retainers',
];

const LONGEST = 60;

/** First line: the class, or the name of a module or function. */
export function nodeTitle(node: ExcerptNode, options: DrawingOptions): string {
  const { className, name } = node;
  const text = name === null || name === className ? className : `${className} ${name}`;
  if (options.shortNames !== true) return cut(text);
  return cut(
    name === null || !name.includes('/') ? text : `${className} ${name.slice(name.lastIndexOf('/') + 1)}`,
  );
}

/** The lines below the title. */
export function nodeInfo(node: ExcerptNode, options: DrawingOptions): readonly string[] {
  const lines = (options.info ?? ['id', 'entries', 'retained']).map((info): string => {
    switch (info) {
      case 'id':
        return `@${node.id}`;
      case 'entries':
        return node.entries === undefined
          ? ''
          : `${formatCount(node.entries)} ${node.entries === 1 ? 'entry' : 'entries'}`;
      case 'shallow':
        return `shallow ${formatSize(node.shallowSize)}`;
      case 'retained':
        return `retained ${formatSize(node.retainedSize)}`;
      case 'distance':
        return `distance ${node.distance}`;
      case 'location':
        return formatShortLocation(node.location);
      case 'retainers':
        return `${formatCount(node.retainers)} ${node.retainers === 1 ? 'retainer' : 'retainers'}`;
    }
  });
  return lines.filter((line) => line !== '');
}

/** `.name`, `[3]`, `[string(len 4)]` of a Map, `variable x`; with what the edge alone keeps. */
export function edgeTitle(edge: ExcerptEdge): string {
  const { kind, name, freedIfCut, key } = edge;
  if (key !== undefined) return withBytes(`[${key}]`, freedIfCut);
  const text =
    kind === 'element' ? `[${name}]` : kind === 'property' ? `.${name}` : name === '' ? kind : name;
  return withBytes(text, freedIfCut);
}

function withBytes(text: string, freedIfCut: number): string {
  return freedIfCut > 0 ? `${cut(text)} (${formatSize(freedIfCut)})` : cut(text);
}

/** `12 more backrefs` */
export function moreTitle(node: ExcerptNode, report: ExcerptReport): string {
  const word = report.direction === 'backrefs' ? 'backref' : 'ref';
  return `${formatCount(node.more)} more ${word}${node.more === 1 ? '' : 's'}`;
}

/** Fill of a node: the targets red, marked ones blue, modules and the global object green. */
export function nodeFill(node: ExcerptNode, report: ExcerptReport, options: DrawingOptions): string {
  if (node.id === report.target.id) return '#f4c7c3';
  if (options.highlight?.includes(node.className) === true) return '#c6dafc';
  if (/^(?:Module|ModuleWrap|global|globalThis)$|^Window\b|SourceTextModule/.test(node.className))
    return '#ceead6';
  return node.detachedness === 'detached' ? '#feefc3' : '#ffffff';
}

function cut(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`;
}
