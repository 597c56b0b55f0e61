// One bundle a language and page, loaded when first asked for and kept: 70 at the most.

class TextBundle {
  constructor(language, page) {
    this.language = language;
    this.page = page;
    this.texts = new Map(Array.from({ length: 12 }, (_, i) => [`${page}.${i}`, `${language}: text ${i}`]));
  }
}

const bundles = new Map();

export function bundleFor(language, page) {
  const key = `${language}/${page}`;
  const bundle = bundles.get(key) ?? new TextBundle(language, page);
  bundles.set(key, bundle);
  return bundle;
}
