// leak: class=Socket,TCP,Peer count=10 path=TCP cause=unclosed-handle also=event-listener,unbounded-collection
// Connections are opened for a health check and never closed.
const net = require('node:net');
const server = net.createServer(() => {}).unref();
exports.setup = () => new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
exports.round = async () => {
  for (let n = 0; n < 5; n++) {
    await new Promise((resolve) => net.connect(server.address().port, '127.0.0.1', resolve));
  }
};
