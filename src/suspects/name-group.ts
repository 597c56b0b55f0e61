// SPDX-License-Identifier: MIT
// Which class of a group a person would name, and which go with it. O(classes of the group).

import type { ClassIdentity } from '../analysis/classes.js';
import { ClassTier, isPlain, scriptOrigin, tierOf } from './class-tiers.js';
import type { ClassGrowthInGroup, SuspectGroup } from './suspect-groups.js';

/** An application's class counts if at least this many of its objects come with each entry. */
const MIN_APPLICATION_SHARE = 0.2;
/** The same for other classes. */
const MIN_SHARE = 0.45;

/** Of the nodes of a list, how many must hold one of a class that is named instead. */
const MIN_HELD_SHARE = 0.8;

/** Classes of the language: they say nothing about what they are for. */
export const BUILT_IN: RegExp =
  /^(?:\{.*|Object|Array|Map|Set|Date|Promise|Generator|\w*Error|ArrayBuffer|\w*\d+(?:Clamped)?Array|Buffer|Timeout)$/;

/** What a class is called and where it is from. */
export interface ClassOrigin {
  readonly identity: ClassIdentity;
  readonly url: string | null;
  /** If its objects are no instances of it, how much they say. */
  readonly tier?: number | undefined;
}

/** A class with its tier. */
export interface RatedClass extends ClassGrowthInGroup {
  readonly tier: number;
  /** True for strings that are entries, of any of V8's kinds. */
  readonly isText?: boolean;
}

/** The class to name first and the others that grow with it, largest first. */
export function nameGroup(
  group: SuspectGroup,
  originOf: (classNumber: number) => ClassOrigin,
): { growing: RatedClass; also: readonly RatedClass[] } | null {
  const rated = group.classes.map((growth): RatedClass => {
    const { identity, url, tier = tierOf(identity, url) } = originOf(growth.classNumber);
    // What a package's function uses says less than that it is a function; not so the object that it is a method of.
    const isOwner = growth.isReceiver && !BUILT_IN.test(identity.name);
    const isInside =
      group.hasPackageFunctions && growth.depth > 0 && tier > ClassTier.application && !isOwner;
    return { ...growth, tier: isInside ? Math.max(tier, ClassTier.context) : tier };
  });
  if (rated.length === 0) return null;
  const hasRecords = rated.some(
    (one) =>
      one.depth === 0 &&
      one.count >= group.entryCount &&
      originOf(one.classNumber).identity.name.startsWith('{'),
  );
  const candidates = group.isSwelling ? rated : rated.filter((one) => isCandidate(one, group, hasRecords));
  // Beside functions, strings are their keys.
  const isText = (one: RatedClass): number =>
    originOf(one.classNumber).identity.name.startsWith('(') ? 1 : 0;
  const nameOf = (one: RatedClass): string => originOf(one.classNumber).identity.name;
  const best = [...(candidates.length > 0 ? candidates : rated)].sort(
    (a, b) =>
      a.tier - b.tier ||
      a.depth - b.depth ||
      isText(a) - isText(b) ||
      generality(nameOf(a)) - generality(nameOf(b)) ||
      b.size - a.size ||
      b.count - a.count,
  )[0];
  const growing = isTimer(nameOf(best))
    ? (findOfPackage(candidates, originOf) ?? best)
    : (findModule(candidates, best, nameOf) ??
      findHeld(group, candidates, best, nameOf) ??
      nameEntries(group, rated, candidates, best, nameOf));
  return {
    growing,
    also: rated
      .filter(
        (one) => one.classNumber !== growing.classNumber && one.count > 0 && one.tier !== ClassTier.other,
      )
      .sort((a, b) => isNativeSide(nameOf(a), nameOf(growing)) - isNativeSide(nameOf(b), nameOf(growing))),
  };
}

/** 1 for what a runtime has in native code for an object of JavaScript: it says nothing new. */
function isNativeSide(name: string, ofClass: string): number {
  return name === ofClass || /^(?:Detached )?(?:(?:Node|workerd) \/ |(?:blink|cppgc|WTF)::)/.test(name)
    ? 1
    : 0;
}

/** Modules that pile up are named, and not what one of them defines. */
function findModule(
  candidates: readonly RatedClass[],
  best: RatedClass,
  nameOf: (one: RatedClass) => string,
): RatedClass | undefined {
  const isJob = (one: RatedClass): number => (/Job/.test(nameOf(one)) ? 1 : 0);
  return candidates
    .filter((one) => one.tier === ClassTier.module && (one.depth < best.depth || isJob(best) > isJob(one)))
    .sort((a, b) => isJob(a) - isJob(b) || a.depth - b.depth)
    .at(0);
}

/** The nodes of a package's list or tree say less than what it holds: the class with a name that is next to them. */
function findHeld(
  group: SuspectGroup,
  candidates: readonly RatedClass[],
  best: RatedClass,
  nameOf: (one: RatedClass) => string,
): RatedClass | undefined {
  if (!group.isLinked || best.tier === ClassTier.application) return undefined;
  return candidates
    .filter(
      (one) =>
        one.tier === ClassTier.object &&
        one.depth === best.depth + 1 &&
        one.count >= best.count * MIN_HELD_SHARE &&
        !BUILT_IN.test(nameOf(one)),
    )
    .sort((a, b) => b.size - a.size)
    .at(0);
}

/**
 * Entries that are functions are called so, unless they lead to a class with a name; and strings in a collection,
 * of whatever kinds and pieces V8 makes them, are as many as there are entries.
 */
function nameEntries(
  group: SuspectGroup,
  rated: readonly RatedClass[],
  candidates: readonly RatedClass[],
  best: RatedClass,
  nameOf: (one: RatedClass) => string,
): RatedClass {
  // V8 from 13 on has the value of a number as a text in it.
  const number = rated.find((one) => nameOf(one) === '(number)' && one.depth === 0);
  if (TEXTS.has(nameOf(best)) && best.depth > 0 && number !== undefined && number.count >= best.count)
    return number;
  if (group.isCollection && TEXTS.has(nameOf(best)) && best.depth === 0) {
    const text = rated.find((one) => nameOf(one) === '(string)');
    if (text === undefined || (text === best && text.count === group.entryCount)) return best;
    return { ...text, depth: 0, steps: group.entrySteps, count: group.entryCount, isText: true };
  }
  if (best.depth === 0 || !UNNAMED.test(nameOf(best))) return best;
  return candidates.find((one) => one.depth === 0 && nameOf(one) === 'Function') ?? best;
}

/** What waits for a time says nothing of who waits: a package's class does that, where the program has none. */
function findOfPackage(
  candidates: readonly RatedClass[],
  originOf: (classNumber: number) => ClassOrigin,
): RatedClass | undefined {
  return [...candidates]
    .sort((a, b) => a.depth - b.depth || b.size - a.size)
    .find(({ classNumber }) => {
      const { identity, url } = originOf(classNumber);
      return (
        identity.place !== null && url !== null && scriptOrigin(url) === 'package' && !isPlain(identity.name)
      );
    });
}

function isTimer(name: string): boolean {
  return /^(?:Timeout|Immediate|Timer|DOMTimer|ScheduledAction)$/.test(name);
}

/** Shapes say more than the classes of the language, and less than classes with a name. */
function generality(name: string): number {
  return name.startsWith('{') ? 1 : BUILT_IN.test(name) ? 2 : 0;
}

const TEXTS: ReadonlySet<string> = new Set(['(string)', '(concatenated string)', '(sliced string)']);
/** Objects and arrays without a class of their own. */
const UNNAMED = /^(?:\{.*|Object|Array)$/;

/** @param hasRecords whether each entry is a record with keys, which say what it is */
function isCandidate(one: RatedClass, group: SuspectGroup, hasRecords: boolean): boolean {
  if (one.steps.some((step) => step <= 0)) return false;
  const saysMore = one.tier === ClassTier.application && (one.depth === 0 || !hasRecords);
  const share = saysMore ? MIN_APPLICATION_SHARE : MIN_SHARE;
  return one.count >= group.entryCount * share;
}
