// Requests that leave nothing.
const Koa = require('koa');
const http = require('node:http');
const app = new Koa();
app.use(async (ctx, next) => {
  ctx.state.t = Date.now();
  await next();
});
app.use(async (ctx) => {
  ctx.body = { ok: true, q: ctx.query };
});
let port;
exports.setup = () =>
  new Promise((r) => {
    const s = app.listen(0, '127.0.0.1', () => {
      s.keepAliveTimeout = 60_000;
      port = s.address().port;
      r();
    });
  });
const agent = new http.Agent({ keepAlive: true, maxSockets: 4 });
const get = (n) =>
  new Promise((r) =>
    http.get({ port, host: '127.0.0.1', agent, path: '/?n=' + n }, (res) => {
      res.resume();
      res.on('end', r);
    }),
  );
exports.round = async (i) => {
  await Promise.all(Array.from({ length: 20 }, (_, n) => get(i * 20 + n)));
};
