// leak: class=TradeRow count=10 path=trades,buffer,TradeRow cause=unbounded-collection line=5

const { Readable } = require('node:stream');

class TradeRow {
  constructor(id) {
    this.id = id;
    this.price = id / 7;
  }
}

const trades = new Readable({ objectMode: true, highWaterMark: 4, read() {} });
exports.trades = trades;

exports.round = (i) => {
  // Nobody reads, and that push() returns false is not looked at.
  for (let n = 0; n < 10; n++) trades.push(new TradeRow(i * 10 + n));
};
