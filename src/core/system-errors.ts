// SPDX-License-Identifier: MIT
// Codes of the operating system's errors -> plain words, the same for whatever is read or written.

const REASONS: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'no such file'],
  ['EACCES', 'permission denied'],
  ['EPERM', 'permission denied'],
  ['EISDIR', 'is a folder'],
  ['ENOTDIR', 'a part of its path is a file, not a folder'],
  ['ELOOP', 'its links lead in a circle'],
  ['ENAMETOOLONG', 'its name is too long'],
  ['EINVAL', 'the system does not allow it there'],
  ['EROFS', 'the file system is read-only'],
  ['ENOSPC', 'no space left'],
  ['EDQUOT', 'no space left for this user'],
  ['EFBIG', 'larger than the system allows'],
  ['EIO', 'the disk or device failed'],
  ['ENXIO', 'nothing answers there'],
  ['ENODEV', 'nothing answers there'],
  ['EMFILE', 'too many files are open'],
  ['ENFILE', 'too many files are open'],
  ['ENOMEM', 'out of memory'],
  ['EBUSY', 'in use by another program'],
  ['ETXTBSY', 'a program that is running'],
  ['EAGAIN', 'nothing to read yet'],
  ['ETIMEDOUT', 'the other side does not answer'],
  ['ESTALE', 'no longer there'],
  ['EPIPE', 'whoever read it has left'],
  ['ECONNRESET', 'whoever was at the other end has left'],
]);

/**
 * What an error of the system says, as a clause without a full stop.
 * @param special words that fit better at this place, by code
 */
export function describeSystemError(error: unknown, special: Readonly<Record<string, string>> = {}): string {
  const { code } = error as { readonly code?: unknown };
  if (typeof code !== 'string') return error instanceof Error ? error.message : String(error);
  // What has no words here is looked up by its code, so that stays.
  return special[code] ?? REASONS.get(code) ?? `the system says ${code}`;
}
