// leak: class=Booking count=35 path=calendar,Booking cause=unbounded-collection line=4
// A tree that is never cut: every object is found over its left or its right parent.
class Booking {
  constructor(start) {
    this.start = start;
    this.left = null;
    this.right = null;
  }
}
class Calendar {
  #root = null;
  add(booking) {
    if (this.#root === null) {
      this.#root = booking;
      return;
    }
    let at = this.#root;
    for (;;) {
      const side = booking.start < at.start ? 'left' : 'right';
      if (at[side] === null) {
        at[side] = booking;
        return;
      }
      at = at[side];
    }
  }
}
const calendar = new Calendar();
let seed = 1;

exports.round = () => {
  for (let n = 0; n < 35; n++) {
    seed = (seed * 48271) % 2147483647;
    calendar.add(new Booking(seed));
  }
};
