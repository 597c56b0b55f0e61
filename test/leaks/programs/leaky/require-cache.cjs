// leak: class=Module,(string) count=4 path=Module cause=module-cache
const fs = require('node:fs');
const path = require('node:path');
const dir = fs.mkdtempSync(path.join(require('node:os').tmpdir(), 'tpl-'));
exports.round = (i) => {
  for (let n = 0; n < 4; n++) {
    const file = path.join(dir, `page-${i}-${n}.js`);
    fs.writeFileSync(
      file,
      `exports.render = (x) => 'page ${i} ' + x; exports.parts = new Array(60).fill('${n}');`,
    );
    require(file).render(n);
  }
};
