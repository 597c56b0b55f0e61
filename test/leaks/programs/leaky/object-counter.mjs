// leak: class={hits\, last},Object count=45 path=perAddress cause=unbounded-collection
const limiter = { perAddress: Object.create(null) };
export function round(i) {
  for (let n = 0; n < 45; n++) {
    limiter.perAddress[`10.${i}.${n}.7`] = { hits: 1, last: [i, n] };
  }
}
