const { PassThrough, pipeline } = require('node:stream');
const { createGzip } = require('node:zlib');
exports.round = async (i) => {
  for (let n = 0; n < 6; n++) {
    await new Promise((resolve, reject) => {
      const source = new PassThrough();
      const sink = new PassThrough();
      sink.resume();
      pipeline(source, createGzip(), sink, (error) => (error ? reject(error) : resolve()));
      source.end(`chunk ${i}.${n} `.repeat(50));
    });
  }
};
