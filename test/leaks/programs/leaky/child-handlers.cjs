// leak: class=JobRun count=10 path=JobRun cause=event-listener line=11
// A listener on a child's output for every run.
const { spawn } = require('node:child_process');
let child;
exports.setup = () => {
  child = spawn(process.execPath, ['-e', 'process.stdin.resume()'], { stdio: ['pipe', 'pipe', 'ignore'] });
  child.unref();
  child.stdout.setMaxListeners(0);
  process.on('exit', () => child.kill());
};
class JobRun {
  constructor(id) {
    this.id = id;
    this.out = ['x' + id];
    child.stdout.on('data', (d) => this.out.push(d));
  }
}
exports.round = (i) => {
  for (let n = 0; n < 10; n++) new JobRun(i * 10 + n);
};
exports.teardown = () => child.kill();
