// Chrome DevTools' engine as npm heap-snapshot-toolkit ships it: everything the Summary view or Comparison needs.
import { createReadStream } from 'node:fs';

import { diffFromStreams, parse } from 'heap-snapshot-toolkit';

const open = (file) => createReadStream(file, { encoding: 'utf8' });
const [first, second] = process.argv.slice(2);
if (second === undefined) {
  const snapshot = await parse(open(first));
  console.log(Object.keys(snapshot.getAggregatesByClassKey(false, 'allObjects')).length, 'classes');
} else {
  for await (const { type, result } of diffFromStreams(open(first), open(second))) {
    if (type === 'diff') console.log(Object.keys(result).length, 'rows');
  }
}
