class AccessRecord {
  constructor(method, url, status) {
    this.method = method;
    this.url = url;
    this.status = status;
    this.tags = [];
  }
}

globalThis.requestLog = [];

export function record(method, url, status) {
  globalThis.requestLog.push(new AccessRecord(method, url, status));
}
