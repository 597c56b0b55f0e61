class Sample {
  constructor(value) {
    this.value = value;
    this.at = new Date(value);
  }
}
const ring = new Array(256).fill(null);
let next = 0;
exports.round = (i) => {
  for (let n = 0; n < 90; n++) ring[next++ % ring.length] = new Sample(i * 90 + n);
};
