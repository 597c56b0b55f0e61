// leak: class=Function count=5 path=info,inner cause=closure-context

const logger = { level: 'info', info: (message) => message.length };
exports.logger = logger;

// Each wrapper calls the one before, and nobody puts the first one back.
function withTenant(tenant) {
  const inner = logger.info;
  logger.info = (message) => (message === '' ? 0 : inner.call(logger, message) + tenant.length);
}

exports.round = (i) => {
  for (let n = 0; n < 5; n++) withTenant(`tenant-${i}-${n}`);
};
