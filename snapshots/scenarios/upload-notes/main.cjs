'use strict';
// An upload service. Notes about an upload live in a WeakMap, so they look harmless, but `finished` keeps every upload.
const { notesOf } = require('./src/notes.cjs');

const finished = [];

exports.round = (number) => {
  for (let i = 0; i < 30; i++) {
    const upload = { file: `photo-${number}-${i}.jpg`, size: 1000 + i };
    notesOf(upload).add('checked');
    finished.push(upload);
  }
};
