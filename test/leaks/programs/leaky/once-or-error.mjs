// leak: class=ImportRun count=12 path=_events,ImportRun cause=event-listener line=6
// Every run waits once for an event that never comes, and for an error: two listeners of one emitter each.
import { EventEmitter } from 'node:events';

class ImportRun {
  constructor(id) {
    this.id = id;
    this.rows = [id];
  }
  done() {
    return this.rows.length;
  }
}
const cluster = new EventEmitter();
cluster.setMaxListeners(0);

export function round(i) {
  for (let n = 0; n < 12; n++) {
    const run = new ImportRun(`${i}-${n}`);
    cluster.once('leader', () => run.done());
    cluster.once('error', () => run.done());
  }
}
