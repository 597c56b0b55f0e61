// leak: class=TokenRequest count=10 path=gcPersistentSignals,TokenRequest cause=event-listener line=3

class TokenRequest {
  constructor(id) {
    this.id = id;
    // Six hours: as long as somebody listens, the signal and its listener stay.
    const signal = AbortSignal.timeout(6 * 3600 * 1000);
    signal.addEventListener('abort', () => this.giveUp());
  }

  giveUp() {
    this.id = null;
  }
}

export async function round(i) {
  for (let n = 0; n < 10; n++) new TokenRequest(i * 10 + n);
}
