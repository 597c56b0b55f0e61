// leak: class=Agent count=7 path=agents cause=unbounded-collection
// An agent for each host, for ever.
const http = require('node:http');
const agents = new Map();
exports.round = (i) => {
  for (let n = 0; n < 7; n++) agents.set(`10.0.${i}.${n}`, new http.Agent({ keepAlive: true }));
};
