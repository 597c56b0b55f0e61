// leak: class=PassThrough,Transform count=6 path=uploads cause=unbounded-collection
// Streams that nobody ends.
const { PassThrough } = require('node:stream');
const uploads = {};
exports.round = (i) => {
  for (let n = 0; n < 6; n++) {
    const s = new PassThrough();
    s.write('part');
    uploads[`up-${i}-${n}`] = s;
  }
};
