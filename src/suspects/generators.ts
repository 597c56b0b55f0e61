// SPDX-License-Identifier: MIT
// Which of the classes that grow are calls of a generator function that wait in its middle. V8 gives them the
// function's name, so they look like a class of the program. O(classes * edges of one object).
// Source: V8 heap-snapshot-generator.cc, ExtractJSGeneratorObjectReferences.

import type { NodeOrdinal } from '../core/columns.js';
import { NodeKind } from '../format/kinds.js';
import { findTarget } from './heap-questions.js';
import type { FinalHeap } from './inputs.js';
import type { SuspectGroup } from './suspect-groups.js';

/** Where a call that waits has its variables. */
const VARIABLES = 'parameters_and_registers';

/** Their class numbers. */
export function findGenerators(
  { graph, classes, paths }: FinalHeap,
  groups: readonly SuspectGroup[],
): ReadonlySet<number> {
  const generators = new Set<number>();
  for (const { classNumber, path } of groups.flatMap((group) => group.classes)) {
    const sample = paths.sample[path] as NodeOrdinal;
    if (classes.classOf[sample] !== classNumber || graph.nodeKind[sample] !== NodeKind.object) continue;
    if (findTarget(graph, sample, VARIABLES) !== null) generators.add(classNumber);
  }
  return generators;
}
