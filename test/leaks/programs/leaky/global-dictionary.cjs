// leak: class={user\, at},Object count=50 path=visits cause=global-variable also=unbounded-collection
globalThis.visits = {};
exports.round = (i) => {
  for (let n = 0; n < 50; n++) globalThis.visits[`u${i}_${n}`] = { user: `user ${n}`, at: i };
};
