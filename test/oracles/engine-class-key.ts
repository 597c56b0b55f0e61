// How DevTools' engine names a class in its tables.

import type { ClassIdentity } from '../../src/analysis/classes.js';

export function engineClassKey({ name, place }: ClassIdentity): string {
  return place === null ? `,${name}` : `${place.scriptId},${place.line},${place.column},${name}`;
}
