// Logging in and out. A session ends when its visitor logs out, which hardly anyone does.

const sessions = new Map();
let issued = 0;

/** What the shop remembers of a visitor who is logged in. */
export class Session {
  constructor(token, user) {
    this.token = token;
    this.user = user;
    this.cart = [];
    this.lastSeen = new Date(1_700_000_000_000 + issued);
  }

  addToCart(article, quantity) {
    this.cart.push({ article, quantity });
  }
}

export function login(name) {
  issued += 1;
  const user = { name, email: `${name}@shop.example`, roles: ['customer'] };
  const session = new Session(`t-${issued}`, user);
  sessions.set(session.token, session);
  return session;
}

export function logout(session) {
  sessions.delete(session.token);
}
