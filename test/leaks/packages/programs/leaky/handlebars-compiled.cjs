// leak: class=Function,ret path=templates cause=unbounded-collection also=closure-context
// Templates compiled from texts that never come again.
const Handlebars = require('handlebars');
const templates = {};
exports.round = (i) => {
  for (let n = 0; n < 5; n++) {
    const source = `<p>{{name}} ${i}-${n}</p>`;
    templates[source] ??= Handlebars.compile(source);
    templates[source]({ name: 'x' });
  }
};
