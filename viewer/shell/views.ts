// A report -> how each tab is built.

import type { ViewerData } from '../../src/report/model.js';
import { classesView } from '../classes/classes-view.js';
import { graphView } from '../graph/graph-view.js';
import { mapView } from '../map/map-view.js';
import { diffOverview } from '../overview/diff-overview.js';
import { questionOverview } from '../overview/question-overview.js';
import { statisticsView } from '../statistics/statistics-view.js';
import type { Views } from './open-page.js';

export function buildViews({ report }: ViewerData): Views {
  return {
    overview: (page) =>
      report.kind === 'diff' ? diffOverview(page, report) : questionOverview(page, report),
    graph: graphView,
    classes: classesView,
    map: mapView,
    statistics: statisticsView,
  };
}
