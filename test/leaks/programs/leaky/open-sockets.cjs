// leak: class=Socket,TCP count=6 path=Socket cause=unclosed-handle
// Sockets that nobody ends.
const net = require('node:net');
let port;
exports.setup = () =>
  new Promise((r) => {
    const s = net.createServer((sock) => {
      sock.write('hi');
    });
    s.listen(0, '127.0.0.1', () => {
      port = s.address().port;
      r();
    });
  });
exports.round = async () => {
  for (let n = 0; n < 3; n++)
    await new Promise((r) => {
      const c = net.connect(port, '127.0.0.1', r);
      c.on('data', () => {});
    });
};
