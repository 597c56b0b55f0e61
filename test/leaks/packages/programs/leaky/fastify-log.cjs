// leak: class=VisitRecord count=20 path=visits,VisitRecord cause=unbounded-collection line=4
// One entry for each request, on the server.
const fastify = require('fastify')();
class VisitRecord {
  constructor(req) {
    this.url = req.url;
    this.at = Date.now();
    this.headers = { ...req.headers };
  }
}
fastify.decorate('visits', new Map());
fastify.addHook('onRequest', async (req) => {
  fastify.visits.set(req.id, new VisitRecord(req));
});
fastify.get('/hello', async () => ({ ok: true }));
exports.setup = () => fastify.ready();
exports.round = async () => {
  for (let n = 0; n < 20; n++) await fastify.inject('/hello');
};
