// Node notes the times of each fetch in a list that it never lets become longer than 250.

import { createServer } from 'node:http';

const server = createServer((request, response) => response.end('{"ok":true}'));
let address;

export async function setup() {
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${server.address().port}/`;
}

export async function round() {
  for (let n = 0; n < 5; n++) await (await fetch(address)).json();
}
