// Sessions live for three rounds.
class Session {
  constructor(id, until) {
    this.id = id;
    this.until = until;
    this.data = { cart: [id] };
  }
}
const sessions = new Map();
exports.round = (i) => {
  for (let n = 0; n < 70; n++) sessions.set(`${i}:${n}`, new Session(`${i}:${n}`, i + 3));
  for (const [id, session] of sessions) if (session.until <= i) sessions.delete(id);
};
