// VS Code's parser (Rust as WebAssembly): class groups with retained sizes of one snapshot.
import { createReadStream } from 'node:fs';
import { createRequire } from 'node:module';

const { decode_bytes: decode, init_panic_hook: initPanicHook } = createRequire(import.meta.url)(
  '@vscode/v8-heap-parser',
);
initPanicHook?.();
const chunks = [];
for await (const chunk of createReadStream(process.argv[2])) chunks.push(chunk);
const graph = decode(Buffer.concat(chunks));
console.log(graph.get_class_groups(0, 1 << 30, false).length, 'classes');
