// leak: class=Buffer,Uint8Array,ArrayBuffer count=6 path=heads cause=external-memory also=unbounded-collection
// Sixteen bytes that hold twenty thousand.
const heads = [];
exports.round = (i) => {
  for (let n = 0; n < 6; n++) heads.push(Buffer.alloc(20000, n).subarray(0, 16));
};
