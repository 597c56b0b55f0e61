import { DiscountTable } from './discount-table.mjs';

const table = new DiscountTable();

export function priceOf(order) {
  const step = table.steps.findLast(({ from }) => from <= order.total);
  return order.total * (1 - step.percent / 100);
}
