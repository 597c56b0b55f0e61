// What is set and what there is -> the graph to draw: of a suspect or the report's object; in the app, of any object.

import type { ViewerData } from '../../src/report/model.js';
import type { Page } from '../state/page.js';
import { isGlobalObject } from '../text/plain-words.js';
import { findSuspect } from './find-selection.js';
import type { GraphSource } from './graph-source.js';
import { type LiveGraph, type LiveStart, openLiveGraph } from './live-graph.js';
import { buildGraphSource } from './report-source.js';

export interface Sources {
  /** Null where there is nothing to draw, or not yet. */
  find(): GraphSource | null;
  /** Another text for another graph. */
  key(): string;
  problem(): string | null;
}

/** Where nothing is chosen: the object that keeps most, other than the one that everything hangs from. */
function findLargest({ report, dominated }: ViewerData): number | null {
  if (report.kind === 'summary') {
    const { biggest } = report;
    return (biggest.find(({ className }) => !isGlobalObject(className)) ?? biggest[0])?.id ?? null;
  }
  return dominated?.children.find((child) => child.id !== null)?.id ?? null;
}

function findStart(page: Page): LiveStart | null {
  const { data } = page;
  const id = page.get('id');
  const direction = page.get('dir') === 'refs' ? 'refs' : 'backrefs';
  if (id !== null && /^\d{1,16}$/.test(id)) return { target: Number(id), direction, nodes: [], edges: [] };
  const suspect = findSuspect(page);
  const excerpt = data.excerpts.find((candidate) => candidate.fingerprint === suspect?.fingerprint);
  if (excerpt !== undefined)
    return { target: excerpt.targetId, direction: 'backrefs', nodes: excerpt.nodes, edges: excerpt.edges };
  const target = suspect?.path.at(-1)?.id ?? findLargest(data);
  return target === null ? null : { target, direction, nodes: [], edges: [] };
}

/** `onChange` is called when more of an open heap has come. */
export function openSources(page: Page, onChange: () => void): Sources {
  let key = '';
  let source: GraphSource | null = null;
  let live: LiveGraph | null = null;
  let problem: string | null = null;
  return {
    find() {
      const { ask } = page;
      if (ask === null) {
        const wanted = findSuspect(page)?.fingerprint ?? 'report';
        if (key !== wanted) source = buildGraphSource(page.data, wanted);
        key = wanted;
        return source;
      }
      const start = findStart(page);
      const wanted = start === null ? '' : `${start.target} ${start.direction}`;
      if (key !== wanted) {
        key = wanted;
        problem = start === null ? 'There is no object to draw.' : null;
        live =
          start === null
            ? null
            : openLiveGraph(ask, start, onChange, (text) => {
                problem = text;
                onChange();
              });
      }
      live?.expand(page.getList('more'));
      return live?.source() ?? null;
    },
    key: () => key,
    problem: () => problem,
  };
}
