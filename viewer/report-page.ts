// The report page: the data in its slot -> the views.

import { h, replaceChildren } from './dom/element.js';
import { openPage } from './shell/open-page.js';
import { readData } from './shell/read-data.js';
import { buildViews } from './shell/views.js';

async function start(): Promise<void> {
  const root = document.getElementById('page');
  if (root === null) return;
  try {
    const data = await readData();
    if (data === null)
      throw new Error('This page holds no report. Write one with: heapdiff A B --html report.html');
    openPage(root, data, buildViews(data), null);
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    replaceChildren(
      root,
      h('main', { class: 'problem' }, h('h1', {}, 'The report cannot be shown'), h('p', {}, text)),
    );
  }
}

void start();
