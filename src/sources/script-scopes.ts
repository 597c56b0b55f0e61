// SPDX-License-Identifier: MIT
// The text of a script -> where its variables and private fields are declared, as seen from a function. A minifier
// gives many variables one name, so a name means something only in its scope.
//
//   function open(e){const t=new Map;return function(n){t.set(n,e)}}
//                          ^ the t that is seen from here   ^
//
// O(length log scopes) once, O(log scopes + scopes around) a question. Minified expressions are thousands of operators deep: acorn, which goes down
// into them by calls, says so when it cannot.

import { type Node, parse } from 'acorn';

/** The scopes of one script. */
export interface ScriptScopes {
  /**
   * Where a variable, or a private field `#name`, is declared.
   * @param offset in the text, of the beginning of a function or class, as V8 tells it
   * @param others what the scope has, if that is known: several scopes around may have the name
   * @returns an offset in the text; null where the text does not tell
   */
  findDeclaration(offset: number, name: string, others: readonly string[]): number | null;
}

interface Scope {
  readonly start: number;
  readonly end: number;
  readonly parent: Scope | null;
  /** Whose variables these are: a `var` belongs to the function around. */
  readonly kind: 'function' | 'class' | 'block';
  /** Offset of the first declaration of each name. */
  readonly names: Map<string, number>;
  /** A function's own name, which its variables may have as well; V8 keeps it among them. */
  readonly own: { readonly name: string; readonly offset: number } | null;
}

/** V8 parses what it is given as one or the other, and the text does not say as what. */
const SOURCE_TYPES = ['module', 'script'] as const;

/**
 * Reads a script.
 * @throws SyntaxError
 */
export function readScopes(text: string): ScriptScopes {
  const scopes = listScopes(parseScript(text), text.length).sort((a, b) => a.start - b.start);
  // All variables of one scope are asked for with the same list.
  let last: {
    readonly offset: number;
    readonly others: readonly string[];
    readonly scope: Scope | null;
  } | null = null;
  return {
    findDeclaration(offset, name, others) {
      if (last?.offset !== offset || last.others !== others)
        last = { offset, others, scope: scopeWith(others, outsideOf(scopes, offset)) };
      if (name.startsWith('#')) return classOf(last.scope)?.names.get(name) ?? null;
      const scope = scopeWith([name], last.scope);
      return scope?.names.get(name) ?? scope?.own?.offset ?? null;
    },
  };
}

/** What a function at a place closes over, and not what it has itself. */
function outsideOf(scopes: readonly Scope[], offset: number): Scope | null {
  const scope = innermostAt(scopes, offset);
  return scope?.kind === 'function' ? scope.parent : scope;
}

/** Where a class is in another one, its objects have none of the other's fields. */
function classOf(from: Scope | null): Scope | null {
  let scope = from;
  while (scope !== null && scope.kind !== 'class') scope = scope.parent;
  return scope;
}

/** The innermost scope, from this one out, that has all the names. */
function scopeWith(names: readonly string[], from: Scope | null): Scope | null {
  let scope = from;
  while (
    scope !== null &&
    !names.every((name) => scope?.names.has(name) === true || scope?.own?.name === name)
  )
    scope = scope.parent;
  return scope;
}

function parseScript(text: string): Node {
  let first: unknown = null;
  for (const sourceType of SOURCE_TYPES) {
    try {
      return parse(text, {
        ecmaVersion: 'latest',
        sourceType,
        allowHashBang: true,
        // Node runs the text of a CommonJS module as the body of a function.
        allowReturnOutsideFunction: true,
        allowAwaitOutsideFunction: true,
        allowSuperOutsideMethod: true,
        allowImportExportEverywhere: true,
      });
    } catch (error) {
      first ??= error;
    }
  }
  throw first as Error;
}

/** @param scopes by where they begin, outer ones first @returns the innermost one that has the offset in it */
function innermostAt(scopes: readonly Scope[], offset: number): Scope | null {
  let low = -1;
  for (let high = scopes.length - 1; low < high;) {
    const middle = (low + high + 1) >>> 1;
    if (scopes[middle].start <= offset) low = middle;
    else high = middle - 1;
  }
  let scope = low < 0 ? null : scopes[low];
  while (scope !== null && offset >= scope.end) scope = scope.parent;
  return scope;
}

/** A node of the tree in acorn's form (ESTree), as far as scopes depend on it. */
interface TreeNode extends Node {
  readonly [field: string]: unknown;
}

/** Half of a tree, in which nothing is declared that its owner does not declare. */
const LEAVES: ReadonlySet<string> = new Set([
  ...['Identifier', 'PrivateIdentifier', 'Literal', 'TemplateElement', 'ThisExpression', 'Super'],
]);

/** Outer ones before those in them. */
function listScopes(program: Node, length: number): Scope[] {
  const top: Scope = { start: 0, end: length, parent: null, kind: 'function', names: new Map(), own: null };
  const scopes = [top];
  const open = (node: TreeNode, parent: Scope, kind: Scope['kind']): Scope => {
    const id = node.type === 'FunctionExpression' ? (node['id'] as TreeNode | null) : null;
    const own = id && { name: id['name'] as string, offset: id.start };
    const scope: Scope = { start: node.start, end: node.end, parent, kind, names: new Map(), own };
    scopes.push(scope);
    return scope;
  };
  const waiting: TreeNode[] = [program as TreeNode];
  const around = [top];
  const add = (child: unknown, scope: Scope): void => {
    if (!isNode(child) || LEAVES.has(child.type)) return;
    waiting.push(child);
    around.push(scope);
  };
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    const inner = enter(node, around.pop() ?? top, open);
    for (const name in node) {
      const field = node[name];
      if (Array.isArray(field)) for (const child of field as readonly unknown[]) add(child, inner);
      else add(field, inner);
    }
  }
  return scopes;
}

/** Declares what a node declares. @returns the scope of what is in it */
function enter(
  node: TreeNode,
  scope: Scope,
  open: (node: TreeNode, parent: Scope, kind: Scope['kind']) => Scope,
): Scope {
  switch (node.type) {
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression': {
      if (node.type === 'FunctionDeclaration') declare(scope, node['id']);
      const inner = open(node, scope, 'function');
      for (const parameter of node['params'] as readonly unknown[]) declare(inner, parameter);
      return inner;
    }
    case 'ClassDeclaration':
    case 'ClassExpression': {
      if (node.type === 'ClassDeclaration') declare(scope, node['id']);
      const inner = open(node, scope, 'class');
      declare(inner, node['id']);
      return inner;
    }
    case 'MethodDefinition':
    case 'PropertyDefinition':
    case 'AccessorProperty': {
      const key = node['key'] as TreeNode;
      if (key.type === 'PrivateIdentifier') put(scope, `#${key['name'] as string}`, key.start);
      return scope;
    }
    case 'StaticBlock':
      return open(node, scope, 'function');
    case 'BlockStatement':
      // A function's body has the scope of its parameters.
      return isBody(node, scope) ? scope : open(node, scope, 'block');
    case 'CatchClause': {
      const inner = open(node, scope, 'block');
      declare(inner, node['param']);
      return inner;
    }
    case 'ForStatement':
    case 'ForInStatement':
    case 'ForOfStatement':
    case 'SwitchStatement':
      return open(node, scope, 'block');
    case 'VariableDeclaration': {
      const home = node['kind'] === 'var' ? functionOf(scope) : scope;
      for (const declarator of node['declarations'] as readonly TreeNode[]) declare(home, declarator['id']);
      return scope;
    }
    case 'ImportSpecifier':
    case 'ImportDefaultSpecifier':
    case 'ImportNamespaceSpecifier':
      declare(scope, node['local']);
      return scope;
    default:
      return scope;
  }
}

/** A function ends where its body does. */
function isBody(block: TreeNode, scope: Scope): boolean {
  return scope.kind === 'function' && scope.parent !== null && block.end === scope.end;
}

function functionOf(scope: Scope): Scope {
  let home = scope;
  while (home.kind !== 'function' && home.parent !== null) home = home.parent;
  return home;
}

/** Declares all names in a pattern. */
function declare(scope: Scope, pattern: unknown): void {
  const waiting: unknown[] = [pattern];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (!isNode(next)) continue;
    if (next.type === 'Identifier') put(scope, next['name'] as string, next.start);
    else if (next.type === 'ObjectPattern') waiting.push(...(next['properties'] as readonly unknown[]));
    else if (next.type === 'Property') waiting.push(next['value']);
    else if (next.type === 'ArrayPattern') waiting.push(...(next['elements'] as readonly unknown[]));
    else if (next.type === 'AssignmentPattern') waiting.push(next['left']);
    else if (next.type === 'RestElement') waiting.push(next['argument']);
  }
}

/** Declarations come in no order. */
function put({ names }: Scope, name: string, offset: number): void {
  const known = names.get(name);
  if (known === undefined || offset < known) names.set(name, offset);
}

function isNode(value: unknown): value is TreeNode {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}
