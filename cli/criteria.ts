// What --by takes.

import type { PartitionCriterion } from '../src/report/model.js';

export const criteria: readonly PartitionCriterion[] = [
  ...(['class', 'shape', 'location', 'retainers', 'edge'] as const),
  ...(['size', 'module', 'package', 'kind', 'detachedness'] as const),
];
