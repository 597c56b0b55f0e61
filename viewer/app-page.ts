// The app: snapshots are dropped on it, and it becomes their report.

import { openDropPage } from './app/drop-page.js';
import { openPage } from './shell/open-page.js';
import { buildViews } from './shell/views.js';

const root = document.getElementById('page');
if (root !== null) openDropPage(root, (data) => openPage(root, data, buildViews(data), true));
