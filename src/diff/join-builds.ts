// SPDX-License-Identifier: MIT
// Classes of other builds of one program: the same class, in the same file as far as its name tells, at another line
// or in a file whose name or folder changes with each build. Only where snapshots are of different processes.
//
//   Invoice@/app/main.js:4:1             Invoice@/app/main.js:11:1          a line was added above
//   Invoice@/app/dist/main-E3KIIGSP.js   Invoice@/app/dist/main-5YZWXGRP.js
//   Invoice@/releases/41/main.js         Invoice@/releases/42/main.js

import { type ClassIdentity, isBuiltIn } from '../analysis/classes.js';

/** One class and where it is met. */
export interface BuiltClass {
  readonly identity: ClassIdentity;
  /** Of its script; null if not known. */
  readonly url: string | null;
  /** Snapshots that have it, ascending. */
  readonly snapshots: readonly number[];
}

/** What a minifier makes up is as short; the next build uses it for something else. */
const SHORTEST_NAME = 4;
/** Longer ones are no names, and keys are made of them. */
const LONGEST_NAME = 1024;
/** What a bundler appends to a file's name to tell builds apart. */
const CONTENT_HASH = /[-._](?=[\w-]*\d)[\w-]{6,}(?=(?:\.\w+)+$)/;

/** A class, the first of those that are the same, and the snapshots that have any of them. */
interface Joined {
  readonly number: number;
  readonly members: readonly number[];
  readonly snapshots: readonly number[];
}

/**
 * Finds which classes are one, where no snapshot has two of them. O(classes).
 * @returns for each class the first one that it is the same as, often itself
 */
export function joinBuilds(classes: readonly BuiltClass[]): Uint32Array {
  let joined = classes.map(({ snapshots }, number): Joined => ({ number, members: [number], snapshots }));
  for (const fileOf of [wholeFile, fileName])
    joined = joinAlike(joined, ({ number }) => {
      const one = classes[number];
      return isNamed(one.identity) ? `${fileOf(one)},${one.identity.name}` : null;
    });
  const first = new Uint32Array(classes.length);
  for (const { number, members } of joined) for (const member of members) first[member] = number;
  return first;
}

function joinAlike(all: readonly Joined[], keyOf: (one: Joined) => string | null): Joined[] {
  const alike = new Map<string, Joined[]>();
  const joined: Joined[] = [];
  for (const one of all) {
    const key = keyOf(one);
    const found = key === null ? undefined : alike.get(key);
    if (found !== undefined) found.push(one);
    else if (key !== null) alike.set(key, [one]);
    else joined.push(one);
  }
  for (const list of alike.values()) {
    const snapshots = list.flatMap((one) => one.snapshots);
    if (new Set(snapshots).size < snapshots.length) joined.push(...list);
    else joined.push({ number: list[0].number, members: list.flatMap(({ members }) => members), snapshots });
  }
  return joined;
}

/** Whether a class has a place, and a name that its program gave it. */
function isNamed({ name, place }: ClassIdentity): boolean {
  if (place === null || name.length > LONGEST_NAME || isBuiltIn(name)) return false;
  return name.length >= SHORTEST_NAME || (place.source?.name ?? null) !== null;
}

function wholeFile({ identity, url }: BuiltClass): string {
  return identity.place?.source?.url ?? url ?? '';
}

function fileName(one: BuiltClass): string {
  const file = wholeFile(one);
  return file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1).replace(CONTENT_HASH, '');
}
