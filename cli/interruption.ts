// What asks the program to stop.

/** Ctrl-C, `kill`, and a terminal that was closed. */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Calls back at each of these signals. @returns what ends that */
export function onInterruption(stop: () => void): () => void {
  for (const signal of signals) process.on(signal, stop);
  return () => {
    for (const signal of signals) process.off(signal, stop);
  };
}
