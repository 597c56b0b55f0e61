// A small service that keeps its log where every module can see it.
import { record } from './src/access-record.mjs';

export function round(number) {
  for (let i = 0; i < 50; i++) record('GET', `/status/${number}/${i}`, 200);
}
