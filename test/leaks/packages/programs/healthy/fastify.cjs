// Requests that leave nothing.
const fastify = require('fastify')({ logger: false });
fastify.get(
  '/hello/:id',
  { schema: { params: { type: 'object', properties: { id: { type: 'integer' } } } } },
  async (req) => ({ id: req.params.id }),
);
exports.setup = () => fastify.ready();
exports.round = async (i) => {
  for (let n = 0; n < 30; n++) await fastify.inject(`/hello/${i * 30 + n}`);
};
