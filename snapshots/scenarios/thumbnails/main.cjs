'use strict';
// A gallery that shrinks pictures and keeps the pixels, in case that they are asked for again.
const { thumbnailOf } = require('./src/thumbnail.cjs');

exports.round = (number) => {
  for (let i = 0; i < 10; i++) thumbnailOf(`picture-${number}-${i}.png`);
};
