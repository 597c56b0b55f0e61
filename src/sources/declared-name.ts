// SPDX-License-Identifier: MIT
// A place in source text -> the name of the class or function that is written there. Not a parser: it looks at the
// line, and for a constructor at the class around it. O(line), O(text above) for constructors.

/** What is declared at a place. */
export interface Declaration {
  readonly kind: 'class' | 'function';
  readonly name: string;
}

/** A regular expression for the name of a variable, with the flag `u`. */
export const NAME: string = String.raw`[\p{ID_Start}$_][\p{ID_Continue}$]*`;
const CLASS = new RegExp(
  String.raw`^(?:export\s+)?(?:default\s+)?(?:abstract\s+)?class\b(?:\s+(?!extends\b|implements\b)(${NAME}))?`,
  'u',
);
const FUNCTION = new RegExp(
  String.raw`^(?:export\s+)?(?:default\s+)?(?:async\s+)?function\b\s*\*?\s*(${NAME})?`,
  'u',
);
const METHOD = new RegExp(
  String.raw`^(?:(?:public|private|protected|static|async|get|set|override)\s+)*\*?\s*(#?${NAME})\s*[(<]`,
  'u',
);
const ARROW = new RegExp(String.raw`^(?:async\b\s*)?(?:\(|${NAME}\s*=>)`, 'u');
// From the start of a name only, and on texts without spaces at the end: else they try every part of what is there.
const START = String.raw`(?<![\p{ID_Continue}$])`;
const ASSIGNED = new RegExp(String.raw`${START}(${NAME})\s*(?::[^=]+)?[=:]$`, 'u');
const LAST_NAME = new RegExp(String.raw`${START}(#?${NAME})\s*(?:<[^<>]*>)?$`, 'u');
const CLASS_ABOVE = new RegExp(String.raw`^(?:[^]*[^.\w$])?class\s+(${NAME})[^{};]*$`, 'u');
const KEYWORDS: ReadonlySet<string> = new Set(
  'if for while switch catch return super new await typeof function async import with yield void'.split(' '),
);

/** @param lines of the source; @param line and @param column 0-based */
export function findDeclaration(lines: readonly string[], line: number, column: number): Declaration | null {
  const text = lines[line] ?? '';
  const rest = text.slice(column, column + 1000);
  const before = text.slice(Math.max(0, column - 1000), column).trimEnd();
  const ofClass = CLASS.exec(rest);
  if (ofClass !== null) return declare('class', ofClass[1] ?? ASSIGNED.exec(before)?.[1]);
  const ofFunction = FUNCTION.exec(rest);
  if (ofFunction !== null) return declare('function', ofFunction[1] ?? ASSIGNED.exec(before)?.[1]);
  if (/^constructor\b/.test(rest)) return findClassAround(lines, line, column);
  if (rest.startsWith('{')) return declare('class', CLASS_ABOVE.exec(cutComments(before))?.[1]);
  const keyword = /\b(class|function)\s*\*?$/.exec(before);
  if (keyword !== null)
    return declare(keyword[1] as Declaration['kind'], new RegExp(`^${NAME}`, 'u').exec(rest)?.[0]);
  const method = METHOD.exec(rest);
  if (method !== null && !KEYWORDS.has(method[1])) return declare('function', method[1]);
  if (/^[(<]/.test(rest)) {
    const name = LAST_NAME.exec(before)?.[1];
    if (name === 'constructor') return findClassAround(lines, line, column);
    if (name !== undefined && !KEYWORDS.has(name)) return declare('function', name);
  }
  return ARROW.test(rest)
    ? declare('function', ASSIGNED.exec(before.replace(/\basync$/, '').trimEnd())?.[1])
    : null;
}

function declare(kind: Declaration['kind'], name: string | undefined): Declaration | null {
  return name === undefined ? null : { kind, name };
}

const FARTHEST = 5000;
/** The head of a class may be on several lines. */
const LONGEST_HEAD = 1000;

/** The class whose body is open at the place: braces are counted upwards, those in strings with them. */
function findClassAround(lines: readonly string[], line: number, column: number): Declaration | null {
  const above = lines.slice(Math.max(0, line - FARTHEST), line);
  const text = cutComments([...above, lines[line].slice(0, column)].join('\n'));
  let depth = 0;
  for (let i = text.length - 1; i >= 0; i--) {
    if (text[i] === '}') depth++;
    else if (text[i] === '{' && depth-- === 0)
      return declare('class', CLASS_ABOVE.exec(text.slice(Math.max(0, i - LONGEST_HEAD), i))?.[1]);
  }
  return null;
}

/** Comments speak of classes, too, and may begin where the text does. */
function cutComments(text: string): string {
  return text.replace(/\/\*[^]*?(?:\*\/|$)/g, ' ').replace(/(^|\s)\/\/.*$/gm, '$1');
}
