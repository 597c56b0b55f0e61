// leak: class=Session count=13 path=Session cause=unbounded-collection line=3
// The keys of a WeakMap are held by a list.
class Session {
  constructor(user) {
    this.user = user;
    this.data = { cart: [user] };
  }
}
const byUser = new WeakMap();
const users = [];
exports.round = (i) => {
  for (let n = 0; n < 13; n++) {
    const user = { name: `u${i}-${n}` };
    users.push(user);
    byUser.set(user, new Session(user));
  }
};
