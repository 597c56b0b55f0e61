// leak: class={fulfilled\, rejected\, synchronous\, runWhen},TenantClient,Function count=10 path=handlers cause=dangling-subscription also=unbounded-collection,closure-context,event-listener
// An interceptor for every client.
const axios = require('axios');
const http = axios.create({
  adapter: async (config) => ({ data: {}, status: 200, statusText: 'OK', headers: {}, config }),
});
class TenantClient {
  constructor(tenant) {
    this.tenant = tenant;
    this.headers = { 'x-tenant': tenant };
    http.interceptors.request.use((config) => {
      config.headers['x-tenant'] = this.tenant;
      return config;
    });
  }
  load() {
    return http.get('/profile');
  }
}
exports.round = async (i) => {
  for (let n = 0; n < 10; n++) {
    const c = new TenantClient(`t${i}-${n}`);
    if (n === 0) await c.load();
  }
};
