// A recently-used list by rising number, of numbers: old ones are deleted, and only the store has holes.

const MAX = 200;
const queue = {};
const indexOf = {};
let first = 0;
let next = 0;

function touch(id) {
  if (indexOf[id] !== undefined) delete queue[indexOf[id]];
  queue[next] = id;
  indexOf[id] = next++;
  while (next - first > MAX) {
    const oldest = queue[first];
    delete queue[first++];
    if (oldest !== undefined && oldest <= id - MAX) delete indexOf[oldest];
  }
}

exports.round = (i) => {
  for (let n = 0; n < 120; n++) touch(i * 120 + n);
};
