// SPDX-License-Identifier: MIT
// The list `knownRetainers` of a configuration file -> entries that tell known suspects. O(entries).

import { HeapdiffError } from '../core/errors.js';
import type { KnownRetainer, SuspectTraits } from '../suspects/known-retainers.js';

const KEYS = ['name', 'note', 'treat', 'class', 'edge', 'package', 'file'] as const;
const CONDITIONS = ['class', 'edge', 'package', 'file'] as const;

type Entry = Partial<Record<(typeof KEYS)[number], string>>;

/**
 * Checks and prepares the list.
 * @param value what the file holds
 * @throws HeapdiffError `ERR_USAGE` that names the entry and what is wrong with it
 */
export function readKnownRetainers(value: unknown): readonly KnownRetainer[] {
  if (!Array.isArray(value)) throw wrong('knownRetainers must be a list');
  return (value as readonly unknown[]).map((entry, index) =>
    prepare(checkEntry(entry, `knownRetainers[${index}]`)),
  );
}

function wrong(message: string): HeapdiffError {
  return new HeapdiffError('ERR_USAGE', message);
}

function checkEntry(value: unknown, place: string): Entry & { readonly name: string } {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw wrong(`${place} must be an object`);
  const entry: Entry = {};
  for (const [key, text] of Object.entries(value)) {
    const known = KEYS.find((name) => name === key);
    if (known === undefined)
      throw wrong(`${place} has an unknown key ${JSON.stringify(key)}; there are ${KEYS.join(', ')}`);
    if (typeof text !== 'string' || text === '')
      throw wrong(`${place}.${key} must be a text that is not empty`);
    entry[known] = text;
  }
  const { name, treat } = entry;
  if (name === undefined) throw wrong(`${place} has no name`);
  if (treat !== undefined && treat !== 'ignore' && treat !== 'note')
    throw wrong(`${place}.treat must be "ignore" or "note", not ${JSON.stringify(treat)}`);
  if (CONDITIONS.every((key) => entry[key] === undefined))
    throw wrong(`${place} fits everything: it needs one of ${CONDITIONS.join(', ')}`);
  return { ...entry, name };
}

function prepare(entry: Entry & { readonly name: string }): KnownRetainer {
  const { name, note = '', treat } = entry;
  const step =
    entry.class === undefined && entry.edge === undefined
      ? null
      : new RegExp(`^${sourceOf(entry.edge ?? '*')} ${sourceOf(entry.class ?? '*')}$`, 's');
  const ofPackage = entry.package === undefined ? null : new RegExp(`^${sourceOf(entry.package)}$`, 's');
  const ofFile = entry.file === undefined ? null : new RegExp(`(?:^|[\\\\/])${sourceOf(entry.file)}$`, 's');
  return {
    name,
    note,
    treat: treat === 'note' ? 'note' : 'ignore',
    fits: (suspect: SuspectTraits): boolean =>
      (step === null || suspect.maskedPath.some((text) => step.test(text))) &&
      (ofPackage === null || ofPackage.test(suspect.package ?? '')) &&
      (ofFile === null || ofFile.test(suspect.file ?? '')),
  };
}

/** `*` stands for any text. */
function sourceOf(pattern: string): string {
  return pattern
    .split(/\*+/)
    .map((part) => part.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'))
    .join('.*');
}
