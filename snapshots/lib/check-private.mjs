// Snapshot text -> nothing, or an error if it tells anything about the machine that it was made on.
import { execFileSync } from 'node:child_process';
import { homedir, hostname, tmpdir } from 'node:os';
import { dirname } from 'node:path';
import { SNAPSHOTS } from './scenarios.mjs';

const SECRET_NAME = /token|secret|passw|auth|_key|credential|proxy|registry/i;

export function checkPrivate(text, file, cache) {
  for (const [what, value] of privateValues(cache)) {
    if (text.includes(value)) throw new Error(`${file} holds ${what}`);
  }
}

function privateValues(cache) {
  const registry = execFileSync('npm', ['config', 'get', 'registry'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const values = [
    ['the path of the repository', dirname(SNAPSHOTS)],
    ['the path of the runtimes', cache],
    ['the home directory', `${homedir()}/`],
    ['the folder for temporary files', `${tmpdir()}/`],
    ['the name of the machine', hostname()],
    ['the host of the package registry', new URL(registry.trim()).host],
  ];
  for (const [name, value] of Object.entries(process.env)) {
    if (SECRET_NAME.test(name)) values.push([`the environment variable ${name}`, value]);
  }
  return values.filter(([, value]) => value.length > 3);
}
