'use strict';
// A report service that is given a new template every minute.
const { install, render } = require('./src/templates.cjs');

exports.round = (number) => {
  for (let i = 0; i < 20; i++) install(number * 20 + i);
  return render(['north', 'south']);
};
