// SPDX-License-Identifier: MIT
// Where to look in the program for a suspect: the place of what grows if it is a function, and for what has no place
// of its own, or only one in the runtime, the closest function or module of the program: on the way to it, else in
// what it holds, e.g. the function that a socket or timer calls. O(steps, and a few nodes below the entry).

import type { NodeOrdinal } from '../core/columns.js';
import { type BitSet, addBit, buildBitSet, hasBit } from '../core/bit-set.js';
import type { RawStep } from '../analysis/retaining-paths.js';
import { EdgeKind, NodeKind } from '../format/kinds.js';
import { type ScriptPlace, findLocation } from '../heap/locations.js';
import { scriptOrigin } from './class-tiers.js';
import { classNameOf } from './heap-questions.js';
import type { FinalHeap } from './inputs.js';

/** Places of a suspect; null where nothing tells one. */
export interface SuspectPlaces {
  /** Of the function that grows. */
  readonly own: ScriptPlace | null;
  /** Close to what grows. */
  readonly growing: ScriptPlace | null;
  /** Close to the holder. */
  readonly holder: ScriptPlace | null;
}

/** Objects looked at below an entry. */
const MAX_BELOW = 400;
const MAX_DEPTH = 6;
const TIMERS = /^(?:Timeout|Immediate|TimersList|ImmediateList|Timer|DOMTimer|ScheduledAction)$/;

/** @param isNew whether an object was added; @param owner the place of the script that the path belongs to */
export function findPlaces(
  heap: FinalHeap,
  path: readonly RawStep[],
  at: { readonly entry: number; readonly sample: NodeOrdinal },
  owner: ScriptPlace | null,
  isNew: (node: number) => boolean,
): SuspectPlaces {
  const { graph, locations } = heap;
  const own =
    graph.nodeKind[at.sample] === NodeKind.closure ? findLocation(graph, locations, at.sample) : null;
  const caller = listenerOf(heap, path[at.entry].node);
  const isOfProgram = owner !== null && !isRuntime(owner);
  const below = isOfProgram ? null : findBelow(heap, path[at.entry].node, isNew);
  const above = isOfProgram ? owner : (below ?? owner);
  return { own, growing: findOnPath(heap, path, at.entry) ?? above, holder: caller ?? above };
}

/** Where an entry is written that is a function of the program: there it is added, whoever made the list of them. */
function listenerOf({ graph, locations }: FinalHeap, entry: NodeOrdinal): ScriptPlace | null {
  const place = graph.nodeKind[entry] === NodeKind.closure ? findLocation(graph, locations, entry) : null;
  return place === null || place.url === null || isRuntime(place) ? null : place;
}

/** The last place of the program among the steps from `from` on. */
function findOnPath(
  { graph, locations }: FinalHeap,
  path: readonly RawStep[],
  from: number,
): ScriptPlace | null {
  for (let i = path.length - 1; i >= from; i--) {
    const place = findLocation(graph, locations, path[i].node);
    if (place !== null && place.url !== null && !isRuntime(place)) return place;
  }
  return null;
}

/**
 * The closest function of the program that a new object leads to, or else of a package; a timer's callback is the
 * first that is not the runtime's.
 */
function findBelow(
  heap: FinalHeap,
  entry: NodeOrdinal,
  isNew: (node: number) => boolean,
): ScriptPlace | null {
  const { graph, locations, retaining } = heap;
  const isFresh = isNew(entry);
  const isTimer = TIMERS.test(classNameOf(heap, entry));
  let ofPackage: ScriptPlace | null = null;
  const seen: BitSet = buildBitSet(graph.nodeCount);
  let level: NodeOrdinal[] = [entry];
  addBit(seen, entry);
  let visited = 0;
  for (let depth = 0; depth <= MAX_DEPTH && level.length > 0; depth++) {
    const next: NodeOrdinal[] = [];
    for (const node of level) {
      if (visited++ > MAX_BELOW) return ofPackage;
      const kind = graph.nodeKind[node];
      if (kind === NodeKind.closure || kind === NodeKind.object) {
        const place = findLocation(graph, locations, node);
        const origin = place === null || place.url === null ? 'runtime' : scriptOrigin(urlOf(place));
        if (origin === 'application' || (origin === 'package' && isTimer)) return place;
        if (origin === 'package') ofPackage ??= place;
      }
      const end = graph.firstEdge[node + 1];
      for (let edge = graph.firstEdge[node]; edge < end; edge++) {
        const target = graph.edgeTarget[edge];
        if (!hasBit(retaining, edge) || graph.edgeKind[edge] === EdgeKind.weak) continue;
        if (hasBit(seen, target) || (isFresh && !isNew(target))) continue;
        addBit(seen, target);
        next.push(target);
      }
    }
    level = next;
  }
  return ofPackage;
}

function isRuntime(place: ScriptPlace): boolean {
  return scriptOrigin(urlOf(place)) === 'runtime';
}

function urlOf(place: ScriptPlace): string | null {
  return place.source?.url ?? place.url;
}
