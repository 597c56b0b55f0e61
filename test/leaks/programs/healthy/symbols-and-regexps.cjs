exports.round = (i) => {
  let hits = 0;
  for (let n = 0; n < 300; n++) {
    const key = Symbol(`k${n}`);
    const holder = { [key]: new RegExp(`a{${n % 9},}`, 'g') };
    hits += holder[key].test('aaaa') ? 1 : 0;
  }
  return hits + i;
};
