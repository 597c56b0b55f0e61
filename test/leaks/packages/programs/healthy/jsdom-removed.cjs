// Elements that come and go.
const { JSDOM } = require('jsdom');
const { document } = new JSDOM('<body></body>').window;
exports.round = (i) => {
  for (let n = 0; n < 10; n++) {
    const d = document.createElement('div');
    d.textContent = `t${i}`;
    document.body.appendChild(d);
    d.addEventListener('click', () => n);
    d.remove();
  }
};
