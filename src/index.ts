// The public API in Node.

/** The version of heapdiff. */
export { version } from './core/version.js';
