// leak: class=MessagePort,Channel,MessageChannel count=8 path=MessagePort cause=unclosed-handle also=event-listener,unbounded-collection
import { MessageChannel } from 'node:worker_threads';
export function round(i) {
  for (let n = 0; n < 4; n++) {
    const { port1, port2 } = new MessageChannel();
    port1.on('message', (text) => text + i);
    port1.unref();
    port2.unref();
  }
}
