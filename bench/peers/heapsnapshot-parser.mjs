// heapsnapshot-parser: reads one snapshot into objects; no sizes but the file's own.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const parser = createRequire(import.meta.url)('heapsnapshot-parser');
console.log(parser.parse(readFileSync(process.argv[2], 'utf8')).nodes.length, 'nodes');
