// leak: class=Action,{type\, text},Object count=22 path=past cause=unbounded-collection
// State is replaced by a new one at each step; its undo history is never cut.
let state = { past: [], present: null };
const reduce = (before, action) => ({ past: [...before.past, before.present ?? action], present: action });
export function round(i) {
  for (let n = 0; n < 22; n++) state = reduce(state, { type: 'edit', text: `${i}.${n}`.repeat(3) });
  return state.past.length;
}
