// viewer/ -> dist/viewer/report.html and viewer.html: one file each, with the script, the style and a policy
// that allows these two by their hash and nothing else. A second or two.

import { build } from 'esbuild';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const out = join(dirname(here), 'dist/viewer');

/** As src/render/html.ts looks for it. */
const dataSlot = '<script id="heapdiff-data" type="application/json">null</script>';

/** As cli/serve-app.ts looks for it. */
const fileSlot = '<script id="heapdiff-files" type="application/json">null</script>';

async function bundle(entry, define = {}) {
  const result = await build({
    entryPoints: [join(here, entry)],
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    charset: 'ascii',
    legalComments: 'none',
    define,
    write: false,
    logLevel: 'warning',
  });
  // What would end the script element may only occur inside strings.
  return result.outputFiles[0].text.replaceAll('</script', '<\\/script').trim();
}

async function readStyle() {
  const folder = join(here, 'styles');
  const files = readdirSync(folder).filter((name) => name.endsWith('.css'));
  const text = files
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
  const { transform } = await import('esbuild');
  return (await transform(text, { loader: 'css', minify: true })).code.trim();
}

function hash(text) {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

function buildPage({ title, script, style, policy, slot }) {
  const rules = [
    "default-src 'none'",
    `script-src ${hash(script)}`,
    `style-src ${hash(style)}`,
    'img-src blob: data:',
    ...policy,
    "base-uri 'none'",
    "form-action 'none'",
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${rules.join('; ')}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<noscript>This page draws its report with the script inside it; please allow scripts for this file.</noscript>
<div id="page"></div>
${slot}
<script>${script}</script>
</body>
</html>
`;
}

mkdirSync(out, { recursive: true });
const style = await readStyle();
writeFileSync(
  join(out, 'report.html'),
  buildPage({
    title: 'heapdiff report',
    script: await bundle('report-page.ts'),
    style,
    policy: [],
    slot: dataSlot,
  }),
);

if (existsSync(join(here, 'app-page.ts'))) {
  const worker = await bundle('app-worker.ts');
  writeFileSync(
    join(out, 'viewer.html'),
    buildPage({
      title: 'heapdiff',
      script: await bundle('app-page.ts', { WORKER_TEXT: JSON.stringify(worker) }),
      style,
      policy: ['worker-src blob:', "connect-src 'none'"],
      slot: fileSlot,
    }),
  );
}
