import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSnapshotSource } from '../../../src/bytes/file-source.js';
import { recognizeProducer } from '../../../src/format/producer.js';
import { readSnapshot } from '../../../src/format/read-snapshot.js';
import { readHeap } from '../../support/heap-language.js';
import { readManifest, snapshotsFolder } from '../../support/manifest.js';

describe.each(readManifest().files)('$path', ({ path, runtime }) => {
  it(`is known to be by ${runtime.name} ${runtime.version}`, async () => {
    const data = await readSnapshot(await openSnapshotSource(join(snapshotsFolder, path)));
    const { name, version, v8Version, label } = recognizeProducer(data);
    expect(name.toLowerCase()).toMatch(new RegExp(`^${runtime.name.replace('node', 'node.js')}`));
    if (name === 'Chromium' || name === 'Bun') {
      expect([version, v8Version, label]).toEqual([null, null, name]);
      return;
    }
    expect(version).toBe(runtime.version.replace(/^v/, ''));
    expect(v8Version).toBe(runtime.v8);
    expect(label).toMatch(/^(Node|Deno) \d+\.\d+ \(V8 \d+\.\d+\)$/);
  });
});

describe('Hermes shows two of its signs', () => {
  const recognize = async (text: string, dialect: 'hermes' | 'node20'): Promise<string> =>
    recognizeProducer((await readHeap(text, { dialect })).data).name;

  it.each([
    ['counts of 0 and the names of plain objects', 'root -> a:"Object(Shop)"', 'hermes', 'Hermes'],
    ['counts of 0 and its own roots', 'root -> r:synthetic "(GC Roots)"', 'hermes', 'Hermes'],
    [
      'its global object and the names',
      'root -> a:"Object(b)"\n a -HermesInternal-> b:X',
      'node20',
      'Hermes',
    ],
    ['counts of 0 alone', 'root -> a:Shop', 'hermes', 'V8'],
    ['a string that looks like a name', 'root -> a:Shop, s:string "Object(x)"', 'hermes', 'V8'],
    ['names alone', 'root -> a:"Object(Shop)"', 'node20', 'V8'],
  ] as const)('%s', async (_what, text, dialect, name) => {
    expect(await recognize(text, dialect)).toBe(name);
  });

  it('workerd, which may call itself Node as well', async () => {
    const versions = 'v -node-> n:string "22.19.0"\n v -v8-> w:string "15.2.1"\n v -modules-> m:string "137"';
    const heap = `root -> t:native "workerd / HeapTracer", v:Object\n ${versions}`;
    expect(await recognize(heap, 'node20')).toBe('workerd');
  });
});
