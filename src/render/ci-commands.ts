// SPDX-License-Identifier: MIT
// Text for a log of a CI job -> the same without commands: CI systems read `::error::` (GitHub), `##vso[` and
// `##[error]` (Azure), `##teamcity[` out of whatever a job prints, in any format. Cost: length of the text.

const colons = /(^|[\s"'])::/g;
/** Also at the end, where a bracket may be put behind the name. */
const hashes = /##(?=[a-z]*(?:\[|$))/gi;

/** @param colon, hash what the format reads as these */
export function defuseCommands(text: string, colon: string, hash: string): string {
  // Millions of names are looked at, and hardly one has anything of the kind.
  if (!text.includes('::') && !text.includes('##')) return text;
  return text.replace(colons, `$1${colon}:`).replace(hashes, `#${hash}`);
}
