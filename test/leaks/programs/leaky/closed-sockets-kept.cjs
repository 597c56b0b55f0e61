// leak: class=Visit count=4 path=visits,Visit cause=unbounded-collection line=5
// The sockets are closed, but what is kept of each connection has them still: nothing is left to close.
const net = require('node:net');
class Visit {
  constructor(id, socket) {
    this.id = id;
    this.socket = socket;
  }
}
const visits = [];
let port;

exports.setup = () =>
  new Promise((resolve) => {
    const server = net.createServer((socket) => socket.end('bye'));
    server.listen(0, '127.0.0.1', () => {
      port = server.address().port;
      resolve();
    });
  });

exports.round = async (i) => {
  for (let n = 0; n < 4; n++) {
    await new Promise((resolve) => {
      const socket = net.connect(port, '127.0.0.1');
      visits.push(new Visit(`${i}-${n}`, socket));
      socket.resume();
      socket.on('close', resolve);
    });
  }
};
