// MemLab: parse, dominators and retained sizes of one snapshot. It has no class table to compare with.
import memlab from '@memlab/core';

const { config, utils } = memlab;
config.muteConsole = true;
const snapshot = await utils.getSnapshotFromFile(process.argv[2], { buildNodeIdIndex: true, verbose: false });
memlab.analysis.preparePathFinder(snapshot);
console.log(snapshot.nodes.length, 'nodes');
