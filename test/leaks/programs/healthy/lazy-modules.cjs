// A module of the runtime is loaded in each of the first rounds. Needs three snapshots.
const names = [
  'zlib',
  'http',
  'https',
  'dns',
  'readline',
  'tls',
  'http2',
  'cluster',
  'dgram',
  'repl',
  'inspector',
  'wasi',
];
exports.round = (i) => Object.keys(require(`node:${names[i % names.length]}`)).length;
