// leak: class=Upload count=16 path=pending,Upload cause=unbounded-collection line=7
// One entry for each request, on the context of the application.
const Koa = require('koa');
const http = require('node:http');
const app = new Koa();
app.context.pending = [];
class Upload {
  constructor(url) {
    this.url = url;
    this.parts = [1, 2, 3];
  }
}
app.use(async (ctx) => {
  ctx.pending.push(new Upload(ctx.url));
  ctx.body = 'ok';
});
let server;
let port;
exports.setup = () =>
  new Promise((r) => {
    server = app.listen(0, '127.0.0.1', () => {
      port = server.address().port;
      r();
    });
  });
const get = () =>
  new Promise((r) =>
    http.get({ port, host: '127.0.0.1', agent: false, path: '/u' }, (res) => {
      res.resume();
      res.on('end', r);
    }),
  );
exports.round = async () => {
  for (let n = 0; n < 16; n++) await get();
};
