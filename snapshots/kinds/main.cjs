'use strict';
// A few of every kind of thing that a heap can hold, so that one small snapshot of a runtime shows them all.
// Written for every runtime since Node 12.
const { EventEmitter } = require('events');
const { Account, Entry, Point, Visit } = require('./src/classes.cjs');

const visits = new Map();
const points = new Set();
const notes = new WeakMap();
const refs = [];
const emitter = new EventEmitter();
const kept = [];
const byName = {};
const sparse = [];
const text = { rope: '', slice: '', odd: oddStrings() };
let list = null;
let serial = 0;

emitter.setMaxListeners(0);
globalThis.kindsOfThings = { kept, text, byName };

exports.round = async () => {
  for (let i = 0; i < 5; i++) {
    serial += 1;
    addCollections(serial);
    addFunctions(serial);
    addValues(serial);
  }
  visits.delete(`visit-${serial - 7}`);
  await Promise.resolve();
};

function addCollections(id) {
  const visit = new Visit(id, new Account(`account ${id}`));
  visits.set(`visit-${id}`, visit);
  points.add(new Point(id, 0.5, -id));
  notes.set(visit, new Entry(visit, { text: `note ${id}` }));
  if (typeof WeakRef === 'function') refs.push(new WeakRef(visit));
  byName[`key-${id}`] = { a: id, b: `value ${id}`, c: { d: [id, id + 1, id / 3] } };
  byName[id] = null;
  sparse[id * 1000] = { id };
  list = new Entry(list, id);
}

function addFunctions(id) {
  const shared = [`captured ${id}`];
  function named() {
    return shared.length + id;
  }
  const bound = named.bind(byName, id);
  emitter.on('event', () => shared.push(id));
  kept.push(
    named,
    bound,
    function* () {
      yield id;
    },
    new Promise(() => {}).then(named),
    Promise.resolve(shared),
    setInterval(named, 1e9),
    new Proxy({ id }, {}),
    class extends Point {
      constructor() {
        super(id, id, id);
      }
    },
  );
}

function addValues(id) {
  kept.push(
    Symbol(`symbol ${id}`),
    BigInt(id) ** BigInt(30),
    new RegExp(`^visit-${id}$`, 'i'),
    new Date(1.6e12 + id),
    new Error(`error ${id}`),
    new Float64Array(4 + (id % 3)),
    new Uint8Array(new ArrayBuffer(64), 8, 16),
    new DataView(new ArrayBuffer(16)),
    Object.create(null, { hidden: { value: id }, accessor: { get: () => id } }),
    [id, 'mixed', null, undefined, 1.5, true],
    [1.5 + id, 2.5, NaN, -0],
  );
  text.rope += `line ${id}; ${kept.length}`;
  text.slice = text.rope.slice(2, 60);
}

function oddStrings() {
  return [
    'smile \u{1F600}',
    'lone \uD800 half',
    'nul \0 inside',
    'quote " backslash \\ slash / tab \t',
    'e\u0301 \u202E reversed',
    '\u001B[31mred',
    '\u65E5\u672C\u8A9E',
    '__proto__',
    'constructor',
    '',
    'long '.repeat(500),
  ];
}
