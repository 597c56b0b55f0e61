const inFlight = new Map();
async function load(id) {
  await new Promise((resolve) => setImmediate(resolve));
  return { id, name: `user ${id}` };
}
export async function round(i) {
  const jobs = [];
  for (let n = 0; n < 60; n++) {
    const job = load(`${i}.${n}`).finally(() => inFlight.delete(`${i}.${n}`));
    inFlight.set(`${i}.${n}`, job);
    jobs.push(job);
  }
  await Promise.all(jobs);
}
