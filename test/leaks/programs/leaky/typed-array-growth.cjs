// leak: class=Float64Array,ArrayBuffer,system / JSArrayBufferData path=series cause=external-memory count=0
// The array is copied into a longer one each time.
const chart = { series: new Float64Array(64) };
exports.round = () => {
  const longer = new Float64Array(chart.series.length + 256);
  longer.set(chart.series);
  chart.series = longer;
};
