'use strict';
const { watch } = require('node:fs');

/** The settings of one tenant, read anew whenever the folder changes. */
class TenantSettings {
  constructor(tenant) {
    this.tenant = tenant;
    this.values = new Map([['language', 'en']]);
    this.watcher = watch(__dirname, { persistent: false }, () => this.values.clear());
  }
}

module.exports = { TenantSettings };
