'use strict';
// A site that renders pages through a cache of 150. Everything changes all the time, and nothing leaks.
const { PageCache } = require('./src/page-cache.cjs');

const cache = new PageCache(150);
const render = (url) => ['<html>', `<h1>${url}</h1>`, '</html>'].join('\n');

exports.round = (number) => {
  let bytes = 0;
  for (let i = 0; i < 60; i++) bytes += cache.get(`/page/${number * 50 + i}`, render).html.length;
  return bytes;
};
