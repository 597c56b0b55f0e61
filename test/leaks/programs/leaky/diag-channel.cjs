// leak: class=Tracer count=6 path=Tracer cause=dangling-subscription also=event-listener,closure-context,unbounded-collection line=5
// Subscribers of a diagnostics channel.
const dc = require('node:diagnostics_channel');
const channel = dc.channel('app:query');
class Tracer {
  constructor(id) {
    this.id = id;
    this.spans = [id];
    channel.subscribe((m) => this.spans.push(m));
  }
}
exports.round = (i) => {
  for (let n = 0; n < 6; n++) new Tracer(`${i}-${n}`);
};
