// Source texts and a table of zones -> the imports that break the rules, as sentences.

import { posix } from 'node:path';
import ts from 'typescript';
import type { ZoneRule } from './import-table.js';

export type Sources = ReadonlyMap<string, string>;
export type ImportTable = Readonly<Record<string, ZoneRule>>;

/** Every specifier of a module: static, dynamic and type imports, re-exports, and `new URL('./x.js', import.meta.url)`. */
export function findSpecifiers(text: string): string[] {
  const imported = ts.preProcessFile(text, true, true).importedFiles.map((file) => file.fileName);
  const urls = [...text.matchAll(/new URL\(\s*['"`](\.[^'"`]+)['"`]\s*,\s*import\.meta\.url/g)];
  return [...imported, ...urls.map((match) => match[1] ?? '')];
}

/** The path of the source that a relative specifier names (`./x.js` is `./x.ts`). */
function resolveSource(from: string, specifier: string): string {
  return posix.join(posix.dirname(from), specifier).replace(/\.js$/, '.ts');
}

export function findZone(path: string, table: ImportTable): string | null {
  const zones = Object.keys(table).filter((zone) => path === zone || path.startsWith(`${zone}/`));
  return zones.reduce<string | null>(
    (longest, zone) => (zone.length > (longest?.length ?? 0) ? zone : longest),
    null,
  );
}

function packageOf(specifier: string): string {
  const parts = specifier.split('/');
  return parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
}

/** Imports that the table does not allow, and files that are in no zone. */
export function findForbiddenImports(sources: Sources, table: ImportTable): string[] {
  const problems: string[] = [];
  const nodeUsers = new Map<string, Set<string>>();
  for (const [path, text] of sources) {
    const zone = findZone(path, table);
    const rule = zone === null ? undefined : table[zone];
    if (zone === null || rule === undefined) {
      problems.push(`${path} is in a folder that the table does not know`);
      continue;
    }
    for (const specifier of findSpecifiers(text)) {
      if (specifier.startsWith('.')) {
        const target = resolveSource(path, specifier);
        const isAllowed =
          findZone(target, table) === zone ||
          rule.zones.some((allowed) => target === allowed || isInside(target, allowed, rule, table));
        if (!isAllowed) problems.push(`${path} must not import ${target}`);
      } else if (specifier.startsWith('node:')) {
        const module = specifier.split('/')[0] ?? specifier;
        if (rule.node?.[module] === undefined) problems.push(`${path} must not import ${specifier}`);
        const key = `${zone} ${module}`;
        nodeUsers.set(key, (nodeUsers.get(key) ?? new Set()).add(path));
      } else if (!(rule.packages ?? []).includes(packageOf(specifier))) {
        problems.push(`${path} must not import ${specifier}`);
      }
    }
  }
  for (const [key, paths] of nodeUsers) {
    const [zone = '', module = ''] = key.split(' ');
    const limit = table[zone]?.node?.[module] ?? Infinity;
    if (paths.size > limit) {
      problems.push(`${module} in ${zone} belongs into ${limit} file: ${[...paths].sort().join(', ')}`);
    }
  }
  return problems.sort();
}

/** A zone inside an allowed folder (a single file with rules of its own) is allowed only by its own name. */
function isInside(target: string, allowed: string, rule: ZoneRule, table: ImportTable): boolean {
  if (!target.startsWith(`${allowed}/`)) return false;
  const zone = findZone(target, table);
  return zone === allowed || !(allowed in table) || (zone !== null && rule.zones.includes(zone));
}

/** Relative imports that name no source. */
export function findMissingImports(sources: Sources): string[] {
  const problems: string[] = [];
  for (const [path, text] of sources) {
    for (const specifier of findSpecifiers(text)) {
      if (!specifier.startsWith('.')) continue;
      const target = resolveSource(path, specifier);
      if (target.endsWith('.ts') && !sources.has(target))
        problems.push(`${path} imports ${target}, which is missing`);
    }
  }
  return problems.sort();
}

/** Cycles, each once, as `a -> b -> a`; type imports count, because a reader has to follow them too. */
export function findCycles(sources: Sources): string[] {
  const cycles: string[] = [];
  const done = new Set<string>();
  const trail: string[] = [];
  const visit = (path: string): void => {
    const start = trail.indexOf(path);
    if (start >= 0) {
      cycles.push([...trail.slice(start), path].join(' -> '));
      return;
    }
    if (done.has(path)) return;
    trail.push(path);
    for (const target of importsOf(path, sources)) visit(target);
    trail.pop();
    done.add(path);
  };
  for (const path of sources.keys()) visit(path);
  return cycles.sort();
}

/** Chains from an entry to a module of Node, as `entry -> ... -> node:fs`. */
export function findNodeModulesReachedFrom(entry: string, sources: Sources): string[] {
  const chains: string[] = [];
  const seen = new Set<string>([entry]);
  const queue = [[entry]];
  for (let chain = queue.shift(); chain !== undefined; chain = queue.shift()) {
    const path = chain.at(-1) ?? entry;
    for (const specifier of findSpecifiers(sources.get(path) ?? '')) {
      if (specifier.startsWith('node:')) chains.push([...chain, specifier].join(' -> '));
    }
    for (const target of importsOf(path, sources)) {
      if (seen.has(target)) continue;
      seen.add(target);
      queue.push([...chain, target]);
    }
  }
  return chains.sort();
}

function importsOf(path: string, sources: Sources): string[] {
  return findSpecifiers(sources.get(path) ?? '')
    .filter((specifier) => specifier.startsWith('.'))
    .map((specifier) => resolveSource(path, specifier))
    .filter((target) => sources.has(target));
}
