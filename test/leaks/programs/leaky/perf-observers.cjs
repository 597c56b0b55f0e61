// leak: class=PerformanceObserver,Watch count=4 path=Watch cause=dangling-subscription also=event-listener,unbounded-collection,closure-context line=4
// Performance observers that nobody disconnects.
const { PerformanceObserver } = require('node:perf_hooks');
class Watch {
  constructor(id) {
    this.id = id;
    this.seen = [id];
    this.o = new PerformanceObserver((l) => this.seen.push(l));
    this.o.observe({ entryTypes: ['measure'] });
  }
}
exports.round = (i) => {
  for (let n = 0; n < 4; n++) new Watch(`${i}-${n}`);
};
