// SPDX-License-Identifier: MIT
// The part that every report has: which snapshots, which tool, what to be careful about.

import { shortenName } from '../core/shorten-text.js';
import { version } from '../core/version.js';
import type { SnapshotData } from '../format/snapshot-data.js';
import { recognizeProducer } from '../format/producer.js';
import type { ReportHead, SnapshotInfo, SnapshotRole, Warning } from './model.js';

/** What is known of a snapshot when its graph is gone. Plain data. */
export interface SnapshotFacts {
  readonly path: string;
  readonly producer: string;
  readonly nodeCount: number;
  readonly edgeCount: number;
  readonly totalSize: number;
  readonly extraNativeSize: number;
  readonly fileSize: number | null;
  readonly warnings: readonly Warning[];
}

/** Collects the facts. @param totalSize sum of all shallow sizes */
export function buildFacts(data: SnapshotData, totalSize: number): SnapshotFacts {
  return {
    path: data.name,
    producer: shortenName(recognizeProducer(data).label),
    nodeCount: data.nodes.count,
    edgeCount: data.edges.count,
    totalSize,
    extraNativeSize: data.header.extraNativeBytes,
    fileSize: data.fileSize,
    warnings: data.warnings.map(({ code, message }) => ({
      code: code.toLowerCase().replaceAll('_', '-'),
      message: `${data.name}: ${message}`,
    })),
  };
}

/** The role of snapshot `index` of `count`, in the order given. */
export function snapshotRole(index: number, count: number): SnapshotRole {
  if (count === 1) return 'single';
  if (index === 0) return 'baseline';
  return index === count - 1 && count > 2 ? 'final' : 'target';
}

/** The head over one or more snapshots. */
export function buildHead(facts: readonly SnapshotFacts[], warnings: readonly Warning[] = []): ReportHead {
  const snapshots = facts.map(({ warnings: _, ...fact }, index): SnapshotInfo => ({
    path: fact.path,
    role: snapshotRole(index, facts.length),
    producer: fact.producer,
    nodeCount: fact.nodeCount,
    edgeCount: fact.edgeCount,
    totalSize: fact.totalSize,
    extraNativeSize: fact.extraNativeSize,
    fileSize: fact.fileSize,
    capturedAt: null,
  }));
  return {
    schemaVersion: 1,
    tool: { name: 'heapdiff', version },
    snapshots,
    warnings: [...facts.flatMap((fact) => fact.warnings), ...warnings],
  };
}
