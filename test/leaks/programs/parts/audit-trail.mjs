export class Audit {
  constructor(text) {
    this.text = text;
  }
}
/** Nothing but the modules that import it refers to it. */
export const trail = { entries: [] };
