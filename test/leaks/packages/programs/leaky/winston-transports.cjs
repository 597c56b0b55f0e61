// leak: class=Console,Stream,Transform,DerivedLogger count=4 path=loggers cause=unbounded-collection also=event-listener
// A logger for each tenant.
const winston = require('winston');
const { Writable } = require('node:stream');
const sink = new Writable({
  write(c, e, cb) {
    cb();
  },
});
exports.round = (i) => {
  for (let n = 0; n < 4; n++)
    winston.loggers
      .get(`tenant-${i}-${n}`, { transports: [new winston.transports.Stream({ stream: sink })] })
      .info('x');
};
