// A pool with a limit.
const { createPool } = require('generic-pool');
let id = 0;
const pool = createPool(
  { create: async () => ({ id: id++, buf: [1] }), destroy: async () => {} },
  { max: 6, min: 2, idleTimeoutMillis: 5, evictionRunIntervalMillis: 5 },
);
exports.round = async (i) => {
  await Promise.all(
    Array.from({ length: 12 }, async () => {
      const c = await pool.acquire();
      await null;
      await pool.release(c);
    }),
  );
};
