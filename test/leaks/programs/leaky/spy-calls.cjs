// leak: class=Mail count=15 path=send,calls,Mail cause=unbounded-collection line=4
// What a spy notes of every call is in three arrays of one function: one leak.
class Mail {
  constructor(to) {
    this.to = to;
    this.lines = [to];
  }
}
function spy(wrapped) {
  const spied = (...args) => {
    spied.calls.push(args);
    spied.results.push({ value: wrapped(...args) });
    spied.errors.push(new Error('stack'));
    return spied.results.at(-1).value;
  };
  spied.calls = [];
  spied.results = [];
  spied.errors = [];
  return spied;
}
const transport = { send: spy((mail) => mail.lines.length) };

exports.round = (i) => {
  for (let n = 0; n < 15; n++) transport.send(new Mail(`${i}-${n}@example.org`));
};
