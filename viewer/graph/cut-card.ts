// The selected edge -> what cutting it frees, what stays, and what can be done with it.

import type { Suspect } from '../../src/report/model.js';
import { type Child, h } from '../dom/element.js';
import { button, heapName, sentence, size } from '../dom/parts.js';
import { MOST_OF_IT } from '../overview/path-list.js';
import { formatCount, formatSize } from '../text/format.js';
import { plainClass } from '../text/plain-words.js';
import { type Freed, computeFreed, findWaysIn, withTwins } from './cuts.js';
import type { GraphEdge, GraphNode, GraphSource } from './graph-source.js';
import { findTwins } from './store-copies.js';

export interface CutActions {
  toggleCut(): void;
  cutAll(edges: readonly string[]): void;
  markExpected(): void;
  markStuck(): void;
  undo(): void;
  close(): void;
}

export interface CutState {
  readonly isCut: boolean;
  readonly cuts: readonly string[];
  readonly isFine: boolean;
  readonly isStuck: boolean;
  /** Of how many references alike it is one. */
  readonly alike: number;
  /** The suspect whose holder is cut off by it. */
  readonly suspect: Suspect | undefined;
}

const WAYS_NAMED = 2;
const MOST_WAYS = 12;

const certaintyNames: Readonly<Record<Freed['certainty'], string>> = {
  exact: 'exact',
  least: 'at least',
  unknown: 'not known here',
};

function named(node: GraphNode): Child {
  const plain = node.name === null ? plainClass(node.className) : null;
  return plain === null ? heapName(node.name ?? node.className, 40) : `the ${plain.replace(/^the /, '')}`;
}

/** The same at the start of a sentence. */
function subject(node: GraphNode): Child {
  const words = named(node);
  return typeof words === 'string' ? sentence(words).replace(/\.$/, '') : words;
}

function explain(
  source: GraphSource,
  edge: GraphEdge,
  freed: Freed,
  cutCount: number,
  { alike, suspect }: CutState,
): Child[] {
  const target = source.nodes.get(edge.to);
  if (target === undefined) return [];
  const others =
    (source.into.get(edge.to) ?? []).filter((other) => other.isRetaining && other.id !== edge.id).length +
    target.more;
  const reasons: Child[] =
    alike > 1
      ? [h('b', {}, `One of ${formatCount(alike)} such references`), ', each to an object of its own. ']
      : [];
  if (!edge.isRetaining) return ['A weak reference keeps nothing: cutting it changes nothing.'];
  if (cutCount > 1)
    return [
      `${formatCount(cutCount)} references together: `,
      `${formatCount(freed.nodes.size)} of the objects drawn are no longer held then.`,
    ];
  if (freed.certainty === 'unknown' && target.count > 1) return reasons;
  if (freed.certainty === 'unknown') {
    reasons.push(
      subject(target),
      ' keeps ',
      target.retainedSize === null ? 'an unknown size' : size(target.retainedSize),
      '; this report does not say how much of it goes with this reference alone.',
    );
    return reasons;
  }
  if (freed.bytes > 0) reasons.push(subject(target), ' and all that it keeps go with it. ');
  if (suspect !== undefined && freed.bytes > 0 && freed.bytes < suspect.growth.retained * MOST_OF_IT)
    reasons.push(
      'That is little of the ',
      size(suspect.growth.retained, { signed: true }),
      ': the objects that grew are held in other ways as well. Open what else refers to them. ',
    );
  const places = findTwins(source, edge).length + 1;
  if (freed.bytes > 0 && places > 1)
    reasons.push(`V8 keeps this one reference in ${formatCount(places)} places; all are cut. `);
  if (freed.bytes === 0 && others > 0) {
    reasons.push(subject(target), ' is also held by ', ...otherWays(source, edge), '. ');
  } else if (freed.bytes === 0) reasons.push(subject(target), ' is held in a way that is not drawn here. ');
  const above = (source.into.get(edge.from) ?? []).filter((other) => other.isRetaining);
  if (freed.bytes > 0 && above.length > 0 && above.every((other) => other.freed === 0)) {
    const owner = source.nodes.get(edge.from) ?? target;
    const count = above.length + owner.more;
    reasons.push(
      `Any reference above it frees nothing: ${formatCount(count)} ${count === 1 ? 'leads' : 'lead'} to `,
      named(owner),
      '.',
    );
  }
  return reasons;
}

/** The other references by name, as many as can be read. */
function otherWays(source: GraphSource, edge: GraphEdge): Child[] {
  const others = (source.into.get(edge.to) ?? []).filter(
    (other) => other.isRetaining && other.id !== edge.id,
  );
  const shown = others.slice(0, WAYS_NAMED);
  const rest = others.length - shown.length + (source.nodes.get(edge.to)?.more ?? 0);
  return [
    ...shown.flatMap((other, at): Child[] => {
      const owner = source.nodes.get(other.from);
      return [
        at === 0 ? '' : at === shown.length - 1 && rest === 0 ? ' and ' : ', ',
        heapName(other.name === '' ? other.kind : other.name, 24),
        ' of ',
        owner === undefined ? '' : named(owner),
      ];
    }),
    rest > 0 ? `${shown.length > 0 ? ' and ' : ''}${formatCount(rest)} more` : '',
  ];
}

export function cutCard(
  source: GraphSource,
  edge: GraphEdge,
  state: CutState,
  actions: CutActions,
  exact: (cuts: readonly string[]) => Freed | null,
): HTMLElement {
  const cuts = state.isCut ? state.cuts : [...state.cuts, edge.id];
  const freedBy = (ids: readonly string[]): Freed => exact(ids) ?? computeFreed(source, ids);
  const freed = freedBy(withTwins(source, cuts));
  const ways = (findWaysIn(source, edge.to) ?? []).map((way) => way.id);
  const all = [...new Set([...state.cuts, ...ways])];
  const offersAll = !state.isCut && freed.bytes === 0 && ways.length > 1 && ways.length <= MOST_WAYS;
  const freedByAll = offersAll ? freedBy(all) : null;
  return h(
    'section',
    { class: 'cut-card', 'aria-label': 'Selected edge' },
    h(
      'header',
      {},
      h('span', {}, state.isCut ? 'Cut edge' : 'Selected edge'),
      h('span', {}, certaintyNames[freed.certainty]),
      h(
        'button',
        {
          type: 'button',
          class: 'icon-button',
          'aria-label': 'Close',
          'data-focus': 'close cut',
          click: () => actions.close(),
        },
        '\u00d7',
      ),
    ),
    h(
      'h2',
      {},
      state.isCut ? 'Cut: freed ' : 'Cut: frees ',
      freed.certainty === 'unknown'
        ? 'an unknown size'
        : h('span', { class: freed.bytes > 0 ? 'grow-text' : '' }, size(freed.bytes)),
    ),
    h('p', {}, ...explain(source, edge, freed, cuts.length, state)),
    h(
      'div',
      { class: 'panel-buttons' },
      edge.isRetaining
        ? button(state.isCut ? 'Join again' : 'Cut', () => actions.toggleCut(), {
            icon: 'scissors',
            key: 'X',
            class: 'button is-primary',
            id: 'cut',
          })
        : null,
      freedByAll === null || freedByAll.bytes === 0
        ? null
        : button(
            `Cut all ${formatCount(ways.length)}: ${formatSize(freedByAll.bytes)}`,
            () => actions.cutAll(all),
            { id: 'cut all', key: 'Shift+X' },
          ),
      button('Expected', () => actions.markExpected(), { key: 'E', pressed: state.isFine }),
      button('Stuck', () => actions.markStuck(), { key: 'S', pressed: state.isStuck }),
      state.cuts.length > 0
        ? button('Undo', () => actions.undo(), { key: 'Z', class: 'button is-quiet' })
        : null,
    ),
  );
}
