// The articles on sale: loaded once, the same for every visitor.

export const catalog = Array.from({ length: 40 }, (_, i) => ({
  sku: `A-${i}`,
  title: `Article ${i}`,
  price: 4.5 + i,
  tags: new Set([`shelf-${i % 5}`]),
}));
