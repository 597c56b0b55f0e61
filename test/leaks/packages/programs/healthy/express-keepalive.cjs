// Sockets that are used again. Needs three snapshots.
const express = require('express');
const http = require('node:http');
const app = express();
app.use(express.json());
app.post('/p', (req, res) => res.json({ n: req.body.n + 1 }));
let port;
const agent = new http.Agent({ keepAlive: true });
exports.setup = () =>
  new Promise((r) => {
    const s = app.listen(0, '127.0.0.1', () => {
      s.keepAliveTimeout = 60_000;
      port = s.address().port;
      r();
    });
  });
const post = (n) =>
  new Promise((r) => {
    const q = http.request(
      {
        port,
        host: '127.0.0.1',
        agent,
        path: '/p',
        method: 'POST',
        headers: { 'content-type': 'application/json' },
      },
      (res) => {
        res.resume();
        res.on('end', r);
      },
    );
    q.end(JSON.stringify({ n }));
  });
exports.round = async (i) => {
  await Promise.all(Array.from({ length: 10 + (i % 7) }, (_, n) => post(n)));
};
