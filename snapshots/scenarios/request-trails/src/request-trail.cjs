'use strict';

/** Collects what happens during one request, so that it can be logged in one piece. */
class RequestTrail {
  constructor(url, server) {
    this.url = url;
    this.steps = [];
    this.onShutdown = () => this.note('server is going down');
    server.on('shutdown', this.onShutdown);
  }

  note(text) {
    this.steps.push({ text, at: this.steps.length });
  }
}

module.exports = { RequestTrail };
