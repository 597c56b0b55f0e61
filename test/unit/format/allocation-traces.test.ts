import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { bytesSource } from '../../../src/bytes/byte-source.js';
import { openSnapshotSource } from '../../../src/bytes/file-source.js';
import type { NodeOrdinal } from '../../../src/core/columns.js';
import { findAllocationStack } from '../../../src/format/allocation-traces.js';
import type { DescribedTraceNode, DescribedTraces } from '../../../src/format/heap-description.js';
import { readSnapshot } from '../../../src/format/read-snapshot.js';
import { NO_TRACE_NODE } from '../../../src/format/trace-columns.js';
import { parseHeap, readHeap, writeBytes } from '../../support/heap-language.js';
import { readSnapshotFile, snapshotsFolder } from '../../support/manifest.js';

const timeline = 'runtimes/node24-timeline.heaptimeline.gz';

type Tree = (number | Tree)[];

interface Timeline {
  trace_function_infos: number[];
  trace_tree: Tree;
  samples: number[];
  strings: string[];
}

/** Rows of id, function index, count, size, parent's row: the obvious recursion. */
function flatten(tree: Tree, parent = NO_TRACE_NODE, rows: number[][] = []): number[][] {
  for (let i = 0; i < tree.length; i += 5) {
    const row = rows.push([...(tree.slice(i, i + 4) as number[]), parent]) - 1;
    flatten(tree[i + 4] as Tree, row, rows);
  }
  return rows;
}

describe('an allocation timeline of Node 24', async () => {
  const json = JSON.parse(gunzipSync(readSnapshotFile(timeline)).toString('utf8')) as Timeline;
  const data = await readSnapshot(await openSnapshotSource(join(snapshotsFolder, timeline)));

  it('keeps the tree of stacks', () => {
    const { tree } = data.traces!;
    const rows = flatten(json.trace_tree);
    expect(tree.count).toBe(rows.length);
    expect(rows.length).toBeGreaterThan(100);
    rows.forEach((row, t) => {
      expect([
        tree.id[t],
        tree.functionIndex[t],
        tree.liveCount[t],
        tree.liveSize[t],
        tree.parent[t],
      ]).toEqual(row);
    });
  });

  it('keeps the functions and the samples, however many the header promises', () => {
    const { functions } = data.traces!;
    expect(functions.count).toBe(json.trace_function_infos.length / 6);
    expect([functions.name[3], functions.line[3]]).toEqual([
      json.trace_function_infos[3 * 6 + 1],
      json.trace_function_infos[3 * 6 + 4],
    ]);
    expect(data.samples!.count).toBe(json.samples.length / 2);
    expect([...data.samples!.timestamp.subarray(0, data.samples!.count)]).toEqual(
      json.samples.filter((_, i) => i % 2 === 0),
    );
  });

  it('says for many objects which calls made them, innermost first', () => {
    let known = 0;
    const inProgram: string[] = [];
    for (let node = 0; node < data.nodes.count; node++) {
      const stack = findAllocationStack(data, node as NodeOrdinal);
      expect(stack.length > 0).toBe((data.nodes.traceNode?.[node] ?? 0) > 1);
      if (stack.length === 0) continue;
      known++;
      expect(stack.some((frame) => frame.functionName === '(root)')).toBe(false);
      if (stack[0].scriptName.endsWith('classes.cjs')) inProgram.push(stack[0].functionName);
    }
    expect(known).toBeGreaterThan(100);
    expect(inProgram.length).toBeGreaterThan(0);
  });
});

describe('allocation stacks', () => {
  const functionOf = (id: number, name: string, line: number): DescribedTraces['functions'][number] => ({
    id,
    name,
    scriptName: name === '(root)' ? '' : 'app.js',
    scriptId: 1,
    line,
    column: 2,
  });
  const node = (
    id: number,
    functionIndex: number,
    children: DescribedTraceNode[] = [],
  ): DescribedTraceNode => ({
    id,
    functionIndex,
    count: 1,
    size: 10,
    children,
  });
  const functions = [functionOf(0, '(root)', 0), functionOf(1, 'main', 5), functionOf(2, 'make', 9)];
  const traces: DescribedTraces = {
    functions,
    root: node(1, 0, [node(2, 1, [node(3, 2), node(9, 2)]), node(4, 99)]),
  };

  it('go from the call that allocated to the outermost', async () => {
    const heap = await readHeap('root -> a:A trace 9, b:A trace 2, c:A, d:A trace 777, e:A trace 4', {
      traces,
    });
    const stack = (name: string): unknown[] =>
      findAllocationStack(heap.data, heap.node(name)).map((frame) => [frame.functionName, frame.line]);
    expect(stack('a')).toEqual([
      ['make', 9],
      ['main', 5],
    ]);
    expect(stack('b')).toEqual([['main', 5]]);
    expect([stack('c'), stack('d'), stack('e')]).toEqual([[], [], []]);
    expect(findAllocationStack(heap.data, heap.node('a'))[0]).toEqual({
      functionName: 'make',
      scriptName: 'app.js',
      line: 9,
      column: 2,
    });
  });

  it('are found when ids are far apart', async () => {
    const far = { functions, root: node(1, 0, [node(4_000_000_000, 1)]) };
    const heap = await readHeap('root -> a:A trace 4000000000', { traces: far });
    expect(findAllocationStack(heap.data, heap.node('a'))).toHaveLength(1);
  });

  it('are as deep as the program was, at any window', async () => {
    let root = node(200_000, 2);
    for (let id = 199_999; id > 0; id--) root = node(id, id === 1 ? 0 : 1, [root]);
    const { heap } = parseHeap('root -> a:A trace 200000', { traces: { functions, root } });
    const bytes = writeBytes(heap, 'node24');
    for (const windowBytes of [32, 1 << 20]) {
      const data = await readSnapshot(bytesSource(bytes, 'deep'), { windowBytes });
      expect(data.traces!.tree.count).toBe(200_000);
      expect(findAllocationStack(data, 1 as NodeOrdinal)).toHaveLength(199_999);
    }
  });

  it('are not there when nothing was tracked', async () => {
    const { data } = await readHeap('root -> a');
    expect([data.traces, data.samples]).toEqual([null, null]);
  });
});

describe('a damaged trace tree', () => {
  const read = async (tree: string): Promise<unknown> => {
    const { heap } = parseHeap('root -> a');
    const text = Buffer.from(writeBytes(heap)).toString().replace('"trace_tree":[]', `"trace_tree":${tree}`);
    return readSnapshot(bytesSource(Buffer.from(text), 'x'), { windowBytes: 16 }).then(
      (data) => data.traces,
      (error: unknown) => error,
    );
  };

  it.each([
    ['[1,0,0,0]', 'ERR_PARTIAL_RECORD'],
    ['[1,0,0,[]]', 'ERR_BAD_NUMBER'],
    ['[1,0,0,0,5]', 'ERR_SYNTAX'],
    ['[1,0,0,0,[],]', 'ERR_BAD_NUMBER'],
    ['[,]', 'ERR_BAD_NUMBER'],
    ['[1,0,0,0[]]', 'ERR_SYNTAX'],
    ['[1,0,0,0,[]2]', 'ERR_SYNTAX'],
    ['[01,0,0,0,[]]', 'ERR_BAD_NUMBER'],
    ['[-1,0,0,0,[]]', 'ERR_BAD_NUMBER'],
    ['[1.5,0,0,0,[]]', 'ERR_SYNTAX'],
    ['[99999999999,0,0,0,[]]', 'ERR_NUMBER_RANGE'],
    ['[123456789012345678901234567890,0,0,0,[]]', 'ERR_NUMBER_RANGE'],
    ['[1,0,0,0,[2,0,0,0,[', 'ERR_BAD_NUMBER'],
    ['{}', 'ERR_SYNTAX'],
  ])('%s is %s', async (tree, code) => {
    expect(await read(tree)).toMatchObject({ code, section: 'trace_tree' });
  });

  it('may be empty, or spaced', async () => {
    expect(await read('[ 1 , 0 ,0,0 , [ ] ]')).toBeNull(); // no functions
    expect(await read(' [ ] ')).toBeNull();
  });
});
