// SPDX-License-Identifier: MIT
// The other side of rows-thread.ts, told how large a piece becomes.

import { parentPort, workerData } from 'node:worker_threads';

import { type ByteRows, writeRows } from '../render/byte-rows.js';

parentPort?.on('message', (rows: ByteRows) => {
  const pieces = [...writeRows(rows, workerData as number)];
  parentPort?.postMessage(pieces, [...new Set(pieces.map(({ buffer }) => buffer as ArrayBuffer))]);
});
