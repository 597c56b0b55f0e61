import { expect, test } from 'vitest';
import { computeTableOf } from '../../../src/engine/analyze.js';
import { analyzeHeap } from '../../support/language-analysis.js';

test('kinds whose names say nothing are classes as a whole', async () => {
  const { className } = await analyzeHeap(`
    code = code "(code for x)"
    hidden = hidden "system / Map"
    closure = closure "makeUser"
    regexp = regexp "/a/"
    text = string "abc"
    array = array "(object elements)"
    number = number "heap number"
    symbol = symbol "s"
    synthetic = synthetic "(GC roots)"
    native = native "Node / Environment"
    object = Session
  `);
  const names = ['code', 'hidden', 'closure', 'regexp', 'text', 'array', 'number', 'symbol', 'synthetic'];
  expect(names.map(className)).toEqual([
    ...['(compiled code)', '(system)', 'Function', 'RegExp', '(string)', '(array)', '(number)', '(symbol)'],
    '(synthetic)',
  ]);
  expect(['native', 'object'].map(className)).toEqual(['Node / Environment', 'Session']);
});

test('elements are classes by their tag, without attributes', async () => {
  const { className } = await analyzeHeap(`
    div = native "<div id=\\"a b\\" class=\\"c\\">"
    plain = native "<div>"
    gone = native "<li class=\\"row\\">" detached
    named = object "Detached <p title=\\"x y\\">"
    other = object "Detached Window / app"
  `);
  expect(['div', 'plain', 'gone', 'named', 'other'].map(className)).toEqual([
    ...['<div>', '<div>', 'Detached <li>', 'Detached <p>', 'Detached Window / app'],
  ]);
});

test('objects of one name are two classes if they are defined in two places', async () => {
  const { analysis, node } = await analyzeHeap(`
    a = Row place 7 10 4
    b = Row place 7 10 4
    c = Row place 7 10 5
    d = Row place 8 10 4
    e = Row
    f = closure "Row" place 7 10 4
    g = closure "Row" place 9 1 1
  `);
  const { classOf, classes } = analysis.classes;
  const numbers = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((alias) => classOf[node(alias)]);
  expect(numbers[0]).toBe(numbers[1]);
  expect(new Set(numbers).size).toBe(5);
  expect(numbers[5]).toBe(numbers[6]);
  expect(classes[numbers[0]]).toEqual({ name: 'Row', place: { scriptId: 7, line: 10, column: 4 } });
  expect(classes[numbers[4]]).toEqual({ name: 'Row', place: null });
});

test('a class whose name looks like a group of V8 shares its row with the group', async () => {
  const { analysis, node } = await analyzeHeap(`
    group = hidden "system / Map" 10
    object = "(system)" 20
  `);
  const { classOf } = analysis.classes;
  expect(classOf[node('object')]).toBe(classOf[node('group')]);
  expect(computeTableOf(analysis).counts[classOf[node('group')]]).toBe(2);
});
