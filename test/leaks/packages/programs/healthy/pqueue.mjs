// Jobs that end.
import PQueue from 'p-queue';
const q = new PQueue({ concurrency: 3 });
export async function round(i) {
  for (let n = 0; n < 40; n++)
    q.add(async () => {
      await null;
      return i + n;
    });
  await q.onIdle();
}
