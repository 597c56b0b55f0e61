/** Knows who waits for which confirmation. */
export class Bank {
  constructor() {
    this.waiting = new Map();
  }

  confirmation(reference) {
    return new Promise((resolve) => this.waiting.set(reference, resolve));
  }

  confirmSome(arrives) {
    for (const [reference, resolve] of this.waiting) {
      if (!arrives(reference)) continue;
      this.waiting.delete(reference);
      resolve();
    }
  }
}
