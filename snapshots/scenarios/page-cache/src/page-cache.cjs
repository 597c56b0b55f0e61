'use strict';

/** The most recently used pages, never more than `limit`. */
class PageCache {
  constructor(limit) {
    this.limit = limit;
    this.pages = new Map();
  }

  get(url, render) {
    const found = this.pages.get(url);
    if (found) this.pages.delete(url);
    const page = found ?? new CachedPage(url, render(url));
    this.pages.set(url, page);
    if (this.pages.size > this.limit) this.pages.delete(this.pages.keys().next().value);
    return page;
  }
}

class CachedPage {
  constructor(url, html) {
    this.url = url;
    this.html = html;
    this.headers = { 'content-type': 'text/html', etag: `"${url.length}-${html.length}"` };
  }
}

module.exports = { PageCache };
