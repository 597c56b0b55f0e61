// leak: class=ReportJob count=20 path=signal cause=event-listener line=6
// Jobs listen to the process-wide shutdown signal and never stop listening.
const shutdown = new AbortController();
require('node:events').setMaxListeners(0, shutdown.signal);

class ReportJob {
  constructor(id) {
    this.id = id;
    this.rows = new Array(20).fill(id);
    shutdown.signal.addEventListener('abort', () => this.stop());
  }
  stop() {
    this.stopped = true;
  }
}

exports.round = (i) => {
  for (let n = 0; n < 20; n++) new ReportJob(i * 20 + n);
};
