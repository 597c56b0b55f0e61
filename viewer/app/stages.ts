// A stage as the engine calls it -> its words and its place among the steps that a person is shown.

export const steps: readonly string[] = ['Reading', 'Build the graph', 'Find dominators', 'Compare'];

/** The step that a stage belongs to. */
export function findStep(stage: string): number {
  if (/dominator|size/.test(stage)) return 2;
  if (/distance|class|compare/.test(stage)) return 3;
  if (/edge|graph/.test(stage) && !/read/.test(stage)) return 1;
  return 0;
}
