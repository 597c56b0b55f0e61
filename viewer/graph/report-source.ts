// A report -> the graph that there is to draw: from an excerpt if the report holds one, else from its paths.

import type { PathStep, RetainersReport, Suspect, ViewerData } from '../../src/report/model.js';
import { findStepOwner } from '../text/owner-kind.js';
import { givenName } from '../text/plain-words.js';
import { mergeInstances } from './class-source.js';
import { fromExcerpt } from './excerpt-source.js';
import {
  type GraphEdge,
  type GraphNode,
  type GraphSource,
  buildSource,
  isRootClass,
  wordsOf,
} from './graph-source.js';

function nodeOfStep(step: PathStep): GraphNode {
  return {
    id: String(step.id),
    objectId: step.id,
    className: step.className === '' ? '(GC roots)' : step.className,
    name: step.name === step.className ? null : givenName(step.name),
    owner: findStepOwner(step.className, step.name, step.location),
    shallowSize: step.shallowSize,
    retainedSize: step.retainedSize,
    distance: null,
    isDetached: step.className.startsWith('Detached '),
    location: step.location,
    more: 0,
    count: 1,
    isRoot: isRootClass(step.className === '' ? '(GC roots)' : step.className, ''),
  };
}

function fromPaths(target: string, paths: readonly (readonly PathStep[])[]): GraphSource {
  const nodes = new Map<string, GraphNode>();
  const edges = new Map<string, GraphEdge>();
  for (const path of paths) {
    path.forEach((step, at) => {
      const node = nodeOfStep(step);
      if (!nodes.has(node.id)) nodes.set(node.id, node);
      const before = path[at - 1];
      if (before === undefined) return;
      const { kind, name } = step.edge ?? { kind: '', name: '' };
      const id = `${before.id}-${step.id}`;
      if (edges.has(id)) return;
      edges.set(id, {
        id,
        from: String(before.id),
        to: node.id,
        kind,
        name,
        words: wordsOf(nodes.get(String(before.id)), node, { kind, name }),
        isRetaining: kind !== 'weak',
        freed: null,
        folded: step.folded,
      });
    });
  }
  return buildSource(target, 'backrefs', nodes, [...edges.values()], false);
}

function fromSuspect(data: ViewerData, suspect: Suspect): GraphSource {
  const excerpt = data.excerpts.find((candidate) => candidate.fingerprint === suspect.fingerprint);
  if (excerpt !== undefined && excerpt.nodes.length > 0) {
    return fromExcerpt(excerpt.targetId, excerpt.nodes, excerpt.edges, 'backrefs');
  }
  const target = suspect.path.at(-1)?.id ?? suspect.growing.sampleIds[0] ?? 0;
  return fromPaths(String(target), [suspect.path, ...suspect.otherPaths]);
}

function fromAnswer(
  { excerpts: [excerpt] }: ViewerData,
  direction: GraphSource['direction'] = 'backrefs',
): GraphSource | null {
  if (excerpt === undefined) return null;
  return fromExcerpt(excerpt.targetId, excerpt.nodes, excerpt.edges, direction);
}

function fromRetainers(data: ViewerData, report: RetainersReport): GraphSource {
  const around = fromAnswer(data);
  if (around === null) return fromPaths(String(report.target.id), report.paths);
  return (report.instances?.count ?? 1) > 1 ? mergeInstances(report, around) : around;
}

/** Null where the report has nothing to draw. */
export function buildGraphSource(data: ViewerData, fingerprint: string | null): GraphSource | null {
  const { report } = data;
  switch (report.kind) {
    case 'diff': {
      const suspect =
        report.suspects.rows.find((row) => row.fingerprint === fingerprint) ?? report.suspects.rows[0];
      return suspect === undefined ? null : fromSuspect(data, suspect);
    }
    case 'retainers':
      return fromRetainers(data, report);
    case 'chain':
      return fromAnswer(data) ?? fromPaths(String(report.to.id), report.paths);
    case 'excerpt':
      // What is around it goes farther than what was asked for.
      return (
        fromAnswer(data, report.direction) ??
        fromExcerpt(report.target.id, report.nodes, report.edges, report.direction)
      );
    case 'summary':
      return null;
  }
}
