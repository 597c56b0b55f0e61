// SPDX-License-Identifier: MIT
// V8's registry of symbols: what Symbol.for() made once stays for good.
// Source: V8, roots.h (public_symbol_table).

import type { CauseRule } from './cause-rule.js';
import { formatSteps } from './evidence-text.js';

const REGISTRY = 'public_symbol_table';

export const findSymbolRegistry: CauseRule = ({ steps, holderAt, entrySteps }) => {
  if (!steps.slice(holderAt).some(({ edge }) => edge === REGISTRY)) return null;
  return {
    kind: 'other',
    confidence: 'high',
    keeper: 'Symbols of Symbol.for()',
    evidence: [
      `names in the registry of Symbol.for(), which never lets one go: ${formatSteps(entrySteps)}, none removed`,
    ],
    advice:
      'call Symbol.for() with fixed names only; where a name is made at run time, use Symbol() or the text itself',
  };
};
