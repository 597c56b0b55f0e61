// The app: snapshots are dropped on it, and it becomes their report; what is dropped on that takes its place.

import { type AppFile, fromDropped, inOrder, readOffered } from './app/app-file.js';
import { type DropPage, type Opened, openDropPage } from './app/drop-page.js';
import { openPage } from './shell/open-page.js';
import { buildViews } from './shell/views.js';

function openDrop(root: HTMLElement, files: readonly AppFile[]): DropPage {
  return openDropPage(root, files, (opened) => showReport(root, opened));
}

function showReport(root: HTMLElement, { data, run, files }: Opened): void {
  const leave = (): DropPage => {
    removeEventListener('drop', onDrop);
    removeEventListener('dragover', onDrag);
    page.destroy();
    run.close();
    // What was chosen there means nothing in another report.
    history.replaceState(null, '', location.pathname);
    return openDrop(root, files);
  };
  const onDrag = (event: DragEvent): void => event.preventDefault();
  const onDrop = (event: DragEvent): void => {
    event.preventDefault();
    const dropped = fromDropped(event.dataTransfer?.files ?? []);
    if (dropped.length > 0) leave().take(inOrder(dropped));
  };
  addEventListener('drop', onDrop);
  addEventListener('dragover', onDrag);
  const page = openPage(root, data, buildViews(data), { ask: run.ask, leave: () => void leave() });
}

const root = document.getElementById('page');
if (root !== null) {
  const offered = readOffered();
  const page = openDrop(root, []);
  if (offered.length > 0) page.take(offered);
}
