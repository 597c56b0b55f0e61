// leak: class=QueryBuilder_PostgreSQL path=tenants cause=unbounded-collection also=closure-context
// Queries that are kept.
const knex = require('knex')({ client: 'pg' });
const tenants = [];
exports.round = (i) => {
  for (let n = 0; n < 10; n++)
    tenants.push(
      knex('users')
        .where({ id: i * 10 + n })
        .select('name'),
    );
};
