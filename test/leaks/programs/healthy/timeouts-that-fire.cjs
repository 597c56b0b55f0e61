exports.round = () =>
  Promise.all(
    Array.from({ length: 40 }, (_, n) => new Promise((resolve) => setTimeout(() => resolve({ n }), n % 4))),
  );
