// leak: class=Promise,UserRow count=30 path=_cacheMap cause=unbounded-collection also=pending-promise
// A loader that lives longer than a request.
const DataLoader = require('dataloader');
class UserRow {
  constructor(id) {
    this.id = id;
    this.name = `user ${id}`;
    this.tags = [id];
  }
}
const users = new DataLoader(async (ids) => ids.map((id) => new UserRow(id)));
exports.round = async (i) => {
  await Promise.all(Array.from({ length: 30 }, (_, n) => users.load(i * 30 + n)));
};
