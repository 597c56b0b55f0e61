// leak: class=Poller,Timeout count=10 path=TimersList cause=timer line=2
class Poller {
  constructor(url) {
    this.url = url;
    this.results = [];
  }
  start() {
    setInterval(() => this.results.push(this.url), 3600_000).unref();
  }
}
export function round(i) {
  for (let n = 0; n < 10; n++) new Poller(`http://example.org/${i}/${n}`).start();
}
