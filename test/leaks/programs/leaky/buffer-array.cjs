// leak: class=Buffer,ArrayBuffer,Frame,Uint8Array count=6 path=frames cause=external-memory
// A recorder keeps every frame of a stream.
class Recorder {
  constructor() {
    this.frames = [];
  }
  add(bytes) {
    this.frames.push(Buffer.alloc(bytes, 1));
  }
}
const recorder = new Recorder();
exports.round = () => {
  for (let n = 0; n < 6; n++) recorder.add(20000);
};
