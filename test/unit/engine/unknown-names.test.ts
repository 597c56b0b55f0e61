import { expect, test } from 'vitest';
import { findAlike } from '../../../src/engine/alike-names.js';
import type { Analysis } from '../../../src/engine/analyze.js';
import { chainsOf } from '../../../src/engine/chains-of.js';
import { excerptOf } from '../../../src/engine/excerpt-of.js';
import { isSince, not } from '../../../src/engine/object-filters.js';
import { objectsOf } from '../../../src/engine/objects-of.js';
import { partitionOf } from '../../../src/engine/partition-of.js';
import { buildBaseTable, findSurvivors } from '../../../src/engine/since-base.js';
import { idOfLabel, writeLineHeap } from '../../support/line-heap.js';
import { analyzeText } from '../../support/read-graph.js';

const lines = `root: synthetic
   roots: synthetic (GC roots)
   root -element:1-> roots
   roots --> app
   app: object App 100
   app -property:sessions-> cache
   app -property:note-> text
   cache: object Map 64
   cache --> session
   session: object Session 24
   text: string Sesion 32`;

async function read(): Promise<Analysis> {
  return analyzeText(writeLineHeap(lines));
}

test('letters that are swapped, missing or too many are seen through, and short parts are no help', () => {
  const names = ['Job', 'Session', 'SessionStore', 'os', 'E'];
  expect(findAlike(names, 'Jbo')).toEqual(['Job']);
  expect(findAlike(names, 'sesion')).toEqual(['Session']);
  expect(findAlike(names, 'Session1')).toEqual(['Session']);
  expect(findAlike(names, 'store')).toEqual(['SessionStore']);
  expect(findAlike(names, 'jobs')).toEqual(['Job']);
  expect(findAlike(names, '')).toEqual([]);
});

test('a class to be marked or ignored in a drawing that is not there is warned of, with those that are alike', async () => {
  const heap = await read();
  const ids = [idOfLabel(lines, 'session')];
  expect(excerptOf(heap, 'backrefs', ids, { highlight: ['Session'], ignore: ['App'] }).warnings).toEqual([]);
  const { warnings } = excerptOf(heap, 'backrefs', ids, {
    highlight: ['Sesion', 'Sesion'],
    ignore: ['Apps'],
  });
  expect(warnings).toEqual([
    {
      code: 'unknown-name',
      message: 'no class is called "Apps", so nothing is ignored for it; there is "App"',
    },
    {
      code: 'unknown-name',
      message: 'no class is called "Sesion", so nothing is marked for it; there is "Session"',
    },
  ]);
});

test('to be ignored, a name must be one of a class, a group or an edge; a text that reads so is none', async () => {
  const heap = await read();
  const warn = (...ignore: string[]): readonly string[] =>
    chainsOf(heap, 'App', 'Session', { ignore }).warnings.map(({ message }) => message);
  expect(warn('Map', 'sessions', '(GC roots)')).toEqual([]);
  expect(warn('Sesion')).toEqual([
    'nothing is called "Sesion", so nothing is ignored for it; there is "Session"',
  ]);
  expect(warn('notes')).toEqual(['nothing is called "notes", so nothing is ignored for it; there is "note"']);
});

test('what is new since a snapshot of another process cannot be told, and that is said', async () => {
  const heap = await read();
  const base = buildBaseTable(heap.graph);
  const other = buildBaseTable(
    (await analyzeText(writeLineHeap(lines.replaceAll('object ', 'object Other')))).graph,
  );
  const warned = (from: typeof base): readonly string[] =>
    [
      ...objectsOf(heap, { columns: ['id'], where: isSince(from) }).head.warnings,
      ...objectsOf(heap, { columns: ['id'], where: not(isSince(from)) }).head.warnings,
      ...partitionOf(heap, 'class', {}, findSurvivors(from, heap.graph)).warnings,
    ].map(({ code }) => code);
  expect(warned(base)).toEqual([]);
  expect(warned(other)).toEqual(['different-processes', 'different-processes', 'different-processes']);
});
