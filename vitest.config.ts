import type { ViteUserConfig } from 'vitest/config';
import { findChromium } from './test/support/find-chromium.js';

// `browser` is left out where there is no Chromium; test/run.mjs says so.
const chromium = findChromium();

const config: ViteUserConfig = {
  test: {
    // Two workers: most machines that run this have two cores to spare, and snapshots are large.
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/{unit,oracles,laws,hostile}/**/*.test.ts', 'test/leaks/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        // Runs the built program: `npm run build` first (`npm test` does).
        test: {
          name: 'cli',
          include: ['test/{cli,golden}/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        // Rules about the repository and the package themselves.
        test: {
          name: 'project',
          include: ['test/project/**/*.test.ts'],
          testTimeout: 120_000,
        },
      },
      ...(process.env['HEAPDIFF_LEAKS'] === undefined
        ? []
        : [
            {
              // `npm run leaks`
              test: {
                name: 'leaks',
                include: ['test/leaks/all-programs.ts'],
                testTimeout: 600_000,
                maxConcurrency: 2,
              },
            },
          ]),
      ...(chromium === null
        ? []
        : [
            {
              test: {
                name: 'browser',
                include: ['test/browser/**/*.test.ts'],
                fileParallelism: false,
                testTimeout: 120_000,
                hookTimeout: 120_000,
              },
            },
          ]),
    ],
  },
};

export default config;
