// The part of the public API that runs in a page: nothing here may reach a Node module.

/** The version of heapdiff. */
export { version } from './core/version.js';
