// The number of open requests goes up and down.
class Request {
  constructor(id) {
    this.id = id;
    this.headers = { id: `r${id}` };
  }
}
const open = new Map();
let id = 0;
exports.round = (i) => {
  const target = 200 + ((i * 37) % 90);
  for (const key of [...open.keys()].slice(0, 150)) open.delete(key);
  while (open.size < target) open.set(++id, new Request(id));
};
