// The declarations that the build wrote -> docs/api.md: every export of the library with its comment and signature.

import { basename, dirname, join, relative } from 'node:path';
import { format, resolveConfig } from 'prettier';
import ts from 'typescript';

/** One export of the library. */
export interface ApiEntry {
  readonly name: string;
  /** Text of its own comment, without stars. */
  readonly comment: string;
  readonly isValue: boolean;
  /** The declaration without its comment and `export declare`. */
  readonly text: string;
  /** The module that declares it, below `src`. */
  readonly source: string;
  /** Whether the browser's entry has it too. */
  readonly inBrowser: boolean;
}

/** Reads the exports of `dist/src/index.d.ts` and `index.browser.d.ts`, by name. */
export function readApi(projectFolder: string): readonly ApiEntry[] {
  const folder = join(projectFolder, 'dist/src');
  const entries = ['index.d.ts', 'index.browser.d.ts'].map((file) => join(folder, file));
  const program = ts.createProgram(entries, {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    skipLibCheck: true,
    types: [],
  });
  const checker = program.getTypeChecker();
  const exportsOf = (path: string): readonly ts.Symbol[] => {
    const file = program.getSourceFile(path);
    const symbol = file === undefined ? undefined : checker.getSymbolAtLocation(file);
    return symbol === undefined ? [] : checker.getExportsOfModule(symbol);
  };
  const [inNode, inBrowser] = entries.map(exportsOf);
  const browserNames = new Set(inBrowser.map(({ name }) => name));
  const nodeNames = new Set(inNode.map(({ name }) => name));
  const only = inBrowser.filter(({ name }) => !nodeNames.has(name));
  return [...inNode, ...only]
    .map((symbol): ApiEntry => {
      const target = (symbol.flags & ts.SymbolFlags.Alias) === 0 ? symbol : checker.getAliasedSymbol(symbol);
      const [declaration] = target.declarations ?? [];
      if (declaration === undefined) throw new Error(`${symbol.name} has no declaration`);
      // A constant's statement has the comment and the keyword.
      const statement = ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration;
      const file = statement.getSourceFile();
      const source = relative(folder, file.fileName).replace(/\.d\.ts$/, '.ts');
      return {
        name: symbol.name,
        comment: readComment(file.text.slice(statement.pos, statement.getStart(file))),
        isValue: (target.flags & ts.SymbolFlags.Value) !== 0,
        text: statement.getText(file).replace(/^export (?:declare )?/, ''),
        source: source.startsWith('..') ? basename(dirname(source)) : source,
        inBrowser: browserNames.has(symbol.name),
      };
    })
    .sort((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1));
}

function readComment(text: string): string {
  const [last] = text.match(/\/\*\*(?:(?!\*\/)[^])*\*\/(?=\s*$)/) ?? [];
  if (last === undefined) return '';
  return last
    .replace(/^\/\*\*|\*\/$/g, '')
    .replace(/^[ \t]*\* ?/gm, '')
    .trim();
}

/** The report as a page of the documentation. */
export async function renderApi(entries: readonly ApiEntry[], path: string): Promise<string> {
  const section = (title: string, shown: readonly ApiEntry[]): string =>
    `## ${title}\n\n${shown.map(renderEntry).join('\n')}`;
  const text = `# API report

Every export of \`heapdiff\`, written from the declarations by a test (\`HEAPDIFF_UPDATE_DOCS=1 npx vitest run test/project/api.test.ts\`),
which fails when they no longer agree: a change here is a change of the published API. Examples are in [library.md](library.md). What is
marked **page** is also in the entry for browsers.

${section(
  'Functions and values',
  entries.filter(({ isValue }) => isValue),
)}
${section(
  'Types',
  entries.filter(({ isValue }) => !isValue),
)}`;
  return format(text, { ...(await resolveConfig(path)), filepath: path });
}

function renderEntry({ name, comment, text, source, inBrowser }: ApiEntry): string {
  const isContract = source === 'report/model.ts';
  const tags = [`\`src/${source}\``, ...(inBrowser ? ['**page**'] : [])].join(', ');
  const note = comment === '' || isContract ? '' : `${comment.replace(/^@(\w+)/gm, '\n_$1_')}\n\n`;
  return `### ${name}\n\n${tags}\n\n${note}\`\`\`ts\n${text}\n\`\`\`\n`;
}
