// leak: class=Function,(string) count=16 path=cache cause=unbounded-collection also=closure-context
// Compiled templates under names that never come again, two functions each.
const ejs = require('ejs');
exports.round = (i) => {
  for (let n = 0; n < 8; n++)
    ejs.render('<h1><%= title %></h1>', { title: 'x' }, { cache: true, filename: `letter-${i}-${n}.ejs` });
};
