// A checkout that waits for the bank to confirm each payment. Every fifth confirmation gets lost.
import { Bank } from './src/bank.mjs';
import { PaymentAttempt } from './src/payment-attempt.mjs';

const bank = new Bank();

async function pay(order) {
  const attempt = new PaymentAttempt(order, 19.99);
  await bank.confirmation(attempt.reference);
  attempt.state = 'paid';
  return attempt;
}

export async function round(number) {
  for (let i = 0; i < 50; i++) pay(`${number}-${i}`);
  bank.confirmSome((reference) => Number(reference.at(-1)) % 5 !== 0);
  await new Promise((resolve) => setImmediate(resolve));
}
