// SPDX-License-Identifier: MIT
// Modules pile up in the module system itself: `require.cache` or the ESM loader.

import { gainedShare, stepsFromHolder } from '../suspect-case.js';
import type { CauseRule } from './cause-rule.js';
import { formatCount } from './evidence-text.js';

const MODULES =
  /^(?:Module|ModuleWrap|ModuleJob|ModuleJobSync|SourceTextModule|SyntheticModule|system \/ SourceTextModule)$/;
const ESM = /^(?:ModuleWrap|ModuleJob|ModuleJobSync|SourceTextModule|system \/ SourceTextModule)$/;

export const findModuleCache: CauseRule = (suspect) => {
  if (suspect.isSwelling || gainedShare(suspect, MODULES) < 0.5) return null;
  const isOnPath = suspect.steps
    .slice(suspect.entryAt)
    .some(({ className }) => MODULES.test(className) || className === '{javascript}');
  const isHeldByLoader =
    stepsFromHolder(suspect, -1).some(({ edge }) => /^(?:_cache|children|loadCache|moduleMap)$/.test(edge)) ||
    suspect.origin === 'runtime';
  if (!isOnPath && !isHeldByLoader) return null;
  const isEsm = gainedShare(suspect, ESM) >= 0.5;
  return {
    kind: 'module-cache',
    confidence: 'high',
    evidence: [
      `${formatCount(suspect.entryCount)} modules were loaded and stay in ${isEsm ? "the ESM loader's cache, which is never emptied" : '`require.cache`'}`,
    ],
    advice: isEsm
      ? 'import a module once and pass it data; a specifier that changes (a query, a new file) is a new module for ever'
      : 'load the file once, or read and evaluate it without require(); else delete it from require.cache and from module.children',
  };
};
