// src, cli and viewer -> dist: compiled modules, the JSON schema of the report, the viewer page.
// `npm ci` runs this through `prepare`. A few seconds; less when little has changed.

import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const require = createRequire(import.meta.url);

function runNode(...args) {
  execFileSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
}

/** What an earlier build left of a source that is gone would otherwise be published. */
function removeOrphans(folder) {
  for (const entry of readdirSync(join(root, 'dist', folder), { withFileTypes: true })) {
    const path = join(folder, entry.name);
    const source = path.replace(/\.(d\.ts|js)$/, '.ts');
    if (!existsSync(join(root, source))) rmSync(join(root, 'dist', path), { recursive: true });
    else if (entry.isDirectory()) removeOrphans(path);
  }
}

function buildModules() {
  runNode(require.resolve('typescript/bin/tsc'), '-b', 'src', 'cli');
  removeOrphans('src');
  removeOrphans('cli');
  chmodSync(join(root, 'dist/cli/main.js'), 0o755);
}

/** The schema of the type `Report`, the union of all kinds of report. */
async function buildSchema() {
  const model = join(root, 'src/report/model.ts');
  if (!existsSync(model)) return;
  const { createGenerator } = await import('ts-json-schema-generator');
  const schema = createGenerator({
    path: model,
    tsconfig: join(root, 'src/tsconfig.json'),
    type: 'Report',
    schemaId: 'heapdiff/schema/report-v1.json',
    // Fields may be added within version 1.
    additionalProperties: true,
    skipTypeCheck: true,
    sortProps: false,
  }).createSchema('Report');
  mkdirSync(join(root, 'dist/schema'), { recursive: true });
  writeFileSync(join(root, 'dist/schema/report-v1.json'), JSON.stringify(schema, null, 2) + '\n');
}

/** The report page and the app, each one HTML file: viewer/build.mjs puts them under dist/viewer. */
function buildViewer() {
  if (existsSync(join(root, 'viewer/build.mjs'))) runNode('viewer/build.mjs');
}

try {
  buildModules();
  await buildSchema();
  buildViewer();
} catch (error) {
  // A program that was run has already said what is wrong.
  if (typeof error.status !== 'number') console.error(error);
  process.exitCode = 1;
}
