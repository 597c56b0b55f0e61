// leak: class=FSWatcher,FSEvent,Preview count=3 path=FSEvent cause=unclosed-handle also=event-listener line=5
import { mkdtempSync, watch } from 'node:fs';
import { tmpdir } from 'node:os';
const dir = mkdtempSync(`${tmpdir()}/watch-`);
class Preview {
  constructor(id) {
    this.id = id;
    watch(dir, { persistent: false }, () => this.refresh());
  }
  refresh() {
    this.fresh = true;
  }
}
export function round(i) {
  for (let n = 0; n < 3; n++) new Preview(i * 3 + n);
}
