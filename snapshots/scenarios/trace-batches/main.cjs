'use strict';
// An API whose requests each run in a context of their own. Hooks for the end of the day are bound to the context of whoever adds them.
const { AsyncResource } = require('node:async_hooks');
const { inRequest, currentRequest } = require('./src/request-context.cjs');

const atEndOfDay = [];

function onEndOfDay(run) {
  atEndOfDay.push(AsyncResource.bind(run));
}

exports.round = (number) => {
  for (let i = 0; i < 25; i++) {
    inRequest(`/invoices/${number}/${i}`, () => {
      if (currentRequest().url.length > 0) onEndOfDay(countOne);
    });
  }
};

function countOne() {
  return 1;
}
