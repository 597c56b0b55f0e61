import { readFileSync } from 'node:fs';
import { satisfies } from 'semver';
import { expect, test } from 'vitest';

interface LockedPackage {
  readonly version?: string;
  readonly dev?: boolean;
  readonly hasInstallScript?: boolean;
  readonly engines?: { readonly node?: string };
}

const lockfile = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  packages: Record<string, LockedPackage>;
};
const packages = Object.entries(lockfile.packages).filter(([path]) => path !== '');
const ourRange = lockfile.packages['']?.engines?.node ?? '';

/** The edges of every line of Node that heapdiff runs on, and what is to come. */
const versions = [
  '20.19.0',
  '20.99.0',
  '22.12.0',
  '22.99.0',
  '23.0.0',
  '24.0.0',
  '25.0.0',
  '26.0.0',
  '40.0.0',
];

test('heapdiff says which versions of Node it runs on', () => {
  expect(ourRange).toBe('^20.19 || >=22.12');
  expect(versions.filter((version) => !satisfies(version, ourRange))).toEqual([]);
  expect(
    ['18.20.0', '20.18.9', '21.0.0', '22.11.9'].filter((version) => satisfies(version, ourRange)),
  ).toEqual([]);
});

test('every package that users get runs on every version of Node that heapdiff runs on', () => {
  const shipped = packages.filter(([, locked]) => locked.dev !== true);
  expect(shipped.length).toBeGreaterThan(5);
  const narrower = shipped.filter(([, locked]) =>
    versions.some((version) => !satisfies(version, locked.engines?.node ?? '*')),
  );
  expect(narrower.map(([path, locked]) => `${path} wants ${locked.engines?.node ?? ''}`)).toEqual([]);
});

test('every package that users get installs without a script', () => {
  const scripted = packages.filter(([, locked]) => locked.dev !== true && locked.hasInstallScript === true);
  expect(scripted.map(([path]) => path)).toEqual([]);
});

test('every tool of the tests runs on the oldest Node that heapdiff runs on', () => {
  const narrower = packages.filter(([, locked]) => !satisfies('20.19.0', locked.engines?.node ?? '*'));
  expect(narrower.map(([path, locked]) => `${path} wants ${locked.engines?.node ?? ''}`)).toEqual([]);
});

test('every dependency is pinned to one version', () => {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Record<
    'dependencies' | 'devDependencies',
    Record<string, string>
  >;
  const all = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
  expect(all.filter(([, range]) => !/^\d+\.\d+\.\d+$/.test(range))).toEqual([]);
});
