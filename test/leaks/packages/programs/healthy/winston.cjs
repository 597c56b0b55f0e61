// A logger whose stream keeps up.
const winston = require('winston');
const { Writable } = require('node:stream');
const log = winston.createLogger({
  transports: [
    new winston.transports.Stream({
      stream: new Writable({
        write(c, e, cb) {
          setImmediate(cb);
        },
      }),
    }),
  ],
});
exports.round = async (i) => {
  for (let n = 0; n < 50; n++) log.info('hi', { i, n });
  await new Promise((r) => setTimeout(r, 10));
};
