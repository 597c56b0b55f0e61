// leak: class=Timeout,{cart\, user},Object count=20 path=TimersList cause=timer
// A reminder per cart, a day ahead, also for carts that are gone.
function remind(cart, user) {
  const reminder = { cart, user };
  setTimeout(() => reminder.cart.length, 24 * 3600_000).unref();
}
exports.round = (i) => {
  for (let n = 0; n < 20; n++) remind(new Array(25).fill(n), `user-${i}-${n}`);
};
