'use strict';

const BEAT_EVERY_MS = 5 * 60_000;

/** One connected device, with a timer that asks it now and then whether it is still there. */
class Device {
  constructor(serial) {
    this.serial = serial;
    this.readings = [];
    this.connected = true;
    this.heartbeat = setInterval(() => this.beat(), BEAT_EVERY_MS);
  }

  beat() {
    if (this.connected) this.readings.push({ kind: 'beat', serial: this.serial });
  }

  disconnect() {
    this.connected = false;
  }
}

module.exports = { Device };
