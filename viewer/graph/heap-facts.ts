// Questions on the open heap whose answers are kept: what an object refers to, what some cuts free.

import type { CutEdge } from '../../src/index.browser.js';
import { type AnswerTo, type AskHeap, askHeap } from '../state/page.js';
import type { Freed } from './cuts.js';
import type { GraphSource } from './graph-source.js';

export interface HeapFacts {
  /** Null while the answer is on its way. */
  object(id: number, limit: number): AnswerTo<'object'> | null;
  /** Exact, however many. */
  freed(source: GraphSource, cuts: readonly string[]): Freed | null;
}

/** Calls back when an answer has come. What cannot be answered stays null. */
export function openHeapFacts(ask: AskHeap, onAnswer: () => void): HeapFacts {
  const objects = new Map<string, AnswerTo<'object'> | null>();
  const cutAnswers = new Map<string, Freed | null>();
  const keep = <Answer>(
    known: Map<string, Answer | null>,
    key: string,
    load: () => Promise<Answer>,
  ): Answer | null => {
    const found = known.get(key);
    if (found !== undefined) return found;
    known.set(key, null);
    load().then(
      (answer) => {
        known.set(key, answer);
        onAnswer();
      },
      () => undefined,
    );
    return null;
  };
  return {
    object: (id, limit) =>
      keep(objects, `${id} ${limit}`, () => askHeap<'object'>(ask, { ask: 'object', id, limit })),
    freed(source, cuts) {
      const wanted = new Set(cuts);
      const edges = source.edges
        .filter((edge) => wanted.has(edge.id))
        .map(({ from, to, kind, name }): CutEdge => ({ from: Number(from), to: Number(to), kind, name }));
      if (edges.length === 0) return null;
      const ids = [...source.nodes.keys()].map(Number);
      const key = `${[...wanted].sort().join(' ')} ${ids.length}`;
      return keep(cutAnswers, key, async (): Promise<Freed> => {
        const { bytes, freed } = await askHeap<'cuts'>(ask, { ask: 'cuts', edges, ids });
        return { nodes: new Set(freed.map(String)), bytes, certainty: 'exact' };
      });
    },
  };
}
