// SPDX-License-Identifier: MIT
// Location -> the text that an editor understands. Not escaped: that is the sink's part.

import type { Location } from '../report/model.js';

/** Without `file://` and percent codes; other addresses as they are. */
export function formatUrl(url: string): string {
  // The names of a bundler for the project's own files.
  if (url.startsWith('webpack://')) return url.replace(/^webpack:\/\/[^/]*\/(?:\.\/)?/, '');
  if (!url.startsWith('file://')) return url;
  const path = url.slice('file://'.length);
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** From the last package folder on, or the last folder and the file. */
export function shortenUrl(url: string): string {
  const path = formatUrl(url);
  const packages = path.lastIndexOf('/node_modules/');
  if (packages >= 0) return path.slice(packages + '/node_modules/'.length);
  if (!path.includes('/') || path.startsWith('node:')) return path;
  return path.split('/').slice(-2).join('/').replace(/^\/+/, '');
}

/** `src/auth.js:12`, for tables; the original place where a source map knows it. */
export function formatShortLocation(location: Location | null): string {
  if (location === null) return '';
  const place = location.source ?? location;
  return `${location.nearest ? 'near ' : ''}${shortenUrl(place.url)}:${place.line}`;
}

/** `/srv/app/src/auth.js:12:7` */
export function formatLocation(location: Location | null): string {
  if (location === null) return '';
  const place = location.source ?? location;
  return `${location.nearest ? 'near ' : ''}${formatUrl(place.url)}:${place.line}:${place.column}`;
}

/** The place in the script itself, as data files give it. */
export function formatScriptLocation(location: Location | null): string {
  return location === null ? '' : `${location.url}:${location.line}:${location.column}`;
}
