import { AsyncLocalStorage } from 'node:async_hooks';
const storage = new AsyncLocalStorage();
export async function round(i) {
  for (let n = 0; n < 40; n++) {
    await storage.run({ id: `${i}.${n}`, log: [] }, async () => {
      await null;
      storage.getStore().log.push(n);
    });
  }
}
