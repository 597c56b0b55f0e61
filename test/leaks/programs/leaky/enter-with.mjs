// leak: class=JobScope count=20 path=parent cause=async-context line=10
// Every job enters a scope of its own that knows the one before, and never leaves it.
import { AsyncLocalStorage } from 'node:async_hooks';
import { setImmediate as turn } from 'node:timers/promises';

const scopes = new AsyncLocalStorage();
const queue = [];

class JobScope {
  constructor(name, parent) {
    this.name = name;
    this.parent = parent;
    this.labels = [name, 'default'];
  }
}

async function consume() {
  for (;;) {
    const job = queue.shift();
    if (job === undefined) {
      await turn();
      continue;
    }
    scopes.enterWith(new JobScope(job, scopes.getStore()));
    await null;
  }
}

export function setup() {
  void consume();
}

export async function round(i) {
  for (let n = 0; n < 20; n++) queue.push(`job-${i}-${n}`);
  while (queue.length > 0) await turn();
}
