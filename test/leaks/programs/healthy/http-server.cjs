const http = require('node:http');
const agent = new http.Agent({ keepAlive: true, maxSockets: 4 });
let server;
exports.setup = () =>
  new Promise((resolve) => {
    server = http.createServer((request, response) => response.end(`hello ${request.url}`));
    server.listen(0, '127.0.0.1', resolve);
  });
const get = (path) =>
  new Promise((resolve, reject) => {
    http
      .get({ port: server.address().port, host: '127.0.0.1', path, agent }, (response) => {
        response.resume().on('end', resolve);
      })
      .on('error', reject);
  });
exports.round = async (i) => {
  await Promise.all(Array.from({ length: 12 }, (_, n) => get(`/${i}/${n}`)));
};
exports.teardown = () => {
  agent.destroy();
  server.close();
};
