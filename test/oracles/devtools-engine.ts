// Snapshot text -> what Chrome DevTools' own engine makes of it (npm heap-snapshot-toolkit, which bundles
// DevTools' HeapSnapshot.ts unchanged). A thin, typed adapter: everything in ordinals instead of node indexes.

import { parse } from 'heap-snapshot-toolkit';

/** A row of DevTools' Summary view. */
export interface EngineClass {
  readonly count: number;
  readonly self: number;
  readonly maxRet: number;
  readonly distance: number;
}

/** A row of DevTools' Comparison view. */
export interface EngineDiff {
  readonly addedCount: number;
  readonly removedCount: number;
  readonly addedSize: number;
  readonly removedSize: number;
}

/** What is known of one node. */
export interface EngineNode {
  readonly shallowSize: number;
  readonly retainedSize: number;
  readonly dominator: number;
  readonly distance: number;
  readonly className: string;
  readonly detachedness: number;
}

/** An edge into a node. */
export interface EngineRetainer {
  readonly ownerId: number;
  readonly kind: string;
  readonly name: string;
}

export interface Engine {
  readonly nodeCount: number;
  node(ordinal: number): EngineNode;
  /** All edges into a node, strong and weak, as the Retainers view lists them. */
  retainers(ordinal: number): readonly EngineRetainer[];
  /** By DevTools' class key: `scriptId,line,column,name`, or `,name` without a location. */
  classes(): ReadonlyMap<string, EngineClass>;
  statistics(): unknown;
}

interface EngineCursor {
  nodeIndex: number;
  selfSize(): number;
  retainedSize(): number;
  dominatorIndex(): number;
  distance(): number;
  className(): string;
  detachedness(): number;
  retainers(): {
    readonly retainer: { node(): { id(): number }; type(): string; name(): string };
    hasNext(): boolean;
    next(): void;
  };
}

interface EngineSnapshot {
  readonly uid: number;
  readonly nodeCount: number;
  readonly nodeFieldCount: number;
  readonly nodeDetachednessAndClassIndexOffset: number;
  rootNode(): EngineCursor;
  getAggregatesByClassKey(isSorted: boolean, key: string): Record<string, EngineClass>;
  getStatistics(): unknown;
  interfaceDefinitions(): string;
  aggregatesForDiff(definitions: string): object;
  calculateSnapshotDiff(baseId: string, aggregates: object): Record<string, EngineDiff>;
}

const snapshots = new WeakMap<Engine, EngineSnapshot>();

/**
 * Runs the engine. The text is not kept. Allocation traces are hidden from it: V8 may count fewer functions in the
 * header than it writes, and the engine throws at that.
 */
export async function runEngine(text: string): Promise<Engine> {
  const untraced = text.replace(/"trace_function_count":\s*\d+/, '"trace_function_count":0');
  const snapshot = (await parse(ReadableStream.from([untraced]) as never)) as unknown as EngineSnapshot;
  const cursor = snapshot.rootNode();
  const fields = snapshot.nodeFieldCount;
  const engine: Engine = {
    nodeCount: snapshot.nodeCount,
    node(ordinal) {
      cursor.nodeIndex = ordinal * fields;
      return {
        shallowSize: cursor.selfSize(),
        retainedSize: cursor.retainedSize(),
        dominator: cursor.dominatorIndex() / fields,
        distance: cursor.distance(),
        className: cursor.className(),
        detachedness: cursor.detachedness(),
      };
    },
    retainers(ordinal) {
      cursor.nodeIndex = ordinal * fields;
      const found: EngineRetainer[] = [];
      const iterator = cursor.retainers();
      while (iterator.hasNext()) {
        const { retainer } = iterator;
        found.push({ ownerId: retainer.node().id(), kind: retainer.type(), name: retainer.name() });
        iterator.next();
      }
      return found;
    },
    classes: () => new Map(Object.entries(snapshot.getAggregatesByClassKey(false, 'allObjects'))),
    statistics: () => snapshot.getStatistics(),
  };
  snapshots.set(engine, snapshot);
  return engine;
}

/**
 * The Comparison view. The toolkit's own `diff` applies the older snapshot's interfaces to both; DevTools' user
 * interface applies the newer one's, as here.
 */
export function diffEngines(older: Engine, newer: Engine): ReadonlyMap<string, EngineDiff> {
  const from = snapshots.get(older)!;
  const to = snapshots.get(newer)!;
  const rows = to.calculateSnapshotDiff(
    `${nextComparison++}`,
    from.aggregatesForDiff(to.interfaceDefinitions()),
  );
  return new Map(Object.entries(rows));
}

/** The engine remembers a comparison by this name. */
let nextComparison = 0;
