// Files that are no snapshots: each is called what it is, from its first bytes.

import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { bytesSource } from '../../src/bytes/byte-source.js';
import { gunzipSource } from '../../src/bytes/gzip-source.js';
import { buildNodeInflater } from '../../src/bytes/inflate-node.js';
import { FOREIGN_PROBE_BYTES, nameForeignFormat } from '../../src/format/name-foreign-format.js';
import { readSnapshot } from '../../src/format/read-snapshot.js';
import { tryRead } from '../support/damaged-heap.js';

const frame = '{"functionName":"(root)","scriptId":"0","url":"","lineNumber":-1,"columnNumber":-1}';

const foreign: [content: string | Buffer, what: RegExp][] = [
  ['PK\x03\x04 and so on', /a zip archive/],
  [Buffer.from('1f8b0800', 'hex'), /gzipped twice/],
  [Buffer.from('28b52ffd04', 'hex'), /zstd/],
  ['JAVA PROFILE 1.0.2\0\0\0\0\x04', /Java heap dump \(hprof\)/],
  [Buffer.from([9, 8, 0x80, 0xe0, 0x91, 0xe7, 0xc3, 0xa5, 0x8f, 3]), /Firefox heap snapshot/],
  ['<!DOCTYPE html>\n<html><body>404</body></html>', /an HTML page/],
  ['\n <HTML>', /an HTML page/],
  ['<!doctype html>\n<html><head>\n<title>heapdiff report</title>', /a heapdiff page/],
  ['<?xml version="1.0"?><Error/>', /XML/],
  [`{"head":{"callFrame":${frame},"selfSize":0,"id":1,"children":[]},"samples":[]}`, /sampling heap profile/],
  [`{"nodes":[{"id":1,"callFrame":${frame},"hitCount":0}],"startTime":1}`, /CPU profile/],
  ['{"nodes":[{"id":1}],"startTime":1}', /CPU profile/],
  ['{"version":3,"type":"Inspector","nodes":[0,0,0,0],"nodeClassNames":[]}', /JavaScriptCore/],
  ['{"traceEvents":[{"ph":"M"}]}', /performance trace/],
  ['[{"pid":1,"tid":2,"ph":"M","name":"thread_name"}]', /performance trace/],
  ['{"method":"HeapProfiler.addHeapSnapshotChunk","params":{}}', /DevTools protocol/],
  ['{"chunk":"{\\"snapshot\\":"}', /DevTools protocol/],
  ['{"version":3,"sources":[],"mappings":"AAAA"}', /source map/],
  ['{"schemaVersion":1,"tool":{}}', /heapdiff report/],
  ['{"log":{"version":"1.2"}}', /HTTP archive/],
  [Buffer.from('\ufeff{"snapshot":{}}', 'utf16le'), /UTF-16/],
  [Buffer.from('{"snapshot":{}}', 'utf16le'), /UTF-16/],
  [Buffer.from('{"snapshot":{}}', 'utf16le').swap16(), /UTF-16/],
  [Buffer.from('7b0000002200000073000000', 'hex'), /UTF-32/],
  [Buffer.from('0000007b0000002200000073', 'hex'), /UTF-32/],
  [Buffer.from('fffe00007b000000', 'hex'), /UTF-32/],
  [`${'a.heapsnapshot'.padEnd(257, '\0')}ustar\x0000`, /a tar archive/],
  ['\x89PNG\r\n\x1a\n\0\0', /a picture/],
  ['\xff\xd8\xff\xe0\0\x10JFIF', /a picture/],
  ['\0asm\x01\0\0\0', /a WebAssembly module/],
  ['\x78\x9c\xed\xbd\x07', /zlib data/],
  ['\x5d\0\0\x80\0\xff', /lzma data/],
  ['eyJzbmFwc2hvdCI6eyJtZXRhIjp7Im5vZGVfZmllbGRzIjpb', /base64/],
  ['data:application/json;base64,eyJz', /a data: URL/],
  ['"{\\"snapshot\\":{\\"meta\\":{}}}"', /a JSON string/],
  ['2,7,9,100,1,0,0\n,3,5,11,16,0,0,0\n', /a part of a snapshot|numbers only/],
  ['{\n  "kind": "summary",\n  "schemaVersion": 1,\n', /heapdiff report/],
  ['[\xc3\x1f\0\x01', /binary data/],
  ['{"a":1}\n{"b":2}\n', /lines of JSON \(a log\?\)/],
  ['{"ts":12,"level":"info"}{"ts":13}', /lines of JSON/],
  ['{"a":1}x', /JSON without any section of a heap snapshot/],
  ['{"header":{"reportVersion":3,"event":"Allocation failed"}}', /a diagnostic report of Node's/],
  ['[\n  {\n    "name": "page-load",\n    "type": "baseline"', /MemLab's list of snapshots/],
  [Buffer.from('0a0408011002', 'hex'), /a pprof profile/],
  ['\xcf\xfa\xed\xfe\x07\0\0\x01', /Mach-O/],
  ['FLR\0\0\x02', /Java flight recording/],
  ['Rar!\x1a\x07\x01\0', /a rar archive/],
  ['<<<<<<< HEAD\n{"snapshot":{}}', /plain text/],
  ['HTTP/1.1 200 OK\r\n\r\n{"snapshot":', /an HTTP response/],
  ['version https://git-lfs.github.com/spec/v1\noid sha256:0', /Git LFS/],
  [Buffer.alloc(4096), /full of zero bytes/],
  ['[1,2,3]', /a JSON array/],
  ['hello, world\n', /plain text/],
  ['"snapshot"', /plain text/],
  ['null', /plain text/],
  ['\x7fELF\x02\x01', /ELF/],
  [Buffer.from([0xde, 0xad, 0, 1, 2]), /binary data/],
  ['{"name":"x","version":"1.0.0","dependencies":{}}', /JSON without any section of a heap snapshot/],
  ['{}', /JSON without any section of a heap snapshot/],
];

describe.each(foreign)('%s', (content, what) => {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'latin1') : content;

  it(`is named: ${what.source}`, async () => {
    const { error } = await tryRead(bytes);
    expect(error).toMatchObject({ code: 'ERR_NOT_HEAPSNAPSHOT', byteOffset: 0, expected: 'a heap snapshot' });
    expect(error!.message).toMatch(/^is not a heap snapshot, but [^\n]{1,80}$/);
    expect(error!.message).toMatch(what);
    const slowly = await tryRead(bytes, { pieces: 1, windowBytes: 8 });
    expect(slowly.error!.message).toBe(error!.message);
  });

  it('is named inside gzip as well', async () => {
    const source = gunzipSource(bytesSource(gzipSync(bytes), 'x.gz'), buildNodeInflater);
    await expect(readSnapshot(source)).rejects.toMatchObject({
      code: 'ERR_NOT_HEAPSNAPSHOT',
      message: expect.stringMatching(what) as string,
    });
  });
});

it('what cannot be told by its bytes is told by its name', () => {
  const bytes = Uint8Array.of(0x8b, 0x4d, 2, 0x80, 0xaa);
  expect(nameForeignFormat(bytes, 'a.heapsnapshot.br')).toBe('brotli data');
  expect(nameForeignFormat(bytes, 'a.heapsnapshot')).toBe('binary data');
});

it('a byte order mark before something else does not hide it', async () => {
  const { error } = await tryRead('\ufeff<html>');
  expect(error).toMatchObject({ code: 'ERR_NOT_HEAPSNAPSHOT', byteOffset: 3 });
});

it('a kilobyte of white space before something else does not make it a snapshot', async () => {
  const { error } = await tryRead(`${' '.repeat(5000)}<html>`);
  expect(error).toMatchObject({ code: 'ERR_NOT_HEAPSNAPSHOT', byteOffset: 5000 });
});

it.each([
  ['', 'is empty'],
  [' \n', 'is blank'],
  [' '.repeat(5000), 'is blank'],
  ['\ufeff', 'is blank'],
])('%j is ERR_EMPTY_FILE', async (text, message) => {
  const { error } = await tryRead(text);
  expect(error).toMatchObject({ code: 'ERR_EMPTY_FILE', message, byteOffset: 0 });
});

it('the look at the first bytes takes no long time, whatever they are', () => {
  for (const start of ['{', '[{', '{"a":', '<', '[{"type":', '{"method":"']) {
    const text = start.padEnd(FOREIGN_PROBE_BYTES, '"type" :');
    const before = performance.now();
    nameForeignFormat(Buffer.from(text));
    expect(performance.now() - before).toBeLessThan(2000);
  }
});
