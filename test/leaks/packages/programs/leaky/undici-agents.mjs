// leak: class=Agent,Pool,Client count=5 path=agents cause=unbounded-collection also=unclosed-handle
// An agent for each host.
import { Agent } from 'undici';
const agents = new Map();
export function round(i) {
  for (let n = 0; n < 5; n++) {
    const key = `host-${i}-${n}.example`;
    agents.set(key, new Agent({ connections: 2 }));
  }
}
