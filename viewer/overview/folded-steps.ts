// The steps that a path leaves out -> what they are, as far as the part of the heap in the report tells.

import type { ExcerptEdge, ExcerptNode, ViewerData } from '../../src/report/model.js';

export interface FoldedStep {
  readonly node: ExcerptNode;
  readonly edge: ExcerptEdge;
}

/** The objects between two that a path names, from the upper one down; null where they are not in the report. */
export type FindFolded = (from: number, to: number, most: number) => readonly FoldedStep[] | null;

export function buildFindFolded({ report, excerpts }: ViewerData): FindFolded {
  const parts = [...excerpts, ...(report.kind === 'excerpt' ? [report] : [])];
  const nodes = new Map<number, ExcerptNode>();
  const into = new Map<number, ExcerptEdge[]>();
  for (const part of parts) {
    for (const node of part.nodes) nodes.set(node.id, node);
    for (const edge of part.edges) {
      if (!edge.retaining) continue;
      const edges = into.get(edge.to);
      if (edges === undefined) into.set(edge.to, [edge]);
      else edges.push(edge);
    }
  }
  return (from, to, most) => {
    /** The way down from each object that was met on the way up. */
    const below = new Map<number, ExcerptEdge | null>([[to, null]]);
    let level = [to];
    for (let up = 0; up <= most && level.length > 0 && !below.has(from); up++) {
      const next: number[] = [];
      for (const id of level) {
        for (const edge of into.get(id) ?? []) {
          if (below.has(edge.from)) continue;
          below.set(edge.from, edge);
          next.push(edge.from);
        }
      }
      level = next;
    }
    const steps: FoldedStep[] = [];
    for (let edge = below.get(from); edge !== undefined && edge !== null && edge.to !== to;) {
      const node = nodes.get(edge.to);
      if (node === undefined) return null;
      steps.push({ node, edge });
      edge = below.get(edge.to);
    }
    return steps.length > 0 ? steps : null;
  };
}
