// What every view is handed: the data, what is set, and the ways to change that.

import type { HeapAnswer, HeapQuestion } from '../../src/index.browser.js';
import type { ViewerData } from '../../src/report/model.js';
import { decodeText, encodeText } from './encode-text.js';
import type { Changes, ViewName } from './page-state.js';

/** A question and its answer; fails with a message for people. */
export type AskHeap = (question: HeapQuestion) => Promise<HeapAnswer>;

/** The answer to a question of one kind. */
export type AnswerTo<Ask extends HeapQuestion['ask']> = Extract<HeapAnswer, { readonly ask: Ask }>;

export async function askHeap<Ask extends HeapQuestion['ask']>(
  ask: AskHeap,
  question: Extract<HeapQuestion, { readonly ask: Ask }>,
): Promise<AnswerTo<Ask>> {
  return (await ask(question)) as AnswerTo<Ask>;
}

export interface Page {
  readonly data: ViewerData;
  /** Null in a report; in the app, where the newest snapshot is at hand, whom to ask about it. */
  readonly ask: AskHeap | null;
  get(name: string): string | null;
  getList(name: string): readonly string[];
  /** Stays in the view and makes a step that Back undoes. */
  set(changes: Changes): void;
  /** The same without a step of its own: while typing or dragging. */
  adjust(changes: Changes): void;
  open(view: ViewName, changes?: Changes): void;
  /** Draws the view again: an answer of the open heap has come. */
  refresh(): void;
  /** Says something to screen readers and shows it for a moment. */
  announce(text: string): void;
  copy(text: string, what: string): void;
}

/** One of the tabs. `update` is called whenever something that is set has changed. */
export interface View {
  readonly element: HTMLElement;
  update(): void;
  /** True if the key meant something here. */
  onKey?(event: KeyboardEvent): boolean;
  destroy?(): void;
}

export type BuildView = (page: Page) => View;

export function joinList(values: readonly string[]): string | null {
  return values.length === 0 ? null : values.map(encodeText).join(',');
}

export function splitList(text: string | null): readonly string[] {
  if (text === null) return [];
  return text.split(',').flatMap((part) => {
    try {
      return [decodeText(part)];
    } catch {
      return [];
    }
  });
}

/** With the value if it was missing, without it if it was there. */
export function toggleInList(values: readonly string[], value: string): string | null {
  return joinList(values.includes(value) ? values.filter((other) => other !== value) : [...values, value]);
}
