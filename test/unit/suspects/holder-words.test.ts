import { expect, test } from 'vitest';
import { diffHeaps } from '../../support/diff-heaps.js';

test('a Set that is the value of a WeakMap is called after the WeakMap, and not after its key', async () => {
  const heap = (count: number): string => {
    const still = Array.from({ length: 150 }, (_, n) => `still -[${n}]-> s${n}:Still 16 @${2001 + 2 * n}`);
    const pair = 'part of key (Tenant @9) -> value (Set @15) pair in WeakMap (table @13)';
    const lines = [
      'root -> app:App @3',
      'app -> still:Array @5',
      ...still,
      'app -tenants-> tenants:Array @7',
    ];
    lines.push(
      'tenants -[0]-> tenant:Tenant @9',
      'app -hits-> map:WeakMap @11',
      'map -{table}-> table:array @13',
    );
    lines.push(`tenant -{4 / ${pair}}-> set:Set @15`, `table -{9 / ${pair}}-> set`);
    for (let n = 0; n < count; n++) lines.push(`set -[${n}]-> h${n}:Hit 40 @${10_001 + 2 * n}`);
    return lines.join('\n');
  };
  const report = await diffHeaps([20, 40, 60].map(heap));
  const [suspect] = report.suspects.rows;
  expect(suspect.title).toBe('Set in WeakMap `hits` keeps 40 more Hit, +20 a step');
  expect(suspect.cause.evidence).toEqual(['Set in WeakMap `hits`: 20 added at every step, none removed']);
  expect(suspect.pathText).toMatch(/tenants: Array → Tenant → \(WeakMap hits\): Set → Hit @\d+$/);
});
