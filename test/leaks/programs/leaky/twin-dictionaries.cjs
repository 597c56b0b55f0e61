// leak: class=Object,{user\, roles} count=12 path=sessionsById cause=unbounded-collection
// Two dictionaries with the same keys, so that their keys make them a class of their own, another one each time.
const sessionsById = {};
const lastSeenById = {};

exports.round = (i) => {
  for (let n = 0; n < 12; n++) {
    const user = `usr_${(i * 12 + n).toString(36)}`;
    const id = `${user}x${i * n}`;
    sessionsById[id] = { user, roles: ['reader'] };
    lastSeenById[id] = { visits: { user } };
  }
};
