import { expect, test } from 'vitest';
import { diffHeaps } from '../../../support/diff-heaps.js';

/** A page at the n-th snapshot (1, 2, 3) with 20 more objects each time; `call` leads from the browser to `f{n}`. */
function page(
  snapshot: number,
  top: string,
  call: (n: number, id: number, snapshot: number) => string,
): string {
  const still = Array.from({ length: 150 }, (_, n) => `still -[${n}]-> s${n}:Still 16 @${2001 + 2 * n}`);
  const lines = ['root -> app:App @3', 'app -> still:Array @5', ...still, top];
  for (let n = 0; n < 20 * snapshot; n++) {
    const id = 10_001 + 30 * n;
    lines.push(
      call(n, id, snapshot),
      `f${n} -{context}-> c${n}:object "system / Context" 32 @${id + 20}`,
      `c${n} -(view)-> v${n}:ChartView 40 @${id + 22} place 1 31 3`,
      `v${n} -el-> e${n}:native "Detached <canvas>" 100 detached @${id + 24}`,
    );
  }
  return lines.join('\n');
}

const PENDING = 'root -> pending:native "Pending activities" 8 @7';
const WINDOW = 'root -> window:native "Window / http://shop.example" 400 @7';

const listener = (owner: string, n: number, id: number): string[] => [
  `${owner}${n} -{l}-> l${n}:native "EventListener" 24 @${id + 2}`,
  `l${n} -{callback}-> b${n}:native "V8EventListener" 32 @${id + 4}`,
  `b${n} -{function}-> f${n}:closure "onChange" 28 @${id + 6}`,
];

test.each<{
  what: string;
  cause: string;
  top: string;
  call: (n: number, id: number, snapshot: number) => string;
}>([
  {
    what: 'listeners of media queries',
    cause: 'event-listener',
    top: PENDING,
    call: (n, id) =>
      [`pending -{${n}}-> q${n}:native "MediaQueryList" 96 @${id}`, ...listener('q', n, id)].join('\n'),
  },
  {
    what: 'workers that nobody ends',
    cause: 'unclosed-handle',
    top: PENDING,
    call: (n, id) =>
      [`pending -{${n}}-> w${n}:native "Worker" 96 @${id}`, ...listener('w', n, id)].join('\n'),
  },
  {
    what: 'a chain of timeouts, each in place of the one before',
    cause: 'timer',
    top: WINDOW,
    call: (n, id, snapshot) => {
      const again = 100_000 * snapshot + id;
      return [
        `window -{${n}}-> t${n}:native "DOMTimer" 168 @${again}`,
        `t${n} -{action}-> a${n}:native "ScheduledAction" 56 @${again + 2}`,
        `a${n} -{function}-> b${n}:native "V8Function" 24 @${again + 4}`,
        `b${n} -{callback}-> f${n}:closure "poll" 28 @${again + 6}`,
      ].join('\n');
    },
  },
  {
    what: 'frames, each in place of the one before',
    cause: 'timer',
    top: 'root -> doc:native "HTMLDocument" 80 @7\ndoc -{frames}-> frames:native "ScriptedAnimationController" 80 @9',
    call: (n, id, snapshot) => {
      const again = 100_000 * snapshot + id;
      return [
        `frames -{${n}}-> t${n}:native "V8FrameCallback" 24 @${again}`,
        `t${n} -{callback}-> b${n}:native "V8FrameRequestCallback" 32 @${again + 2}`,
        `b${n} -{function}-> f${n}:closure "tick" 28 @${again + 4}`,
      ].join('\n');
    },
  },
  {
    what: 'elements of the page, each with a listener of its own',
    cause: 'detached-dom',
    top: 'root -> doc:native "HTMLDocument" 80 @7\ndoc -{child}-> body:native "<body>" 80 @9',
    call: (n, id) => [`body -{${n}}-> li${n}:native "<li>" 96 @${id}`, ...listener('li', n, id)].join('\n'),
  },
])('$what: $cause', async ({ cause, top, call }) => {
  const report = await diffHeaps([1, 2, 3].map((snapshot) => page(snapshot, top, call)));
  expect(report.suspects.rows.map((suspect) => [suspect.growing.className, suspect.cause.kind])).toEqual([
    ['ChartView', cause],
  ]);
});

test('workers are open as well where nothing of the program has a class', async () => {
  const call = (n: number, id: number): string =>
    [`pending -{${n}}-> w${n}:native "Worker" 96 @${id}`, ...listener('w', n, id)].join('\n');
  const heaps = [1, 2, 3].map((snapshot) =>
    page(snapshot, PENDING, call).replaceAll(/:ChartView (.*) place .*/g, ':Object $1'),
  );
  const report = await diffHeaps(heaps);
  expect(report.suspects.rows.map(({ title, cause }) => [title, cause.kind])).toEqual([
    ['Pending activities keeps 40 more Worker, +20 a step', 'unclosed-handle'],
  ]);
});

test('one worker with many listeners is a matter of those', async () => {
  const call = (n: number, id: number): string =>
    [
      `worker -{${n}}-> r${n}:native "blink::RegisteredEventListener" 16 @${id}`,
      ...listener('r', n, id),
    ].join('\n');
  const top = `${PENDING}\npending -{worker}-> worker:native "Worker" 96 @9`;
  const report = await diffHeaps([1, 2, 3].map((snapshot) => page(snapshot, top, call)));
  expect(report.suspects.rows.map(({ cause }) => cause.kind)).toEqual(['event-listener']);
});

test('what older versions of Chrome have no name for is passed over', async () => {
  // Chrome 119 and 131 say so of an object of Blink's of any class.
  const top = `${WINDOW}\nwindow -{1}-> inner:native "InternalNode" 80 @9`;
  const timer = (n: number, id: number): string =>
    [
      `inner -{${n}}-> t${n}:native "DOMTimer" 168 @${id}`,
      `t${n} -{action}-> b${n}:native "V8Function" 24 @${id + 4}`,
      `b${n} -{callback}-> f${n}:closure "poll" 28 @${id + 6}`,
    ].join('\n');
  const event = (n: number, id: number): string =>
    [`inner -{${n}}-> x${n}:native "InternalNode" 16 @${id}`, ...listener('x', n, id)].join('\n');
  const told = [timer, event].map(async (call) => {
    const report = await diffHeaps([1, 2, 3].map((snapshot) => page(snapshot, top, call)));
    return report.suspects.rows.map(({ title, cause }) => `${title}: ${cause.evidence[0]}`);
  });
  expect((await Promise.all(told)).flat()).toEqual([
    'Window / http://shop.example keeps 40 more ChartView, +20 a step: 40 timers still wait, and each callback holds what it uses',
    'Window / http://shop.example keeps 40 more ChartView, +20 a step: 40 more ChartView are held by listeners of Window / http://shop.example, which nobody removes',
  ]);
});
