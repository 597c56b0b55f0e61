// A state that is replaced, but stays as large.
let state = { version: 0, rows: Array.from({ length: 200 }, (_, n) => ({ n, value: 0 })) };
export function round(i) {
  for (let n = 0; n < 40; n++) {
    const at = (i * 40 + n) % state.rows.length;
    state = {
      version: state.version + 1,
      rows: state.rows.map((row, r) => (r === at ? { ...row, value: i } : row)),
    };
  }
}
