'use strict';
// A support chat that writes down every word.
const { Transcript } = require('./src/transcript.cjs');

const transcript = new Transcript('support');
const people = ['ada', 'bob', 'cleo'];

exports.round = (number) => {
  for (let i = 0; i < 60; i++) transcript.add(people[i % people.length], `message ${number}.${i}`);
};
