// SPDX-License-Identifier: MIT
// Text -> text between XML tags or in attributes, in which everything invisible, and with it all that XML does not
// have (controls, lone surrogates), is a visible escape, and which is no command of a CI system.

import { escapeInvisible } from '../core/invisible.js';
import { defuseCommands } from './ci-commands.js';

const names: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escapeXml(text: string): string {
  const escaped = escapeInvisible(text).replace(/[&<>"']/g, (character) => names[character] ?? character);
  return defuseCommands(escaped, '&#58;', '&#35;');
}
