// Any number of rows -> only those in sight are in the document, and the same few elements again and again.
// Rows are of one height; a few may be open below.

/** An element that shows whichever row it is asked to. */
export interface RowView {
  readonly element: HTMLElement;
  show(index: number): void;
}

export interface RowSource {
  readonly count: number;
  readonly rowHeight: number;
  /** Stable: the same row is not shown again while it stays in sight. */
  keyOf(index: number): string;
  buildRow(): RowView;
  /** The part below an open row, or null. */
  buildDetails(index: number): HTMLElement | null;
  /** Indexes of open rows, ascending. */
  readonly open: readonly number[];
}

export interface VirtualRows {
  show(source: RowSource): void;
  scrollTo(index: number): void;
  destroy(): void;
}

const SPARE = 8;

export function buildVirtualRows(scroller: HTMLElement, body: HTMLElement): VirtualRows {
  let source: RowSource | null = null;
  const drawn = new Map<string, RowView>();
  const details = new Map<string, { readonly element: HTMLElement; height: number }>();
  let frame = 0;
  const grown = new ResizeObserver(measureAgain);

  function topOf(index: number): number {
    if (source === null) return 0;
    let top = index * source.rowHeight;
    for (const open of source.open) if (open < index) top += details.get(source.keyOf(open))?.height ?? 0;
    return top;
  }

  function indexAt(y: number): number {
    if (source === null) return 0;
    let low = 0;
    let high = source.count - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (topOf(middle) <= y) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** Rows below have to know how high details are, and these grow when what they show has been read. */
  function placeDetails(current: RowSource): void {
    const wanted = new Set(current.open.map((index) => current.keyOf(index)));
    for (const [key, { element }] of details) {
      if (wanted.has(key)) continue;
      grown.unobserve(element);
      element.remove();
      details.delete(key);
    }
    for (const index of current.open) {
      const key = current.keyOf(index);
      const known = details.get(key);
      const element = known?.element ?? current.buildDetails(index);
      if (element === null) continue;
      if (known === undefined) {
        body.append(element);
        details.set(key, { element, height: 0 });
        grown.observe(element);
      }
      const height = element.offsetHeight;
      const entry = details.get(key);
      if (entry !== undefined) entry.height = height;
    }
    for (const index of current.open) {
      const entry = details.get(current.keyOf(index));
      entry?.element.style.setProperty('top', `${topOf(index) + current.rowHeight}px`);
    }
    body.style.setProperty('height', `${topOf(current.count)}px`);
  }

  function measureAgain(): void {
    if (source === null) return;
    const isSame = [...details.values()].every(({ element, height }) => element.offsetHeight === height);
    if (isSame) return;
    placeDetails(source);
    draw();
  }

  /** After a jump the rows in sight come first, and those just outside of it a frame later. */
  function draw(): void {
    frame = 0;
    const current = source;
    if (current === null) return;
    const top = indexAt(scroller.scrollTop);
    const bottom = indexAt(scroller.scrollTop + scroller.clientHeight);
    const isDrawn = (index: number): boolean => drawn.has(current.keyOf(index));
    const isJump = drawn.size > 0 && !isDrawn(top) && !isDrawn(bottom);
    const first = Math.max(0, top - (isJump ? 0 : SPARE));
    const last = Math.min(current.count - 1, bottom + (isJump ? 0 : SPARE));
    const wanted = new Set<string>();
    for (let index = first; index <= last; index++) wanted.add(current.keyOf(index));
    const free = [...drawn].filter(
      ([key, { element }]) => !wanted.has(key) && !element.contains(document.activeElement),
    );
    for (let index = first; index <= last; index++) {
      const key = current.keyOf(index);
      let row = drawn.get(key);
      if (row === undefined) {
        const [oldKey, old] = free.pop() ?? ['', null];
        if (old !== null) drawn.delete(oldKey);
        row = old ?? current.buildRow();
        row.show(index);
        row.element.setAttribute('aria-rowindex', String(index + 2));
        drawn.set(key, row);
        if (old === null) body.append(row.element);
      }
      row.element.style.setProperty('top', `${topOf(index)}px`);
    }
    if (isJump) schedule();
    else {
      for (const [key, { element }] of free) {
        element.remove();
        drawn.delete(key);
      }
    }
  }

  function schedule(): void {
    if (frame === 0) frame = requestAnimationFrame(draw);
  }

  const observer = new ResizeObserver(schedule);
  observer.observe(scroller);
  scroller.addEventListener('scroll', schedule, { passive: true });
  return {
    show(next) {
      source = next;
      for (const row of drawn.values()) row.element.remove();
      drawn.clear();
      placeDetails(next);
      draw();
    },
    scrollTo(index) {
      if (source === null) return;
      const top = topOf(index);
      const bottom = top + source.rowHeight;
      if (top < scroller.scrollTop) scroller.scrollTop = top;
      else if (bottom > scroller.scrollTop + scroller.clientHeight)
        scroller.scrollTop = bottom - scroller.clientHeight;
      draw();
    },
    destroy() {
      observer.disconnect();
      grown.disconnect();
      cancelAnimationFrame(frame);
    },
  };
}
