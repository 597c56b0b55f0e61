// A report -> the views that have something to show for it, in the order of their keys.

import type { ViewerData } from '../../src/report/model.js';
import type { ViewName } from '../state/page-state.js';

export interface Tab {
  readonly view: ViewName;
  readonly title: string;
  readonly count: number | null;
  /** The count is of something to worry about. */
  readonly isAlarm: boolean;
}

function tab(view: ViewName, title: string, count: number | null = null, isAlarm = false): Tab {
  return { view, title, count, isAlarm };
}

/** In the app there is always an object to draw. */
export function findTabs({ report, dominated }: ViewerData, isLive: boolean): readonly Tab[] {
  switch (report.kind) {
    case 'diff': {
      const suspects = report.suspects.total;
      return [
        tab('overview', 'Overview', suspects > 0 ? suspects : null, true),
        ...(suspects > 0 || isLive ? [tab('graph', 'Graph')] : []),
        tab('classes', 'Classes', report.classes.total),
        tab('map', 'Map'),
        tab('statistics', 'Statistics'),
      ];
    }
    case 'summary':
      return [
        tab('overview', 'Overview'),
        ...(isLive ? [tab('graph', 'Graph')] : []),
        tab('classes', 'Classes', report.classes.total),
        tab('map', 'Map'),
        tab('statistics', 'Statistics'),
      ];
    case 'retainers':
    case 'chain':
    case 'excerpt':
      return [
        tab('overview', 'Overview'),
        tab('graph', 'Graph'),
        ...(dominated === null ? [] : [tab('map', 'Map')]),
        tab('statistics', 'Statistics'),
      ];
  }
}
