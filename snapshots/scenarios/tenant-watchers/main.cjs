'use strict';
// A service that reads the settings of a tenant when he calls, and watches them for changes from then on.
const { TenantSettings } = require('./src/tenant-settings.cjs');

exports.round = (number) => {
  let known = 0;
  for (let i = 0; i < 10; i++) known += new TenantSettings(`tenant-${number}-${i}`).values.size;
  return known;
};
