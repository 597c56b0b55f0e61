'use strict';

class Transcript {
  constructor(title) {
    this.title = title;
    this.text = '';
  }

  add(person, words) {
    this.text += `${person}: ${words}\n`;
  }
}

module.exports = { Transcript };
