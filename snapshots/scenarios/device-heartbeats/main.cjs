'use strict';
// A gateway for sensors. They connect, send a reading and go; disconnect() forgets to stop the heartbeat.
const { Device } = require('./src/device.cjs');

const connected = new Map();

exports.round = async (number) => {
  for (let i = 0; i < 30; i++) {
    const device = new Device(`S-${number}-${i}`);
    device.readings.push({ kind: 'temperature', value: 20 + i / 10 });
    connected.set(device.serial, device);
  }
  await new Promise((resolve) => setImmediate(resolve));
  for (const device of connected.values()) device.disconnect();
  connected.clear();
};
