'use strict';

class UploadNotes {
  constructor() {
    this.lines = new Set();
    this.author = { name: 'virus scanner' };
  }

  add(line) {
    this.lines.add(line);
  }
}

const notes = new WeakMap();

function notesOf(upload) {
  const found = notes.get(upload) ?? new UploadNotes();
  notes.set(upload, found);
  return found;
}

module.exports = { notesOf };
