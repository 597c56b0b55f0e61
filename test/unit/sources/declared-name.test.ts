import { expect, test } from 'vitest';
import { findDeclaration } from '../../../src/sources/declared-name.js';

/** `|` marks the place. */
function at(text: string): string | null {
  const before = text.slice(0, text.indexOf('|')).split('\n');
  const lines = text.replace('|', '').split('\n');
  const found = findDeclaration(lines, before.length - 1, before[before.length - 1].length);
  return found && `${found.kind} ${found.name}`;
}

test.each([
  ['|class Session {}', 'class Session'],
  ['export |class Session {}', 'class Session'],
  ['|export default abstract class Session<T> extends Base {}', 'class Session'],
  ['export class |Session {', 'class Session'],
  ['const Session = |class {', 'class Session'],
  ['const Session = |class extends Base {', 'class Session'],
  ['class Session extends Base |{', 'class Session'],
  ['class Session {\n  visits = {};\n  |constructor(readonly user) {', 'class Session'],
  ['class Session {\n  visits = {};\n  constructor|(readonly user) {', 'class Session'],
  ['class Outer {\n  make() {\n    return class Inner {\n      |constructor() {}', 'class Inner'],
  ['class First { a() { b(); } }\nclass Second\n  extends First\n{\n  |constructor() {}', 'class Second'],
  ['/**\n * This class represents a span.\n */\nclass Span {\n  |constructor() {}', 'class Span'],
  ['// the class of all spans\nclass Span {\n  /** { */\n  |constructor() {}', 'class Span'],
  ['class Span /* a class too */ {\n  |constructor() {}', 'class Span'],
])('a class is found in %j', (text, found) => {
  expect(at(text)).toBe(found);
});

test.each([
  ['|function logIn(user) {', 'function logIn'],
  ['export async |function logIn(user) {', 'function logIn'],
  ['function logIn|(user) {', 'function logIn'],
  ['function* |pages(', 'function pages'],
  ['  async |load<T>(key) {', 'function load'],
  ['  |static async load(key) {', 'function load'],
  ['  load|(key) {', 'function load'],
  ['const logIn = |(user) => {', 'function logIn'],
  ['const logIn: Handler = async |(user) => {', 'function logIn'],
  ['{ onClose: |event => 1 }', 'function onClose'],
  ['const logIn = |function (user) {', 'function logIn'],
])('a function is found in %j', (text, found) => {
  expect(at(text)).toBe(found);
});

test.each([
  '|',
  'list.map(|(user) => user)',
  'return |function () {',
  'if |(user) {',
  'const a = |1;',
  '|constructor() {}',
])('nothing is named in %j', (text) => {
  expect(at(text)).toBe(null);
});

test('a place outside of the text has no name', () => {
  expect(findDeclaration(['class A {}'], 7, 3)).toBe(null);
  expect(findDeclaration([], 0, 0)).toBe(null);
});

test('a line made to be tried in every way takes no longer than others', () => {
  const timeOf = (before: string): number => {
    const start = performance.now();
    for (let n = 0; n < 20; n++) expect(findDeclaration([`${before}(`], 0, before.length)).toBe(null);
    return performance.now() - start;
  };
  const plain = timeOf(`${'a '.repeat(499)}!`);
  expect(timeOf(`${'a'.repeat(333)}${' '.repeat(666)}!`)).toBeLessThan(300 * plain + 1);
  expect(timeOf(`${'a:'.repeat(499)}!`)).toBeLessThan(300 * plain + 1);
});
