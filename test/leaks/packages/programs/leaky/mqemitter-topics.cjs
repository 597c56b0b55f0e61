// leak: class=Dashboard,Function count=9 path=Dashboard cause=dangling-subscription also=event-listener line=6
// Subscriptions to some topics, in the tree of topics of a package.
const mqemitter = require('mqemitter');
const bus = mqemitter();
class Dashboard {
  constructor(site) {
    this.site = site;
    this.readings = [];
    bus.on(`site/${site}/temperature`, (message, done) => {
      this.readings.push(message.value);
      done();
    });
  }
}
exports.round = (i) => {
  for (let n = 0; n < 9; n++) new Dashboard(n % 4);
  bus.emit({ topic: `site/${i % 4}/temperature`, value: i });
};
