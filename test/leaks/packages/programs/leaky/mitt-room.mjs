// leak: class=RoomView,Function count=11 path=RoomView cause=event-listener also=closure-context,dangling-subscription line=5
// Handlers that nobody takes off.
import mitt from 'mitt';
const chat = mitt();
class RoomView {
  constructor(id) {
    this.id = id;
    this.messages = [];
    chat.on('message', (m) => this.messages.push(m));
  }
}
export function round(i) {
  for (let n = 0; n < 11; n++) new RoomView(`${i}-${n}`);
}
