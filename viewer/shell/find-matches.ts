// What the page holds, and a few letters -> the best matches, each with the view that shows it.

import type { PathStep, ViewerData } from '../../src/report/model.js';
import type { Changes, ViewName } from '../state/page-state.js';
import { type OwnerKind, findOwnerKind } from '../text/owner-kind.js';

export interface Found {
  readonly name: string;
  readonly what: string;
  readonly owner: OwnerKind;
  readonly view: ViewName;
  readonly changes: Changes;
}

interface Entry extends Found {
  readonly words: string;
}

const MOST = 8;

export function buildIndex({ report, excerpts, dominated }: ViewerData): readonly Entry[] {
  const entries: Entry[] = [];
  const seen = new Set<string>();
  const add = (entry: Found, words: string): void => {
    const key = `${entry.view} ${words}`;
    if (seen.has(key)) return;
    seen.add(key);
    entries.push({ ...entry, words: words.toLowerCase() });
  };
  const addPath = (path: readonly PathStep[], changes: Changes): void => {
    for (const step of path) {
      const owner = findOwnerKind(step.className, step.location);
      const name = step.name ?? step.className;
      const words = `@${step.id} ${step.className} ${step.name ?? ''} ${step.edge?.name ?? ''}`;
      add(
        { name, what: `@${step.id}`, owner, view: 'graph', changes: { ...changes, node: String(step.id) } },
        words,
      );
    }
  };
  if (report.kind === 'diff') {
    for (const suspect of report.suspects.rows) {
      const changes = { suspect: suspect.fingerprint };
      const owner = findOwnerKind(suspect.growing.className, suspect.growing.location);
      add(
        {
          name: suspect.growing.className,
          what: `suspect ${suspect.rank}`,
          owner,
          view: 'overview',
          changes,
        },
        `${suspect.title} ${suspect.growing.className} ${suspect.holder.name ?? ''}`,
      );
      addPath(suspect.path, changes);
    }
    for (const excerpt of excerpts) {
      for (const node of excerpt.nodes) {
        const owner = findOwnerKind(node.className, node.location, node.kind);
        const changes = { suspect: excerpt.fingerprint, node: String(node.id) };
        add(
          { name: node.name ?? node.className, what: `@${node.id}`, owner, view: 'graph', changes },
          `@${node.id} ${node.className} ${node.name ?? ''}`,
        );
      }
    }
  }
  if (report.kind === 'retainers' || report.kind === 'chain')
    for (const path of report.paths) addPath(path, {});
  if (report.kind === 'excerpt') {
    for (const node of report.nodes) {
      const owner = findOwnerKind(node.className, node.location, node.kind);
      const changes = { node: String(node.id) };
      add(
        { name: node.name ?? node.className, what: `@${node.id}`, owner, view: 'graph', changes },
        `@${node.id} ${node.className} ${node.name ?? ''}`,
      );
    }
  }
  if (report.kind === 'diff' || report.kind === 'summary') {
    for (const row of report.classes.rows) {
      const owner = findOwnerKind(row.className, row.location);
      add(
        {
          name: row.className,
          what: 'class',
          owner,
          view: 'classes',
          changes: { filter: null, open: row.key },
        },
        row.key,
      );
    }
  }
  if (dominated !== null) {
    for (const child of dominated.children) {
      if (child.id === null) continue;
      const owner = findOwnerKind(child.className, child.location);
      add(
        {
          name: child.name ?? child.className,
          what: 'in the map',
          owner,
          view: 'map',
          changes: { map: 'tree', zoom: String(child.id) },
        },
        `@${child.id} ${child.className} ${child.name ?? ''}`,
      );
    }
  }
  return entries;
}

/** Names that start with the letters come first; the order of the report otherwise. */
export function findMatches(index: readonly Entry[], letters: string): readonly Found[] {
  const wanted = letters.trim().toLowerCase();
  if (wanted === '') return [];
  const isId = /^@\d+$/.test(wanted);
  const starting: Entry[] = [];
  const containing: Entry[] = [];
  for (const entry of index) {
    if (entry.name.toLowerCase().startsWith(wanted) || (isId && entry.words.startsWith(`${wanted} `)))
      starting.push(entry);
    else if (containing.length < MOST && entry.words.includes(wanted)) containing.push(entry);
    if (starting.length >= MOST) break;
  }
  return [...starting, ...containing].slice(0, MOST);
}
