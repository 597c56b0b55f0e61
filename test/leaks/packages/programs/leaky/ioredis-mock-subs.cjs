// leak: class=JobWatcher count=6 path=JobWatcher cause=event-listener also=dangling-subscription line=6
// A listener on one connection for each watcher.
const Redis = require('ioredis-mock');
const redis = new Redis();

class JobWatcher {
  constructor(id) {
    this.id = id;
    this.lines = [];
    redis.on('message', (channel, text) => this.lines.push(text));
  }
}
redis.setMaxListeners(0);
exports.round = async (i) => {
  for (let n = 0; n < 6; n++) new JobWatcher(`${i}-${n}`);
  await redis.set('k', i);
};
