// leak: class=Reply,ServerHttp2Stream,ClientHttp2Stream count=3 path=Http2Stream cause=unclosed-handle also=event-listener
// Streams of one session that no side ends.
import { once } from 'node:events';
import { connect, createServer } from 'node:http2';
class Reply {
  constructor(stream) {
    stream.respond({ ':status': 200 });
    stream.write('more to come');
    stream.on('error', () => (this.failed = true));
  }
}
const server = createServer({ settings: { maxConcurrentStreams: 1000 } });
server.on('stream', (stream) => new Reply(stream));
let session;
export async function setup() {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  session = connect(`http://127.0.0.1:${server.address().port}`);
}
export async function round() {
  for (let n = 0; n < 3; n++) {
    const stream = session.request({ ':path': '/feed' });
    stream.on('error', () => {});
    await once(stream, 'response');
  }
}
