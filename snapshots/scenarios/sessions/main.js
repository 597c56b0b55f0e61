// A web shop. In each round 110 visitors log in and fill a cart; 10 of them log out again.
import { login, logout } from './src/auth.js';
import { catalog } from './src/catalog.js';

export function round(number) {
  for (let i = 0; i < 110; i++) {
    const session = login(`visitor-${number}-${i}`);
    session.addToCart(catalog[i % catalog.length], 1 + (i % 3));
    if (i % 11 === 0) logout(session);
  }
}
