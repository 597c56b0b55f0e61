// leak: class=NumberFormat,Intl.NumberFormat count=5 path=formatters cause=unbounded-collection
// Formatters are small here and large outside.
const formatters = new Map();
exports.round = (i) => {
  for (let n = 0; n < 5; n++)
    formatters.set(`${i}/${n}`, new Intl.NumberFormat('de-DE', { minimumFractionDigits: n }));
};
