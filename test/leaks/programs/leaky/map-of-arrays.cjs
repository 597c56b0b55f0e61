// leak: class=Reading count=48 path=byDevice,Reading cause=unbounded-collection line=4
// Few devices, but each one's list of readings only gets longer.
const byDevice = new Map();
class Reading {
  constructor(device, value) {
    this.device = device;
    this.value = value;
    this.note = { unit: 'C' };
  }
}
exports.round = (i) => {
  for (let n = 0; n < 48; n++) {
    const device = `d${n % 8}`;
    if (!byDevice.has(device)) byDevice.set(device, []);
    byDevice.get(device).push(new Reading(device, i + n));
  }
};
