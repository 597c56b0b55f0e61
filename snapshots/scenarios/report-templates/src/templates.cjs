'use strict';

/** A compiled template: its columns, and the function that fills them. */
class Template {
  constructor(version, columns, fill) {
    this.version = version;
    this.columns = columns;
    this.fill = fill;
  }
}

let active = null;

// explainChange() is hardly ever called, but it shares its context with fill(): each template keeps the one before.
function install(version) {
  const replaced = active;
  const columns = Array.from({ length: 30 }, (_, i) => version + i);
  const explainChange = () => `v${version} replaces v${replaced?.version}`;
  if (version < 0) throw new Error(explainChange());
  active = new Template(version, columns, (rows) => rows.map((row) => `${row} ${version}`));
}

module.exports = { install, render: (rows) => active.fill(rows).join('\n') };
