// leak: class=QueryError count=18 path=errors,QueryError cause=unbounded-collection line=3
const errors = [];
class QueryError extends Error {
  constructor(sql) {
    super(`cannot run ${sql}`);
    this.sql = sql;
  }
}
exports.round = (i) => {
  for (let n = 0; n < 18; n++) {
    try {
      throw new QueryError(`select ${i}.${n}`);
    } catch (error) {
      errors.push(error);
    }
  }
};
