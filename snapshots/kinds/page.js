// A page with a few of every kind of thing: attached and detached elements, listeners, collections, closures, strings.

class Row {
  constructor(id, element) {
    this.id = id;
    this.element = element;
    element.addEventListener('click', () => this.id);
  }
}

class Point {
  constructor(x, y) {
    this.x = x;
    this.y = y;
  }
}

const rows = [];
const points = new Set();
const notes = new WeakMap();
const kept = [];
let rope = '';
let serial = 0;

window.kindsOfThings = () => ({ rows, points, kept, rope });

window.round = async () => {
  for (let i = 0; i < 5; i++) addRow(++serial);
  await Promise.resolve();
};

function addRow(id) {
  const element = document.createElement('div');
  element.innerHTML = `<b>row ${id}</b><i data-id="${id}">text <em>${id}</em></i>`;
  document.getElementById('rows').append(element);
  rows.push(new Row(id, element));
  points.add(new Point(id, id / 3));
  notes.set(element, new Point(-id, 0.5));
  kept.push(
    Symbol(`symbol ${id}`),
    BigInt(id) ** 30n,
    new Uint8Array(64),
    new RegExp(`^${id}$`),
    new WeakRef(element),
  );
  kept.push(
    setInterval(() => id, 1e9),
    new Promise(() => {}),
    { id, a: [id], b: { c: `value ${id}` } },
  );
  window.addEventListener('resize', () => rows.length + id);
  rope += `line ${id}; `;
  if (id % 3 > 0) element.remove();
}
