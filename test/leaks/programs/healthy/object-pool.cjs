class Connection {
  constructor(id) {
    this.id = id;
    this.buffer = new Uint8Array(512);
  }
}
const free = [];
let made = 0;
exports.round = async (i) => {
  const used = [];
  for (let n = 0; n < 4 + (i % 5); n++) used.push(free.pop() ?? new Connection(made++));
  await null;
  free.push(...used);
};
