// leak: class=Quote count=30 path=PriceBook,#book,Quote cause=unbounded-collection line=5
// Each entry has a small typed array: that is no buffer outside of the heap.
class Quote {
  constructor(symbol, price) {
    this.symbol = symbol;
    this.price = price;
    this.history = new Float64Array(8);
  }
}
class PriceBook {
  static #book = new Map();
  static put(quote) {
    PriceBook.#book.set(quote.symbol, quote);
  }
}

export function round(i) {
  for (let n = 0; n < 30; n++) PriceBook.put(new Quote(`SYM:${i}:${n}`, n));
}
