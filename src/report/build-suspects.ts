// SPDX-License-Identifier: MIT
// Findings in ordinals -> suspects of the report: ids, names, sentences.

import type { NodeOrdinal } from '../core/columns.js';
import { textHash } from '../core/mask-key.js';
import { LONGEST_NAME, shortenName, shortenText } from '../core/shorten-text.js';
import type { RawStep } from '../analysis/retaining-paths.js';
import { isRuntimeUrl } from '../analysis/script-names.js';
import type { ScriptPlace } from '../heap/locations.js';
import type { TableComparison } from '../diff/compare-tables.js';
import type { SuspectFinding } from '../suspects/suspect-finding.js';
import { isContextClass } from '../suspects/class-tiers.js';
import { holderWords } from '../suspects/holder-words.js';
import { type KnownRetainer, findKnownRetainer } from '../suspects/known-retainers.js';
import type { RatedClass } from '../suspects/name-group.js';
import { packageOf } from '../suspects/script-owner.js';
import { buildPathText } from './build-path.js';
import { buildLocation } from './build-location.js';
import { type ShowStrings, maskClassKey, maskClassName, maskKey } from './mask-names.js';
import type { Cause, GrowingClass, Location, PathStep, Suspect, Warning } from './model.js';

/** What the report needs besides the findings. */
export interface SuspectReportInputs {
  readonly comparison: TableComparison;
  /** Facts of a node of the last snapshot. */
  readonly idOf: (node: NodeOrdinal) => number;
  readonly kindOf: (node: NodeOrdinal) => string;
  readonly classOf: (node: NodeOrdinal) => number;
  readonly buildPath: (steps: readonly RawStep[]) => readonly PathStep[];
  readonly show: ShowStrings;
  /** Entries of the caller's own. */
  readonly known: readonly KnownRetainer[];
}

/** Builds them, in the order of the findings. */
export function buildSuspects(
  inputs: SuspectReportInputs,
  findings: readonly SuspectFinding[],
): readonly Suspect[] {
  return findings.map((finding, index) => buildSuspect(inputs, finding, index + 1));
}

function knownOf(finding: SuspectFinding, own: readonly KnownRetainer[]): KnownRetainer | null {
  const url = ownerUrlOf(finding);
  return findKnownRetainer({ maskedPath: finding.maskedPath, package: packageOf(url), file: url }, own);
}

/** The findings that are no known ones, and a warning that names those left out. */
export function leaveOutKnown(
  findings: readonly SuspectFinding[],
  own: readonly KnownRetainer[],
): { readonly findings: readonly SuspectFinding[]; readonly warnings: readonly Warning[] } {
  const names = new Map<string, number>();
  const kept = findings.filter((finding) => {
    const known = knownOf(finding, own);
    if (known?.treat !== 'ignore') return true;
    names.set(known.name, (names.get(known.name) ?? 0) + 1);
    return false;
  });
  if (names.size === 0) return { findings, warnings: [] };
  const list = [...names].map(([name, count]) => (count === 1 ? name : `${name} (${count})`)).join(', ');
  const message = `left out as known: ${list}`;
  return { findings: kept, warnings: [{ code: 'known-retainers', message }] };
}

/** What the reader has to know about the suspects as a whole. */
export function suspectWarnings(findings: readonly SuspectFinding[], snapshots: number): readonly Warning[] {
  if (snapshots > 2 || findings.length === 0) return [];
  const message =
    'two snapshots cannot tell a leak from warm-up: take a third after the same amount of work, and what stands still by then is no suspect';
  return [{ code: 'two-snapshots', message }];
}

function buildSuspect(inputs: SuspectReportInputs, finding: SuspectFinding, rank: number): Suspect {
  const { comparison, show, buildPath, idOf } = inputs;
  const path = buildPath(finding.path);
  const holderStep = path.find(({ id }) => id === idOf(finding.holder)) ?? null;
  const growing = buildGrowing(inputs, finding.growing, finding.samples);
  const { own, growing: near, holder: since } = finding.places;
  const holderClass = maskClassName(
    comparison.rows.identities[rowOf(comparison, inputs.classOf(finding.holder))].name,
    show,
  );
  const holderName = finding.holderName === null ? null : maskKey(finding.holderName, show);
  const known = knownOf(finding, inputs.known);
  const url = ownerUrlOf(finding);
  return {
    rank,
    fingerprint: fingerprintOf(finding.stablePath),
    title: titleOf(finding, growing.className, holderClass, holderName),
    growing: {
      ...growing,
      location: outsideRuntime(growing.location ?? buildLocation(own), nearestLocation(near)),
    },
    also: finding.also.slice(0, 8).map((one) => buildGrowing(inputs, one, [])),
    growth: {
      count: finding.count,
      shallowSize: Math.max(0, finding.size),
      retained: Math.max(0, Math.round(finding.retained)),
      exclusive: Math.max(0, Math.round(finding.exclusive)),
    },
    holder: {
      id: idOf(finding.holder),
      className: holderClass,
      name: holderName,
      kind: inputs.kindOf(finding.holder),
      sizes: finding.holderSizes,
      location: outsideRuntime(holderStep?.location ?? null, nearestLocation(since)),
    },
    path,
    pathText: buildPathText(path),
    otherPaths: finding.otherPaths.map((steps) => buildPath(steps)),
    cause: buildCause(finding, comparison.tables.length),
    owner: { package: packageOf(url), file: url === null ? null : shortenName(url) },
    known: known === null ? null : { name: known.name, note: known.note },
  };
}

function rowOf({ rows }: TableComparison, classNumber: number): number {
  return rows.rowOf[rows.rowOf.length - 1][classNumber];
}

function buildGrowing(
  { comparison, show, idOf }: SuspectReportInputs,
  growth: RatedClass,
  samples: readonly NodeOrdinal[],
): GrowingClass {
  const row = rowOf(comparison, growth.classNumber);
  const { name, place } = comparison.rows.identities[row];
  const className = maskClassName(name, show);
  return {
    className,
    key: maskClassKey(name, comparison.rows.keyEnds[row], show),
    location: place && buildLocation({ ...place, url: comparison.rows.urls[row] }),
    counts: comparison.counts.map((sums) => sums[row]),
    addedPerStep: growth.steps,
    shallowSizes: comparison.shallowSizes.map((sums) => sums[row]),
    sampleIds: samples.map(idOf),
  };
}

/** Of a function or class that is close. */
function nearestLocation(place: ScriptPlace | null): Location | null {
  const location = buildLocation(place);
  return location === null ? null : { ...location, nearest: true };
}

/** What the runtime holds belongs to whoever gave it to the runtime. */
function ownerUrlOf({ owner, places }: SuspectFinding): string | null {
  const near = places.holder?.source?.url ?? places.holder?.url ?? null;
  return owner.origin === 'runtime' && near !== null ? near : owner.url;
}

/** Where the runtime defines a class says less than where the program is that uses it. */
function outsideRuntime(own: Location | null, nearest: Location | null): Location | null {
  if (own === null || (nearest !== null && isRuntimeUrl(own.url) && !isRuntimeUrl(nearest.url)))
    return nearest;
  return own;
}

/** Sentences of suspects name what they are about, once or twice. */
function shortenSentence(text: string): string {
  return shortenText(text, 2 * LONGEST_NAME);
}

function buildCause({ cause }: SuspectFinding, snapshots: number): Cause {
  const { kind, evidence, advice } = cause;
  return {
    kind,
    confidence: snapshots < 3 ? 'low' : cause.confidence,
    evidence: evidence.map(shortenSentence),
    advice: shortenSentence(advice),
  };
}

/** Map `sessions` keeps 10,000 more Session, +1,000 a step. */
function titleOf(
  finding: SuspectFinding,
  className: string,
  holderClass: string,
  holderName: string | null,
): string {
  const holder = holderTitle(finding, holderClass, holderName);
  const number = (value: number): string => Math.round(value).toLocaleString('en-US');
  if (finding.isSwelling) {
    return `${holder} got ${number(finding.size)} bytes larger`;
  }
  const { steps } = finding.growing;
  const perStep = steps.length > 1 ? `, +${number(finding.count / steps.length)} a step` : '';
  const { keeper } = finding.cause;
  const keeps =
    keeper !== undefined && (finding.owner.origin === 'runtime' || holderClass === '(synthetic)')
      ? `${keeper} keep`
      : `${holder} keeps`;
  return `${keeps} ${number(finding.count)} more ${className}${perStep}`;
}

const STRINGS: ReadonlySet<string> = new Set(['(string)', '(concatenated string)', '(sliced string)']);

/** Contexts and groups of roots have no name that a person knows. */
function holderTitle({ isSwelling }: SuspectFinding, holderClass: string, holderName: string | null): string {
  if (holderClass === '(synthetic)') return isSwelling ? "V8's roots" : 'The runtime itself';
  if (isContextClass(holderClass)) return holderName === null ? 'A closure' : `Closure \`${holderName}\``;
  if (STRINGS.has(holderClass)) return holderName === null ? 'A string' : `The string \`${holderName}\``;
  if (holderClass === 'TimersList') return 'The list of waiting timers';
  if (holderClass.startsWith('(') || holderClass.startsWith('system / ')) return 'The runtime itself';
  return holderWords(holderClass, holderName);
}

function fingerprintOf(words: readonly string[]): string {
  const text = words.join('\n');
  const high = textHash(text);
  const low = textHash(`${text}\n${high}`);
  return high.toString(16).padStart(8, '0') + low.toString(16).padStart(8, '0');
}
