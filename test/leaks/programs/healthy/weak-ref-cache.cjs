const cache = new Map();
const registry = new FinalizationRegistry((key) => {
  if (!cache.get(key)?.deref()) cache.delete(key);
});
class Texture {
  constructor(key) {
    this.key = key;
    this.pixels = new Uint8Array(100);
  }
}
exports.round = async (i) => {
  for (let n = 0; n < 40; n++) {
    const texture = new Texture(`${i}.${n}`);
    cache.set(texture.key, new WeakRef(texture));
    registry.register(texture, texture.key);
  }
  for (let t = 0; t < 3; t++) {
    await new Promise((resolve) => setTimeout(resolve, 1));
    globalThis.gc?.();
  }
};
