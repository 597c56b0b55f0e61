// Promises that settle.
const run = async (jobs, k) => {
  const out = [];
  let at = 0;
  await Promise.all(
    Array.from({ length: k }, async () => {
      while (at < jobs.length) {
        const j = jobs[at++];
        out.push(await j());
      }
    }),
  );
  return out;
};
export async function round(i) {
  await run(
    Array.from({ length: 60 }, (_, n) => async () => {
      await null;
      return { i, n };
    }),
    5,
  );
}
