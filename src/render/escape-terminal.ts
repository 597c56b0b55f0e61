// SPDX-License-Identifier: MIT
// A text of unknown origin -> one that is safe on a terminal and in the log of a CI job: nothing in it moves
// the cursor, changes direction, hides, ends the line or starts a workflow command. Cost: length of the text.

import { escapeInvisible } from '../core/invisible.js';
import { defuseCommands } from './ci-commands.js';

/** The text with everything invisible made visible and no CI command in it. */
export function escapeTerminal(text: string): string {
  return defuseCommands(escapeInvisible(text), '\\x3a', '\\x23');
}
