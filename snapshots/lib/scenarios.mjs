// scenarios/*/scenario.json -> what each scenario is and what must be found in it.
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const SNAPSHOTS = join(dirname(fileURLToPath(import.meta.url)), '..');

const WARM_UP_ROUNDS = 5;
const ROUNDS = 10;
export const STEPS = [
  ['baseline', WARM_UP_ROUNDS],
  ['target', ROUNDS],
  ['final', ROUNDS],
];

export function readScenarios() {
  return readdirSync(join(SNAPSHOTS, 'scenarios')).sort().map(readScenario);
}

function readScenario(name) {
  const folder = join(SNAPSHOTS, 'scenarios', name);
  const scenario = JSON.parse(readFileSync(join(folder, 'scenario.json'), 'utf8'));
  const { expected } = scenario;
  return {
    ...scenario,
    name,
    expected: expected && {
      classes: expected.classes,
      addedPerStep: expected.addedPerRound && expected.addedPerRound * ROUNDS,
      holder: expected.holder,
      cuts: expected.cuts ?? [expected.holder],
      path: expected.path,
      cause: expected.cause,
      causeAlso: expected.causeAlso,
      location: expected.definedIn && findClass(folder, expected.definedIn, expected.classes[0]),
    },
  };
}

function findClass(folder, file, className) {
  const lines = readFileSync(join(folder, file), 'utf8').split('\n');
  const index = lines.findIndex((line) => new RegExp(`\\bclass ${className}\\b`).test(line));
  if (index < 0) throw new Error(`no class ${className} in ${file}`);
  return { file, line: index + 1 };
}
