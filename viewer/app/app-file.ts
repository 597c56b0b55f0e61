// A snapshot that the app was given: dropped on the page, or offered by the server that the page came from.

export interface AppFile {
  readonly name: string;
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
  readonly from: { readonly blob: Blob } | { readonly url: string };
}

/** Oldest first: by the time of the files, then by name. */
export function inOrder(files: readonly AppFile[]): readonly AppFile[] {
  return [...files].sort((a, b) => a.modified - b.modified || (a.name < b.name ? -1 : 1));
}

export function fromDropped(files: Iterable<File>): readonly AppFile[] {
  return [...files].map((file) => ({
    name: file.name,
    size: file.size,
    modified: file.lastModified,
    from: { blob: file },
  }));
}

interface Offered {
  readonly name: string;
  readonly size: number;
  readonly modified: number;
  readonly url: string;
}

/** What the server wrote into the page, in its order; nothing in a page that was opened as a file. */
export function readOffered(): readonly AppFile[] {
  const text = document.getElementById('heapdiff-files')?.textContent ?? 'null';
  const offered = (JSON.parse(text) as readonly Offered[] | null) ?? [];
  return offered.map(({ name, size, modified, url }) => ({
    name,
    size,
    modified,
    from: { url: new URL(url, document.baseURI).href },
  }));
}
