'use strict';

class Account {
  constructor(name) {
    this.name = name;
    this.roles = ['reader', 'writer'];
  }
}

class Visit {
  constructor(id, account) {
    this.id = id;
    this.account = account;
    this.pages = new Map([['home', id / 2]]);
  }
}

class Entry {
  constructor(next, value) {
    this.next = next;
    this.value = value;
  }
}

class Point {
  constructor(x, y, z) {
    this.x = x;
    this.y = y;
    this.z = z;
  }
}

module.exports = { Account, Entry, Point, Visit };
