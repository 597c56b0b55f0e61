// A few letters -> objects of the open heap, each with the graph that starts from it.

import type { FoundObject } from '../../src/index.browser.js';
import { type AskHeap, askHeap } from '../state/page.js';
import { formatSize } from '../text/format.js';
import { findOwnerKind } from '../text/owner-kind.js';
import { showName } from '../text/show-name.js';
import type { Found } from './find-matches.js';

const MOST = 30;

function describe({ id, className, foundIn, text, retainedSize }: FoundObject): Found {
  const isValue = foundIn === 'string';
  const name = isValue ? JSON.stringify(text) : text === '' ? className : text;
  return {
    name,
    what: `${isValue || name === className ? '' : `${showName(className, 24)} `}@${id}, ${formatSize(retainedSize)}`,
    owner: findOwnerKind(className, null),
    view: 'graph',
    changes: { id: String(id) },
  };
}

export async function findInHeap(
  ask: AskHeap,
  text: string,
): Promise<{ readonly rows: readonly Found[]; readonly total: number }> {
  const { found } = await askHeap<'search'>(ask, { ask: 'search', text, limit: MOST });
  return { rows: found.rows.map(describe), total: found.total };
}
