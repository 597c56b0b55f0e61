class Watchdog {
  constructor(id) {
    this.id = id;
    this.timer = setTimeout(() => this.id, 60000);
  }
}
exports.round = async (i) => {
  const dogs = Array.from({ length: 30 }, (_, n) => new Watchdog(i + n));
  await new Promise((resolve) => setTimeout(resolve, 2));
  for (const { timer } of dogs) clearTimeout(timer);
};
