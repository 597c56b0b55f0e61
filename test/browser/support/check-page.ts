// A page -> what is wrong with it: axe's findings, text that lies on other text, content wider than the window.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Runs through the debugger, so the policy of the page stays as strict as it is. */
export async function findAxeProblems(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: {
        run(): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }>;
      };
    };
    const { violations } = await axe.run();
    return violations.flatMap(({ id, nodes }) =>
      nodes
        .slice(0, 3)
        .map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary.slice(0, 200)}`),
    );
  });
}

/** Pairs of texts that share pixels, of those that can be seen. */
export async function findOverlaps(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    interface Seen {
      readonly node: Node;
      readonly text: string;
      readonly left: number;
      readonly top: number;
      readonly right: number;
      readonly bottom: number;
    }
    /** What of a rectangle is left when every ancestor that hides what sticks out of it has cut it. */
    const clip = (box: DOMRect, element: Element, node: Node, text: string): Seen => {
      let { left, top, right, bottom } = box;
      for (let parent: Element | null = element; parent !== null; parent = parent.parentElement) {
        if (getComputedStyle(parent).overflow === 'visible') continue;
        const limit = parent.getBoundingClientRect();
        left = Math.max(left, limit.left);
        top = Math.max(top, limit.top);
        right = Math.min(right, limit.right);
        bottom = Math.min(bottom, limit.bottom);
      }
      return { node, text, left, top, right, bottom };
    };
    const hidden = 'script, style, noscript, .off-screen, .toast, [hidden], dialog:not([open])';
    const seen: Seen[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const element = node.parentElement;
      const text = node.textContent?.trim() ?? '';
      if (element === null || text === '' || element.closest(hidden) !== null) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const rectangle of range.getClientRects()) {
        const box = clip(rectangle, element, node, text);
        if (box.right - box.left < 2 || box.bottom - box.top < 2) continue;
        // What lies under a bar or a card is not seen.
        const front = document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2);
        if (front !== null && (element.contains(front) || front.contains(element))) seen.push(box);
      }
    }
    return seen.flatMap((a, at) =>
      seen.slice(at + 1).flatMap((b) => {
        // A shortened text has a box for each of its lengths.
        if (a.node === b.node) return [];
        const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        return width > 2 && height > 5 ? [`"${a.text.slice(0, 40)}" and "${b.text.slice(0, 40)}"`] : [];
      }),
    );
  });
}

export async function isWiderThanWindow(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
}

/** Texts and boxes of drawings, as far as they can be seen, that share pixels with a control which is not about them. */
export async function findUnderControls(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    interface Area {
      readonly left: number;
      readonly top: number;
      readonly right: number;
      readonly bottom: number;
    }
    const seenPart = (box: Area, element: Element): Area => {
      let { left, top, right, bottom } = box;
      for (let parent: Element | null = element; parent !== null; parent = parent.parentElement) {
        if (getComputedStyle(parent).overflow === 'visible') continue;
        const limit = parent.getBoundingClientRect();
        left = Math.max(left, limit.left);
        top = Math.max(top, limit.top);
        right = Math.min(right, limit.right);
        bottom = Math.min(bottom, limit.bottom);
      }
      return { left, top, right: Math.min(right, innerWidth), bottom: Math.min(bottom, innerHeight) };
    };
    const hidden = 'script, style, noscript, .off-screen, .toast, [hidden], dialog:not([open])';
    const things: { readonly element: Element; readonly text: string; readonly box: Area }[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const element = node.parentElement;
      const text = node.textContent?.trim() ?? '';
      if (element?.checkVisibility() !== true || text === '' || element.closest(hidden) !== null) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const box of range.getClientRects()) things.push({ element, text, box: seenPart(box, element) });
    }
    for (const element of document.querySelectorAll('.node-box, .stub rect, .tile')) {
      const box = seenPart(element.getBoundingClientRect(), element);
      things.push({ element, text: element.parentElement?.textContent ?? '', box });
    }
    const controls = [
      ...document.querySelectorAll<HTMLElement>(
        'button:not(.tile), input, select, summary, .zoom-bar, .graph-popover, .toolbar',
      ),
    ].filter(
      (control) =>
        control.checkVisibility() &&
        control.closest(hidden) === null &&
        control.closest('.graph-canvas') === null,
    );
    return controls.flatMap((control) => {
      const around = seenPart(control.getBoundingClientRect(), control);
      return things.flatMap(({ element, text, box }) => {
        if (control.contains(element) || element.contains(control)) return [];
        // A label and its field are one control.
        if (element.closest('label')?.contains(control) === true) return [];
        const width = Math.min(around.right, box.right) - Math.max(around.left, box.left);
        const height = Math.min(around.bottom, box.bottom) - Math.max(around.top, box.top);
        if (width <= 2 || height <= 2) return [];
        // Under a row that stays in sight the control itself is not seen.
        const front = document.elementFromPoint(
          Math.max(around.left, box.left) + width / 2,
          Math.max(around.top, box.top) + height / 2,
        );
        return control.contains(front)
          ? [
              `"${text.slice(0, 40)}" under ${control.className || control.tagName} "${control.textContent.slice(0, 20)}"`,
            ]
          : [];
      });
    });
  });
}
