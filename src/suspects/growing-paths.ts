// SPDX-License-Identifier: MIT
// Which paths grow like a leak: at every step, by objects that stay. What grows once and then stands still is
// warm-up; what is replaced all the time has no survivors; what only compiled code holds is V8's business.
// Only the topmost growing step of a path counts: what hangs below it grows with it, unless there is something in
// between that stands still. O(paths).
// Source: LeakCanary, ObjectGrowthDetector.kt.

import { NO_PATH, type PathTree, StepRole } from '../analysis/path-tree.js';
import type { LinkedPaths } from './linked-paths.js';
import { type PathGrowth, stepsOf, sumOf, sumOfSteps } from './path-growth.js';

/** Fewest objects that a path gains at a step. */
const MIN_COUNT = 2;
/** At a single step, so few of what there was plenty of before are chance: a pool at its peak, one more connection. */
const FEW_ALONE = 8;
const MIN_GAIN_OF_FEW = 0.5;
/** The same where objects cannot be told apart: two processes differ by some tens of anything, for no reason. */
const MIN_COUNT_UNKNOWN = 10;
const MIN_COUNT_UNKNOWN_ALONE = 50;
/** So many are enough there if it had fewer before. */
const MIN_COUNT_UNKNOWN_DOUBLED = 20;
/** There, also against the objects that the path had before. */
const MIN_GAIN_UNKNOWN = 0.05;
/** Fewest bytes that a path gains at a step where the number of its objects stays. */
const MIN_BYTES = 1024;
/** The same where there is only one step. */
const MIN_BYTES_ALONE = 8192;
/** Objects gained against objects replaced between the first and the last snapshot. */
const MIN_NET_SHARE = 0.1;
const MIN_NET_SHARE_ALONE = 0.5;
/** How much the number of objects may change where only their size is to blame. */
const MAX_COUNT_CHANGE = 0.1;
/** So many objects are a collection's, and if so many of them are new, they are others. */
const MANY = 10;
const MIN_REPLACED = 0.5;
/** Pieces of a text, each of which V8 may have put together by the time of one snapshot and not of another. */
const FEW_PIECES = 4;
/** The smallest step against the largest. */
const MIN_STEADINESS = 0.15;
/** The same for a step after the largest: below it, growth is coming to an end, as while a cache fills. */
const MIN_LATER = 0.6;
/** So that a step of 2 may follow one of 4. */
const SLACK = 0.5;
/** Of the objects that a path gained at a step, how many must be new and still there at the end. */
const MIN_SURVIVORS = 0.5;

/** Objects that were there before, and stay here at every step: so many, as steady, and no fewer than were here. */
const MIN_MOVED = 10;
const MIN_STEADINESS_OF_MOVED = 0.6;
/** Where fewer of those that were here at a snapshot can be here still, all are replaced again and again. */
const MIN_STAYED = 0.5;

/** The growing paths that have none above them. */
export interface GrowingPaths {
  /** More objects. */
  readonly tops: readonly number[];
  /** Those of `tops` whose objects were mostly there before, at another place. */
  readonly moved: readonly number[];
  /** As many objects as before, but larger ones, and nothing that grows in number below them. */
  readonly swollen: readonly number[];
  /** Below one of `tops`, but not part of its growth, and neither is what is below them. */
  readonly apart: readonly number[];
}

/** What is asked of the heap. */
export interface GrowthQuestions {
  /** Whether objects of a path can be a leak by their own size. */
  readonly mayGrow: (path: number) => boolean;
  /** Whether objects of a path only wrap what has a path of its own. */
  readonly isWrapper: (path: number) => boolean;
  /** Whether objects of a path are texts in fields, or pieces of texts that V8 has not put together yet. */
  readonly isPiece: (path: number) => boolean;
}

/** Finds them. O(paths). */
export function findGrowingPaths(
  tree: PathTree,
  growth: PathGrowth,
  { structureOf, members }: LinkedPaths,
  { mayGrow, isWrapper, isPiece }: GrowthQuestions,
): GrowingPaths {
  const { count, parent, role } = tree;
  const isBelow = new Uint8Array(count);
  const hasBelow = new Uint8Array(count);
  // Of what is below a top, the closest path that stood still, itself or above it.
  const standing = new Uint32Array(count).fill(NO_PATH);
  const tops: number[] = [];
  const moved: number[] = [];
  const apart: number[] = [];
  for (let path = 1; path < count; path++) {
    const above = parent[path];
    // A place of a top that came before: what it holds grows with that, though it may be one of a list's first nodes.
    const isOfTop = isBelow[path] === 1;
    if (!isOfTop && above !== NO_PATH && isBelow[above] === 1) {
      isBelow[path] = 1;
      standing[path] = stoodStill(growth, path) ? path : standing[above];
    }
    const isPart = isBelow[path] === 1 && standing[path] === NO_PATH;
    if (role[path] !== StepRole.object || isPart || structureOf[path] !== path) continue;
    const places = members.get(path) ?? [path];
    const owner = ownerOf(tree, isWrapper, path);
    const isMoved = growsByMoved(growth, places);
    if (!(isMoved || growsInCount(growth, places, owner)) || isWrapper(path)) continue;
    if (owner !== NO_PATH && isPiece(path) && (isLittle(growth, places) || isFewEach(growth, places, owner)))
      continue;
    tops.push(...places);
    if (isMoved) moved.push(...places);
    if (standing[path] !== NO_PATH) apart.push(standing[path]);
    for (const place of places) {
      isBelow[place] = 1;
      standing[place] = NO_PATH;
    }
    for (let up = above; up !== NO_PATH && hasBelow[up] === 0; up = parent[up]) hasBelow[up] = 1;
  }
  const swollen: number[] = [];
  for (let path = 1; path < count; path++) {
    if (isBelow[path] === 1 || role[path] === StepRole.noise || hasBelow[path] === 1) continue;
    if (growsInBytes(growth, path) && mayGrow(path)) swollen.push(path);
  }
  return { tops, moved, swollen, apart };
}

/** The path of the objects that a path's objects are held by. */
function ownerOf({ parent, role }: PathTree, isWrapper: (path: number) => boolean, path: number): number {
  let above = parent[path];
  while (above !== NO_PATH && (role[above] === StepRole.internal || isWrapper(above))) above = parent[above];
  return above;
}

function growsInCount(growth: PathGrowth, places: readonly number[], owner: number): boolean {
  const steps = sumOfSteps(growth.counts, places);
  const before = sumOf(growth.counts[0], places);
  if (growth.born === null) {
    const alone = steps[0] > before ? MIN_COUNT_UNKNOWN_DOUBLED : MIN_COUNT_UNKNOWN_ALONE;
    const least = steps.length > 1 ? MIN_COUNT_UNKNOWN : alone;
    const own = steps.map((step, i) => step - gainOfOwners(growth, places, owner, i));
    return isSteady(own, Math.max(least, before * MIN_GAIN_UNKNOWN));
  }
  const births = growth.born.map((column) => sumOf(column, places));
  if (!isSteady(steps, MIN_COUNT)) return false;
  if (steps.length === 1 && steps[0] < FEW_ALONE && steps[0] < before * MIN_GAIN_OF_FEW) return false;
  if (steps.some((step, i) => births[i] < step * MIN_SURVIVORS)) return false;
  // Where nearly everything is replaced, a few more are chance.
  const born = births.reduce((sum, count) => sum + count, 0);
  const net = steps.reduce((sum, step) => sum + step, 0);
  return net >= (born - net) * (steps.length > 1 ? MIN_NET_SHARE : MIN_NET_SHARE_ALONE);
}

/**
 * Whether a path gains objects that are no new ones: what a store has let go stays in a list beside it. At a single step
 * that cannot be told from objects that only have a shorter way now.
 */
function growsByMoved({ born, counts }: PathGrowth, places: readonly number[]): boolean {
  const steps = sumOfSteps(counts, places);
  if (born === null || steps.length === 1) return false;
  if (!steps.some((step, i) => sumOf(born[i], places) < step * MIN_SURVIVORS)) return false;
  const least = Math.max(MIN_MOVED, Math.max(...steps) * MIN_STEADINESS_OF_MOVED);
  const gained = steps.reduce((sum, step) => sum + step, 0);
  if (!steps.every((step) => step >= least) || gained < sumOf(counts[0], places)) return false;
  return counts.every(
    (column, at) => countSince(counts, born, places, at) >= sumOf(column, places) * MIN_STAYED,
  );
}

/** Objects of the last snapshot that were there at another, here or elsewhere. */
function countSince(
  counts: readonly Float64Array[],
  born: readonly Float64Array[],
  places: readonly number[],
  snapshot: number,
): number {
  const later = born.slice(snapshot).reduce((sum, column) => sum + sumOf(column, places), 0);
  return sumOf(counts[counts.length - 1], places) - later;
}

/** Whether a path has the very objects that it had at first: what grows below them does not grow with what is above. */
function stoodStill({ counts, born }: PathGrowth, path: number): boolean {
  const [before, ...later] = counts;
  if (before[path] === 0 || later.some((column) => column[path] !== before[path])) return false;
  return born !== null && born.every((column) => column[path] === 0);
}

/** Whether neither objects nor bytes came that are worth a word. */
function isLittle({ counts, sizes }: PathGrowth, places: readonly number[]): boolean {
  const gained = (columns: readonly Float64Array[]): number =>
    sumOf(columns[columns.length - 1], places) - sumOf(columns[0], places);
  return gained(counts) < MANY && gained(sizes) < MIN_BYTES_ALONE;
}

/** Whether only a few objects more came for each owner, of which there are many. */
function isFewEach({ counts }: PathGrowth, places: readonly number[], owner: number): boolean {
  const last = counts[counts.length - 1];
  return last[owner] >= MANY && sumOf(last, places) - sumOf(counts[0], places) < last[owner] * FEW_PIECES;
}

/** What comes of there being more owners at a step: many parts each, though too few owners to say that they grow. */
function gainOfOwners(
  { counts }: PathGrowth,
  places: readonly number[],
  owner: number,
  step: number,
): number {
  const before = owner === NO_PATH ? 0 : counts[step][owner];
  if (before === 0) return 0;
  return Math.max(0, (counts[step + 1][owner] / before - 1) * sumOf(counts[step], places));
}

function growsInBytes(growth: PathGrowth, path: number): boolean {
  const before = growth.counts[0][path];
  // Larger ones in the place of others, as when what is cached happens to be larger.
  const born = growth.born?.reduce((sum, column) => sum + column[path], 0) ?? 0;
  if (before >= MANY && born >= before * MIN_REPLACED) return false;
  // More objects that missed being a leak by count are none by size.
  if (growth.counts.some((count) => Math.abs(count[path] - before) > before * MAX_COUNT_CHANGE)) return false;
  const steps = stepsOf(growth.sizes, path);
  // Of many, some are always a little larger.
  if (before >= MANY && steps.some((step) => step < growth.sizes[0][path] * MIN_GAIN_UNKNOWN)) return false;
  return before > 0 && isSteady(steps, steps.length > 1 ? MIN_BYTES : MIN_BYTES_ALONE);
}

/** Whether every step is large enough, also against the others. */
export function isSteady(steps: readonly number[], least: number): boolean {
  let max = 0;
  for (const step of steps) max = Math.max(max, step);
  let before = 0;
  return steps.every((step) => {
    const isEnding = step < before * MIN_LATER - SLACK;
    before = Math.max(before, step);
    return step >= least && step >= max * MIN_STEADINESS && !isEnding;
  });
}
