// The version of this package, as reports and `--version` print it. A test holds it equal to package.json.

/** The version of heapdiff, as in its package.json. */
export const version: string = '0.1.0';
