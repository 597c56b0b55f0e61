// Every program with a known answer, at three and at two snapshots. Only `npm run leaks` runs this: it takes minutes,
// and fails only where a healthy program is suspected; the table says the rest.

import { writeFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { diffProgram, findPackagePrograms, findPrograms, judgeReport } from './judge-program.js';

const results: unknown[] = [];
const file = process.env['HEAPDIFF_LEAKS'];
const isRestarted = process.env['HEAPDIFF_LEAKS_RESTARTED'] !== undefined;

describe.concurrent('programs', () => {
  test.each([...findPrograms(), ...findPackagePrograms()])('$name', async (program) => {
    const reports = await diffProgram(program, [3, 2], isRestarted);
    const [three, two] = reports.map((report) => judgeReport(program, report));
    results.push({ name: program.name, three, two: program.needsThree ? null : two });
    expect(three.clean).not.toBe(false);
  });
});

afterAll(() => {
  if (file !== undefined) writeFileSync(file, JSON.stringify(results));
});
