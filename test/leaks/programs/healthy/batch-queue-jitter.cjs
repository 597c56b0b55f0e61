// A queue whose length goes up and down.
const queue = [];
let seed = 7;
const rnd = () => (seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648;
exports.round = (i) => {
  const add = 20 + Math.floor(rnd() * 60);
  for (let n = 0; n < add; n++) queue.push({ id: i * 100 + n, body: 'b' + n });
  queue.splice(0, queue.length - Math.floor(rnd() * 40));
};
