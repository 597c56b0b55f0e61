// Legal files that look unlike what V8 writes: all of them open, and say the same.

import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { bytesSource } from '../../src/bytes/byte-source.js';
import { gunzipSource } from '../../src/bytes/gzip-source.js';
import { buildNodeInflater } from '../../src/bytes/inflate-node.js';
import type { StringIndex } from '../../src/core/columns.js';
import { readSnapshot } from '../../src/format/read-snapshot.js';
import type { SnapshotData } from '../../src/format/snapshot-data.js';
import { stringText } from '../../src/format/string-table.js';
import { soundText, tryRead } from '../support/damaged-heap.js';
import { readHeap } from '../support/heap-language.js';
import { describeSnapshot } from '../support/twin-reader.js';

const sound = soundText();
const json = JSON.parse(sound) as Record<string, unknown>;

async function read(
  text: string | Uint8Array,
  options?: { windowBytes?: number; pieces?: number },
): Promise<SnapshotData> {
  const { data, error } = await tryRead(text, options);
  if (error) throw error;
  return data;
}

function reordered(names: readonly string[]): string {
  return JSON.stringify(Object.fromEntries(names.map((name) => [name, json[name]])));
}

const names = Object.keys(json);
const without = (...left: string[]): string[] => names.filter((name) => !left.includes(name));

const same: [what: string, text: string | Buffer][] = [
  ['in one line', JSON.stringify(json)],
  ['pretty-printed', JSON.stringify(json, null, 2)],
  ['pretty-printed with tabs', JSON.stringify(json, null, '\t')],
  ['with Windows line ends', sound.replaceAll('\n', '\r\n')],
  ['with old Macintosh line ends', sound.replaceAll('\n', '\r')],
  ['with a byte order mark', `\ufeff${sound}`],
  ['with white space around', ` \n\t${sound}\n\n `],
  ['with a space at every seam', sound.replace(/[[\]{},:]/g, ' $& ')],
  ['backwards', reordered([...names].reverse())],
  ['strings first', reordered(['strings', ...without('strings')])],
  ['header last', reordered([...without('snapshot'), 'snapshot'])],
  ['nodes before the header', reordered(['nodes', 'snapshot', ...without('nodes', 'snapshot')])],
  ['edges before the nodes', reordered(['snapshot', 'edges', ...without('snapshot', 'edges')])],
  ['locations before all', reordered(['locations', ...without('locations')])],
  ['without the optional sections', reordered(without('trace_function_infos', 'trace_tree', 'samples'))],
  [
    'with counts of 0',
    sound.replace('"node_count":5', '"node_count":0').replace('"edge_count":6', '"edge_count":0'),
  ],
  ['without counts', sound.replace('"node_count":5,"edge_count":6,', '')],
  ['with wrong trace counts', sound.replace('"trace_function_count":0', '"trace_function_count":99')],
  [
    'with more in the header',
    sound.replace('"node_count":5', '"node_count":5,"flags":[{"a":-1.5e3}],"made":"by x"'),
  ],
  [
    'with keys that are escaped',
    sound.replace('"nodes"', '"\\u006eodes"').replace('"strings"', '"string\\u0073"'),
  ],
  [
    'with escapes where none are needed',
    sound.replace('"App"', '"\\u0041pp"').replace('"Map"', '"\\u004d\\u0061p"'),
  ],
];

describe('a snapshot', () => {
  it.each(same)('%s says the same', async (_what, text) => {
    const wanted = describeSnapshot(await read(sound));
    for (const options of [{}, { windowBytes: 16 }, { pieces: 1 }, { windowBytes: 40, pieces: 3 }]) {
      const data = await read(text, options);
      expect(describeSnapshot(data)).toEqual(wanted);
      expect(data.warnings).toEqual([]);
    }
  });

  it('with unknown sections is read, with a warning for each', async () => {
    const extra = '"x-tool":{"deep":[[[[{"nodes":[1,2]}]]]],"text":"]}\\"\\\\"},';
    const text = sound
      .replace('{"snapshot"', `{${extra}"snapshot"`)
      .replace(/\}$/, ',"last":[true,false,null,-1.5e-3]}');
    for (const windowBytes of [16, 1 << 16]) {
      const data = await read(text, { windowBytes });
      expect(describeSnapshot(data)).toEqual(describeSnapshot(await read(sound)));
      expect(data.warnings).toEqual([
        { code: 'UNKNOWN_SECTION', message: 'section "x-tool" is not known and was skipped' },
        { code: 'UNKNOWN_SECTION', message: 'section "last" is not known and was skipped' },
      ]);
    }
  });

  it('with a thousand unknown sections does not warn a thousand times', async () => {
    const extra = Array.from({ length: 1000 }, (_, i) => `"s${i}":0`).join();
    const data = await read(sound.replace(/\}$/, `,${extra}}`));
    expect(data.warnings.length).toBeLessThan(30);
  });

  it('with nodes of more fields in another order is read by the names of the fields', async () => {
    const fields = ['color', 'edge_count', 'self_size', 'id', 'extra', 'name', 'type'];
    const snapshot = structuredClone(json['snapshot']) as {
      meta: { node_fields: string[]; node_types: unknown[] };
    };
    const nodes = json['nodes'] as number[];
    const old = snapshot.meta.node_fields;
    snapshot.meta.node_types = fields.map((field) =>
      field === 'type' ? snapshot.meta.node_types[0] : 'number',
    );
    snapshot.meta.node_fields = fields;
    const changed = nodes.map((_, i) => {
      const field = fields[i % 7];
      return old.includes(field) ? nodes[i - (i % 7) + old.indexOf(field)] : 123;
    });
    const found = describeSnapshot(await read(JSON.stringify({ ...json, snapshot, nodes: changed })));
    const wanted = describeSnapshot(await read(sound));
    wanted.nodes.detachedness = null;
    wanted.nodes.traceNode = null;
    expect(found).toEqual(wanted);
  });

  it('without locations has none', async () => {
    expect((await read(reordered(without('locations')))).locations.count).toBe(0);
  });

  it('gzipped says the same', async () => {
    const source = gunzipSource(bytesSource(gzipSync(sound), 'damaged.heapsnapshot'), buildNodeInflater);
    expect(describeSnapshot(await readSnapshot(source))).toEqual(describeSnapshot(await read(sound)));
  });

  it('keeps sizes and ids up to 2^53 - 1', async () => {
    const { data, node } = await readHeap(
      'root -> a:ArrayBuffer 5368709120 @9007199254740991, b:B 9007199254740991 @4294967296',
    );
    const { selfSize, id } = data.nodes;
    expect([selfSize[node('a')], id[node('a')]]).toEqual([5368709120, 9007199254740991]);
    expect([selfSize[node('b')], id[node('b')]]).toEqual([9007199254740991, 4294967296]);
    expect([selfSize[0], id[0]]).toEqual([0, 1]);
  });

  it('cuts element indexes above 2^32 - 1, with a warning', async () => {
    const { data } = await readHeap('root -> a\n a -[9007199254740991]-> b');
    expect(data.edges.name[1]).toBe(4294967295);
    expect(data.warnings).toEqual([
      { code: 'CLAMPED_INDEX', message: '1 element index above 2^32 - 1 was cut to that' },
    ]);
  });

  it.each(
    [
      '__proto__',
      'constructor',
      'toString',
      '',
      '\ufeff',
      '\ud800',
      '\udfff\ud800',
      '\u0000\u001b[31m\u202e',
      '\u2028\u2029',
      'x'.repeat(1_000_000),
      '\u{1f600}'.repeat(1000),
    ].map((name) => [JSON.stringify(name).slice(0, 30), name]),
  )('has names such as %s', async (_label, name) => {
    for (const dialect of ['node20', 'bun', 'hermes'] as const) {
      const { data, bytes } = await readHeap(`root -> a:${JSON.stringify(name)}`, { dialect });
      const again = await read(bytes, { windowBytes: 64 });
      for (const { nodes, strings } of [data, again]) {
        expect(stringText(strings, nodes.name[1] as StringIndex)).toBe(name);
      }
    }
  });

  it('with bytes that are no UTF-8 inside strings is read, with replacement characters and one warning', async () => {
    const text = sound
      .replace('"App"', '"A#~p"')
      .replace('"Map"', '"M#~\\u0061p"')
      .replace('"User"', '"Us\u00e9r"');
    const bytes = Buffer.from(text);
    for (let at = bytes.indexOf('#~'); at >= 0; at = bytes.indexOf('#~')) bytes[at] = 0xff;
    for (const options of [{}, { windowBytes: 16 }, { pieces: 1 }]) {
      const { strings, warnings } = await read(bytes, options);
      expect(stringText(strings, 2 as StringIndex)).toBe('A\ufffd~p');
      expect(warnings).toEqual([
        { code: 'INVALID_UTF8', message: '2 strings hold bytes that are no UTF-8, shown as \ufffd' },
      ]);
    }
  });

  it('with text beyond ASCII, written as it is, gives no warning', async () => {
    for (const windowBytes of [16, 17, 18, 1 << 16]) {
      const text = sound.replace('"App"', '"A\u00e9\u20ac\u{1f600}p"').replace('"Map"', '"\u00e9\\n"');
      const { strings, warnings } = await read(text, { windowBytes });
      expect(stringText(strings, 2 as StringIndex)).toBe('A\u00e9\u20ac\u{1f600}p');
      expect(warnings).toEqual([]);
    }
  });

  it('whose objects share ids is read, with one warning', async () => {
    const id = 'the id of another one: comparisons, and questions by id, take one for the other';
    for (const [from, to, message] of [
      [',3,4,7,32', ',3,4,5,32', `1 object has ${id}`],
      [',3,5,9,100', ',3,5,1,100', `1 object has ${id}`],
      [/,(\d),(\d),\d,(\d+),(\d),0,0/g, ',$1,$2,9007199254740991,$3,$4,0,0', `2 objects have ${id}`],
    ] as const) {
      const { warnings } = await read(sound.replace(from, to));
      expect(warnings).toEqual([{ code: 'REPEATED_IDS', message }]);
    }
  });

  it('with a place beyond 32 bits is read, with one warning', async () => {
    const place = 'a script, line or column above 2^32 - 1, cut to that';
    for (const record of ['21,4294967296,1,2', '21,4,4294967296,2', '21,4,1,9007199254740991']) {
      const { warnings } = await read(sound.replace('21,4,10,20', record));
      expect(warnings).toEqual([{ code: 'CLAMPED_LOCATION', message: `1 location has ${place}` }]);
    }
  });

  it('with calls of functions that are not there is read without them, with one warning', async () => {
    const text = sound
      .replace('"trace_function_infos":[]', '"trace_function_infos":[0,1,1,1,1,1]')
      .replace('"trace_tree":[]', '"trace_tree":[1,0,0,0,[2,1,1,1,[],3,4294967295,1,1,[]]]');
    const { warnings } = await read(text);
    const message = '2 calls have a function that is not there, left out';
    expect(warnings).toEqual([{ code: 'UNKNOWN_FUNCTION', message }]);
  });

  it('whose detachedness is a state of the future is read as unknown, with one warning', async () => {
    const text = sound.replace('100,1,0,2', '100,1,0,7').replace('3,24,1,0,0', '3,24,1,0,9007199254740991');
    for (const options of [{}, { windowBytes: 16 }]) {
      const { nodes, warnings } = await read(text, options);
      expect([nodes.detachedness![1], nodes.detachedness![4]]).toEqual([0, 0]);
      expect(warnings).toEqual([
        { code: 'UNKNOWN_DETACHEDNESS', message: '2 objects have a detachedness above 2, read as unknown' },
      ]);
    }
    const one = await read(sound.replace('100,1,0,2', '100,1,0,3'));
    expect(one.warnings[0].message).toBe('1 object has a detachedness above 2, read as unknown');
  });
});
