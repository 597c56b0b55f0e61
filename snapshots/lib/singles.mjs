// The single snapshots: one of each runtime, and the other ways of taking one.

const PLAIN = ['node12', 'node16', 'node20', 'node22', 'node24', 'node26', 'deno', 'bun', 'chromium'];

export const SINGLES = [
  ...PLAIN.map((runtime) => ({ name: runtime, runtime, mode: 'plain', committed: true })),
  { name: 'node18-numeric', runtime: 'node18', mode: 'numeric', committed: true },
  {
    name: 'node24-timeline',
    runtime: 'node24',
    mode: 'timeline',
    extension: 'heaptimeline',
    committed: true,
  },
  { name: 'node18', runtime: 'node18', mode: 'plain', committed: false },
  { name: 'node26-internals', runtime: 'node26', mode: 'internals', committed: false },
];
