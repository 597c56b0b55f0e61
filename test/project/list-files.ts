// The repository -> the paths of its files, with forward slashes, without what git ignores.

import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

export function listFiles(): string[] {
  const output = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  return output.split('\0').filter((path) => path !== '' && existsSync(path));
}
