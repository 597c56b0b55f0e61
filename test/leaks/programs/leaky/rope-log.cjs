// leak: class=(concatenated string),(string) path=log cause=string-accumulation count=0
let log = '';
exports.round = (i) => {
  for (let n = 0; n < 50; n++) log += `${new Date(i).toISOString()} line ${n} of round ${i}\n`;
};
