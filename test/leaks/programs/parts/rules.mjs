export class Rules {
  constructor(percent) {
    this.percent = percent;
  }
}
export const rules = new Rules(10);
