import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readScopes } from '../../../src/sources/script-scopes.js';

const NAMES = ['a', 'b', 'c'] as const;
/** A function that tells what it sees: the number of each variable, 0 for what is none or no number. */
const PROBE = '()=>[typeof a==="number"?a:0,typeof b==="number"?b:0,typeof c==="number"?c:0]';
const KINDS = [
  ...['function', 'own name', 'arrow', 'default', 'pattern', 'method', 'declared'],
  ...['block', 'var', 'catch', 'for', 'switch', 'static', 'class'],
];

/** A scope of a program: what opens it, what it declares, and the scopes in it. */
interface Drawn {
  readonly kind: string;
  readonly names: readonly string[];
  readonly inner: readonly Drawn[];
}

const { drawn } = fc.letrec<{ drawn: Drawn }>((tie) => ({
  drawn: fc.record({
    kind: fc.constantFrom(...KINDS),
    names: fc.uniqueArray(fc.constantFrom(...NAMES), { maxLength: 2 }),
    inner: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      fc.constant([]),
      fc.array(tie('drawn'), { maxLength: 2 }),
    ),
  }),
}));

/** A program that puts its probes into the array `seen`, and the number of the variable that is declared at an offset. */
function write(scopes: readonly Drawn[]): { text: string; numberAt: ReadonlyMap<number, number> } {
  let last = 0;
  /** A declaration, with its number behind it until all is written. */
  const declare = (name: string | undefined, number: number): string =>
    name === undefined ? '' : `${name}<${number}>`;
  const tell = ({ kind, names, inner }: Drawn): string => {
    const numbers = names.map(() => ++last);
    const all = (value: (number: number) => string): string[] =>
      names.map((name, i) => `${declare(name, numbers[i])}${value(numbers[i])}`);
    const plain = all(() => '').join();
    const defaults = all((number) => `=${number}`).join();
    const lets = (word: string): string =>
      all((number) => `=${number};`)
        .map((one) => `${word} ${one}`)
        .join('');
    const [first] = names;
    const body = `seen.push(${PROBE});${inner.map(tell).join('')}`;
    switch (kind) {
      case 'function':
        return `(function(${plain}){${body}})(${numbers.join()});`;
      case 'own name':
        // Its own variables may be called as it is.
        return `(function ${declare(first, 0)}(){${names.length > 1 ? `let ${declare(first, numbers[0])}=${numbers[0]};` : ''}${body}})();`;
      case 'arrow':
        return `((${plain})=>{${body}})(${numbers.join()});`;
      case 'default':
        return `((${defaults})=>{${body}})();`;
      case 'pattern':
        return `(({${all((number) => `=${number}`).join()}},...[])=>{${body}})({});`;
      case 'method':
        return `({m(${plain}){${body}}}).m(${numbers.join()});`;
      case 'declared':
        return first === undefined
          ? ''
          : `{function ${declare(first, 0)}(){${names.length > 1 ? `let ${declare(first, numbers[0])}=${numbers[0]};` : ''}${body}}${first}();}`;
      case 'block':
        return `{${lets('let')}${body}}`;
      case 'var':
        return `(()=>{{${lets('var')}}${body}})();`;
      case 'catch':
        return first === undefined
          ? ''
          : `try{throw ${numbers[0]}}catch(${declare(first, numbers[0])}){${body}}`;
      case 'for':
        return first === undefined
          ? ''
          : `for(let ${declare(first, numbers[0])}=${numbers[0]},i=0;i<1;i++){${body}}`;
      case 'switch':
        return `switch(1){case 1:${lets('const')}${body}}`;
      case 'static':
        return `(class{static{${lets('let')}${body}}});`;
      default:
        return `(class ${declare(first, 0)}{static x=${PROBE};static y=seen.push(this.x)});`;
    }
  };
  const numberAt = new Map<number, number>();
  const marked = scopes
    .map(tell)
    .join('')
    .split(/(?<=[abc])<(\d+)>/);
  let text = '';
  marked.forEach((part, i) => {
    if (i % 2 === 0) text += part;
    else numberAt.set(text.length - 1, Number(part));
  });
  return { text, numberAt };
}

test('a variable is declared where JavaScript finds it', () => {
  fc.assert(
    fc.property(fc.array(drawn, { maxLength: 4 }), (program) => {
      const { text, numberAt } = write(program);
      const seen: (() => number[])[] = [];
      runInNewContext(`"use strict";${text}`, { seen });
      const scopes = readScopes(text);
      let at = text.indexOf(PROBE);
      for (const see of seen) {
        const found = NAMES.map((name) => scopes.findDeclaration(at, name, []));
        expect(found.map((offset) => (offset === null ? 0 : numberAt.get(offset)))).toEqual(see());
        at = text.indexOf(PROBE, at + 1);
      }
      expect(at).toBe(-1);
    }),
    { numRuns: 300 },
  );
});

/** Offset of the n-th time that the text has a piece. */
function offsetOf(text: string, piece: string, n = 1): number {
  let at = -1;
  for (let i = 0; i < n; i++) at = text.indexOf(piece, at + 1);
  return at;
}

test('of scopes that have a name the one is meant that has the other names as well', () => {
  const text = 'function f(t,e){return()=>{let t=1;{let n=2;return()=>[t,n,e]}}}';
  const scopes = readScopes(text);
  const from = offsetOf(text, '()=>', 2);
  expect(scopes.findDeclaration(from, 't', ['t'])).toBe(text.indexOf('t=1'));
  expect(scopes.findDeclaration(from, 't', ['t', 'e'])).toBe(text.indexOf('t,e'));
  expect(scopes.findDeclaration(from, 't', ['t', 'x'])).toBeNull();
  expect(scopes.findDeclaration(from, 'x', [])).toBeNull();
});

test('private fields belong to the class around, imports to the module', () => {
  const text =
    'import d,{x as i}from"m";import*as n from"m";class A{#t=1;static #s;get #g(){return()=>0}m(){}}class B extends A{#t=2;constructor(){super()}}';
  const scopes = readScopes(text);
  const ofA = text.indexOf('class A');
  expect(['#t', '#s', '#g'].map((name) => scopes.findDeclaration(ofA, name, []))).toEqual(
    ['#t', '#s', '#g'].map((name) => text.indexOf(name)),
  );
  expect(scopes.findDeclaration(text.indexOf('()=>0'), '#t', [])).toBe(text.indexOf('#t'));
  const ofB = text.indexOf('(){super');
  expect(scopes.findDeclaration(ofB, '#t', [])).toBe(offsetOf(text, '#t', 2));
  expect(scopes.findDeclaration(ofB, '#s', [])).toBeNull();
  expect(['d', 'i', 'n'].map((name) => scopes.findDeclaration(ofA, name, []))).toEqual([
    text.indexOf('d,'),
    text.indexOf('i}'),
    text.indexOf('n from'),
  ]);
});

test('a class in another one has none of its private fields', () => {
  const text = 'class A{#t=1;m(){return class{#n=2;constructor(){}}}}';
  const scopes = readScopes(text);
  const inner = text.indexOf('class{');
  expect(scopes.findDeclaration(inner, '#n', [])).toBe(text.indexOf('#n'));
  expect(scopes.findDeclaration(text.indexOf('(){}'), '#n', [])).toBe(text.indexOf('#n'));
  expect(scopes.findDeclaration(inner, '#t', [])).toBeNull();
  expect(scopes.findDeclaration(text.indexOf('class A'), '#t', [])).toBe(text.indexOf('#t'));
});

test('what Node runs as the body of a function is read, as is what no module may say', () => {
  for (const text of [
    '#!/usr/bin/env node\nconst v=1;return ()=>v',
    'with({}){var v=()=>v}',
    'await 0;let v=()=>v',
    'export let v=()=>v',
  ])
    expect(readScopes(text).findDeclaration(text.indexOf('()=>v'), 'v', [])).toBe(text.indexOf('v='));
  expect(() => readScopes('let 1')).toThrow(SyntaxError);
});

test('expressions may be deep, and too deep ones are errors like any other', () => {
  const write = (operators: number): string => `let v=1;f(${'v+'.repeat(operators)}v,()=>v)`;
  const text = write(3000);
  expect(readScopes(text).findDeclaration(text.indexOf('()=>'), 'v', [])).toBe(4);
  expect(() => readScopes(write(300_000))).toThrow(SyntaxError);
});

test('the other names of a scope are looked at once, however many variables are asked for', () => {
  const names = Array.from({ length: 50 }, (_, i) => `v${i}`);
  const text = `let ${names.join()};{let x;f(()=>0)}`;
  let looks = 0;
  const others = new Proxy(names, {
    get(list, key) {
      looks++;
      return Reflect.get(list, key) as unknown;
    },
  });
  const scopes = readScopes(text);
  for (const name of names)
    expect(scopes.findDeclaration(text.indexOf('()=>'), name, others)).toBe(
      text.search(new RegExp(`\\b${name}\\b`)),
    );
  expect(looks).toBeLessThan(4 * names.length);
});
