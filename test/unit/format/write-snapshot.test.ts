import { describe, expect, it } from 'vitest';
import { bytesSource } from '../../../src/bytes/byte-source.js';
import type { StringIndex } from '../../../src/core/columns.js';
import { DIALECTS, type DialectName } from '../../../src/format/dialects.js';
import { EDGE_KIND_NAMES, EdgeKind, NODE_KIND_NAMES, NodeKind } from '../../../src/format/kinds.js';
import { recognizeProducer } from '../../../src/format/producer.js';
import { readSnapshot } from '../../../src/format/read-snapshot.js';
import { stringText } from '../../../src/format/string-table.js';
import { readHeap, writeBytes } from '../../support/heap-language.js';
import { describeSnapshot, readTwin } from '../../support/twin-reader.js';

const names = Object.keys(DIALECTS) as DialectName[];

describe('the heap language', () => {
  it('says what the snapshot holds', async () => {
    const { data, node, alias } = await readHeap(`
      root -> app:App 24, gc:synthetic "(GC roots)" 0   # two elements
      app -users-> users:Map 32
      users -[4]-> alice:User 100, bob:User
      users -(scope)-> alice
      users -{table}-> t:array "" 64
      t -<7>-> bob
      t -/short cut/-> alice
      t ~key~> alice
      bob = closure "make \\"it\\"" 64 detached @1001 place 3 10 5
      alice -> "any text" -> alice
    `);
    const { nodes, edges, strings, locations } = data;
    const describeEdge = (e: number): string => {
      const isNumber = edges.kind[e] === EdgeKind.element || edges.kind[e] === EdgeKind.hidden;
      const name = isNumber ? edges.name[e] : stringText(strings, edges.name[e] as StringIndex);
      return `${EDGE_KIND_NAMES[edges.kind[e]]} ${name} ${alias(edges.target[e])}`;
    };
    const edgesOf = (name: string): string[] => {
      const [from, to] = [nodes.firstEdge[node(name)], nodes.firstEdge[node(name) + 1]];
      return Array.from({ length: to - from }, (_, i) => describeEdge(from + i));
    };
    expect(edgesOf('root')).toEqual(['element 1 app', 'element 2 gc']);
    expect(edgesOf('app')).toEqual(['property users users']);
    expect(edgesOf('users')).toEqual([
      'element 4 alice',
      'element 5 bob',
      'context scope alice',
      'internal table t',
    ]);
    expect(edgesOf('t')).toEqual(['hidden 7 bob', 'shortcut short cut alice', 'weak key alice']);
    expect(edgesOf('alice')).toEqual(['property any text any text']);
    expect(edgesOf('any text')).toEqual(['property alice alice']);
    const bob = node('bob');
    expect(NODE_KIND_NAMES[nodes.kind[bob]]).toBe('closure');
    expect(stringText(strings, nodes.name[bob] as StringIndex)).toBe('make "it"');
    expect([nodes.id[bob], nodes.selfSize[bob], nodes.detachedness?.[bob]]).toEqual([1001, 64, 2]);
    expect([nodes.kind[node('gc')], nodes.selfSize[node('gc')]]).toEqual([NodeKind.synthetic, 0]);
    expect([nodes.id[node('app')], nodes.selfSize[node('alice')]]).toEqual([3, 100]);
    expect([locations.count, locations.node[0], locations.line[0]]).toEqual([1, bob, 10]);
  });
});

describe.each(names)('the dialect %s', (dialect) => {
  const odd = [
    'plain',
    'quote " \\ /',
    '\0\t\n\u001b\u007f',
    'h\u00e4\u20ac',
    '\ud800 lone',
    '__proto__',
    '\u{1f600}',
    '\ufeffmark',
  ];

  it('comes back as it was written', async () => {
    const nodes = [
      { type: 'synthetic', name: '', id: dialect === 'julia' ? 0 : 1, selfSize: 0, edges: [] as object[] },
      ...odd.map((name, i) => ({ type: 'object', name, id: 2 * i + 3, selfSize: 5e9 + i, edges: [] })),
    ];
    nodes[0].edges = odd.map((name, i) => ({
      type: i % 2 ? 'element' : 'property',
      name: i % 2 ? i : name,
      target: i + 1,
    }));
    const heap = { nodes: nodes as never, locations: [{ node: 2, scriptId: 7, line: 8, column: 9 }] };
    const bytes = writeBytes(heap, dialect);
    const data = await readSnapshot(bytesSource(bytes, dialect));
    expect(describeSnapshot(data)).toEqual(readTwin(Buffer.from(bytes).toString('utf8')));
    const texts = Array.from(data.nodes.name.subarray(1, odd.length + 1), (name) =>
      stringText(data.strings, name as StringIndex),
    );
    expect(texts).toEqual(odd);
    expect(data.warnings).toEqual([]);
    expect([data.locations.node[0], data.locations.line[0], data.locations.column[0]]).toEqual([2, 8, 9]);
  });
});

describe('producers without a runtime here are recognized by their ways', () => {
  const heap = 'root -> global:Object\n global -HermesInternal-> x:Object\n x -> r:string "(GC Roots)"';

  it.each([
    ['hermes', 'Hermes'],
    ['arkts', 'ArkTS'],
    ['node20', 'V8'],
  ] as const)('%s', async (dialect, name) => {
    const text = dialect === 'hermes' ? heap : 'root -> global:Object';
    expect(recognizeProducer((await readHeap(text, { dialect })).data)).toMatchObject({ name, label: name });
  });

  it('julia', async () => {
    const { data } = await readHeap('root -> m:jl_module_t "Main"\nroot = synthetic "" 0 @0', {
      dialect: 'julia',
    });
    expect(recognizeProducer(data).name).toBe('Julia');
    expect(data.header.nodeKinds.names[data.nodes.kind[1]]).toBe('jl_module_t');
  });

  it('electron, by what it says of itself', async () => {
    const { data } = await readHeap(`
      root -> process:Object -versions-> v:Object
      v -v8-> v8:string "14.0.1.2-electron.0"
      v -electron-> e:string "38.1.0"
      v -node-> n:string "22.19.0"
      v -uv-> u:string "1.51.0"
    `);
    expect(recognizeProducer(data)).toMatchObject({
      name: 'Electron',
      version: '38.1.0',
      label: 'Electron 38.1 (V8 14.0)',
    });
  });

  it('an object of the program that merely has a property v8 says nothing', async () => {
    const { data } = await readHeap(`
      root -> config:Object -v8-> v8:string "99.0.1"
      config -node-> n:string "1.0"
    `);
    expect(recognizeProducer(data)).toMatchObject({ label: 'V8', v8Version: null });
  });
});
