import { expect, test } from 'vitest';
import { findHolderNames } from '../../../src/analysis/holder-names.js';
import { analyzeHeap } from '../../support/language-analysis.js';

test('an object is called by the property that holds it, else by the variable; a function by its own name', async () => {
  const { analysis, node } = await analyzeHeap(`
    root -> app
    app -(scope)-> context:object "system / Context" 16
    context -(cache)-> map:Map
    app -sessions-> map
    app -(local)-> list:Array
    app -__proto__-> shared
    app -[0]-> entry
    f = closure "onTick" 64
    app -listener-> f
    app ~weak~> gone`);
  const names = findHolderNames(
    analysis.graph,
    analysis.retaining,
    ['map', 'list', 'shared', 'entry', 'f', 'gone'].map((alias) => node(alias)),
  );
  expect(names).toEqual(['sessions', 'local', null, null, 'onTick', null]);
});
