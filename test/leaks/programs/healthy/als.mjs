// Stores that end with their requests.
import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as delay } from 'node:timers/promises';
const als = new AsyncLocalStorage();
export async function round(i) {
  await Promise.all(
    Array.from({ length: 15 }, (_, n) =>
      als.run({ id: `${i}-${n}` }, async () => {
        await delay(1);
        return als.getStore().id;
      }),
    ),
  );
}
