import { expect, test } from 'vitest';
import { diffHeaps } from '../../../support/diff-heaps.js';

/** A heap with much that does not change; `entry` gives the lines of the n-th entry, whose ids begin at `id`. */
function heapWith(top: string, count: number, entry: (n: number, id: number) => string): string {
  const still = Array.from({ length: 150 }, (_, n) => `still -[${n}]-> s${n}:Still 16 @${2001 + 2 * n}`);
  const lines = ['root -> app:App @3', 'app -> still:Array @5', ...still, top];
  for (let n = 0; n < count; n++) lines.push(entry(n, 10_001 + 20 * n));
  return lines.join('\n');
}

test('an event is told by its name', async () => {
  // V8 keeps the lists in a table as well, in which they have no names.
  const top = [
    'app -store-> store:Store @7',
    'store -_events-> events:Object @9',
    'events -error-> list:Array @11',
    'events -{properties}-> table:array "" 200 @13',
    'table -{7}-> list',
  ].join('\n');
  const entry = (n: number, id: number): string => `list -[${n}]-> f${n}:closure "onError" 64 @${id}`;
  const report = await diffHeaps([20, 40, 60].map((count) => heapWith(top, count, entry)));
  const [{ cause, pathText }] = report.suspects.rows;
  expect(pathText).toContain('store: Store → _events.error: Array');
  expect(cause.evidence[0]).toMatch(/^40 more listeners for `error` on Store: /);
});

test.each<{ cause: string; top: string; entry: (n: number, id: number) => string }>([
  {
    cause: 'unbounded-collection',
    top: 'app -users-> list:Array @7',
    entry: (n, id) => `list -[${n}]-> u${n}:User 40 @${id}`,
  },
  {
    cause: 'global-variable',
    top: 'root -> g:object "global" @7\ng -users-> list:Array @9',
    entry: (n, id) => `list -[${n}]-> u${n}:User 40 @${id}`,
  },
  {
    cause: 'event-listener',
    top: 'app -feed-> feed:Feed @7\nfeed -_events-> events:Object @9\nevents -tick-> list:Array @11',
    entry: (n, id) =>
      `list -[${n}]-> f${n}:closure "onTick" 64 @${id}\nf${n} -{context}-> c${n}:object "system / Context" 32 @${id + 2}\nc${n} -(view)-> v${n}:View 40 @${id + 4}`,
  },
  {
    cause: 'closure-context',
    top: 'app -middleware-> list:Array @7\napp -_events-> events:Object @9\napp -emit-> emit:closure "emit" 64 @11',
    entry: (n, id) =>
      `list -[${n}]-> f${n}:closure "use" 64 @${id}\nf${n} -{context}-> c${n}:object "system / Context" 32 @${id + 2}\nc${n} -(limits)-> v${n}:Limits 40 @${id + 4}`,
  },
  {
    // d3's, in a chain; what they call draws on elements that are in no document any more.
    cause: 'timer',
    top: 'app -first-> t0:Timer 40 @7 place 1 3 4\nno = object "null" 8 @9\nt0 -_call-> no',
    entry: (n, id) =>
      [
        `t${n} -_next-> t${n + 1}:Timer 40 @${id} place 1 3 4`,
        `t${n + 1} -_call-> f${n}:closure "tick" 64 @${id + 2}`,
        `f${n} -{context}-> c${n}:object "system / Context" 32 @${id + 4}`,
        `c${n} -(dot)-> d${n}:native "Detached <circle>" 400 detached @${id + 6}`,
      ].join('\n'),
  },
  {
    // Templates that were compiled from texts, under their names.
    cause: 'unbounded-collection',
    top: 'app -cache-> list:Object @7',
    entry: (n, id) =>
      `list -t${n}-> f${n}:closure "template" 64 @${id} place 77 2 17\nf${n} -{context}-> c${n}:object "system / Context" 32 @${id + 2}`,
  },
  {
    cause: 'dangling-subscription',
    top: 'app -prices-> prices:Subject @7\nprices -observers-> list:Array @9',
    entry: (n, id) =>
      `list -[${n}]-> x${n}:SafeSubscriber 40 @${id}\nx${n} -next-> f${n}:closure "next" 64 @${id + 2}`,
  },
  {
    // Records without a class that keep what subscribe() gave them.
    cause: 'dangling-subscription',
    top: 'app -feedCallbacks-> list:Array @7',
    entry: (n, id) =>
      `list -[${n}]-> r${n}:Object 24 @${id}\nr${n} -feed-> x${n}:SafeSubscriber 40 @${id + 2}\nx${n} -next-> f${n}:closure "next" 64 @${id + 4}`,
  },
  {
    // What an editor has to observe itself makes no subscriber of it.
    cause: 'unbounded-collection',
    top: 'app -openCallbacks-> list:Array @7',
    entry: (n, id) =>
      `list -[${n}]-> v${n}:EditorView 80 @${id} place 1 31 3\nv${n} -observer-> o${n}:DOMObserver 40 @${id + 2} place 1 41 3`,
  },
  {
    cause: 'pending-promise',
    top: 'app -waiting-> list:Array @7',
    entry: (n, id) =>
      `list -[${n}]-> w${n}:Waiting 24 @${id}\nw${n} -promise-> p${n}:Promise 32 @${id + 2}\np${n} -{reactions_or_result}-> r${n}:hidden "system / PromiseReaction" 40 @${id + 4}`,
  },
  {
    cause: 'unclosed-handle',
    top: 'root -> handles:synthetic "(Global handles)" @7',
    entry: (n, id) =>
      `handles -[${n}]-> h${n}:FSEvent 24 @${id}\nh${n} -owner-> w${n}:FSWatcher 64 @${id + 2}`,
  },
  {
    cause: 'detached-dom',
    top: 'app -removed-> list:Array @7',
    entry: (n, id) => `list -[${n}]-> d${n}:HTMLDivElement 80 @${id}`,
  },
  {
    // Elements that a listener's object has of its own do not hold it.
    cause: 'event-listener',
    top: 'app -_eventListeners-> lists:Object @7\nlists -move-> list:Array @9',
    entry: (n, id) => `list -[${n}]-> t${n}:Tooltip 40 @${id}\nt${n} -el-> e${n}:HTMLElement 80 @${id + 2}`,
  },
  {
    // Nor do those of what an interval calls.
    cause: 'timer',
    top: 'root -> timers:native "Window / http://shop.example" 400 @7',
    entry: (n, id) =>
      [
        `timers -{${n}}-> t${n}:native "DOMTimer" 168 @${id}`,
        `t${n} -{action}-> s${n}:native "ScheduledAction" 56 @${id + 2}`,
        `s${n} -{function}-> f${n}:closure "tick" 32 @${id + 4}`,
        `f${n} -{context}-> c${n}:object "system / Context" 32 @${id + 6}`,
        `c${n} -(widget)-> w${n}:ClockWidget 40 @${id + 8}`,
        `w${n} -element-> e${n}:native "Detached <time>" 100 detached @${id + 10}`,
      ].join('\n'),
  },
  {
    // Nor those of what observes an element of the page.
    cause: 'dangling-subscription',
    top: 'root -> doc:native "HTMLDocument" 80 @7\ndoc -{child}-> host:native "<div>" 80 @9',
    entry: (n, id) =>
      [
        `host -{${n}}-> o${n}:native "ResizeObserver" 144 @${id}`,
        `o${n} -{callback}-> b${n}:native "V8ResizeObserverCallback" 32 @${id + 2}`,
        `b${n} -{function}-> f${n}:closure "draw" 32 @${id + 4}`,
        `f${n} -{context}-> c${n}:object "system / Context" 32 @${id + 6}`,
        `c${n} -(chart)-> w${n}:BarChart 40 @${id + 8}`,
        `w${n} -svg-> e${n}:native "Detached SVGSVGElement" 100 detached @${id + 10}`,
      ].join('\n'),
  },
  {
    // However many objects of Blink's are between the two.
    cause: 'dangling-subscription',
    top: 'root -> doc:native "HTMLDocument" 80 @7\ndoc -{child}-> body:native "<body>" 80 @9',
    entry: (n, id) =>
      [
        `body -{${n}}-> g${n}:native "MutationObserverRegistration" 64 @${id}`,
        `g${n} -{observer}-> o${n}:native "MutationObserver" 144 @${id + 2}`,
        `o${n} -{delegate}-> d${n}:native "MutationObserver::Delegate" 32 @${id + 4}`,
        `d${n} -{callback}-> f${n}:closure "collect" 32 @${id + 6}`,
        `f${n} -{context}-> c${n}:object "system / Context" 32 @${id + 8}`,
        `c${n} -(toc)-> t${n}:TocBuilder 40 @${id + 10} place 1 3 4`,
      ].join('\n'),
  },
  {
    cause: 'dangling-subscription',
    top: 'app -effects-> set:Set @7\nset -{table}-> table:array "" 40 @9',
    entry: (n, id) => `table -{${n}}-> e${n}:ReactiveEffect 40 @${id}`,
  },
  {
    cause: 'timer',
    top: 'root -> doc:native "HTMLDocument" 80 @7\ndoc -{frames}-> s:native "ScriptedAnimationController" 80 @9',
    entry: (n, id) =>
      [
        `s -{${n}}-> b${n}:native "V8FrameCallback" 24 @${id}`,
        `b${n} -{callback}-> r${n}:native "V8FrameRequestCallback" 32 @${id + 2}`,
        `r${n} -{function}-> f${n}:closure "frame" 32 @${id + 4}`,
        `f${n} -{context}-> c${n}:object "system / Context" 32 @${id + 6}`,
        `c${n} -(spinner)-> w${n}:LoadingSpinner 40 @${id + 8}`,
      ].join('\n'),
  },
  {
    // The document is no variable of anybody's.
    cause: 'unbounded-collection',
    top: 'root -> w:native "Window / http://shop.example" 400 @7\nw -"<symbol Window#DocumentCachedAccessor>"-> doc:native "HTMLDocument" 80 @9',
    entry: (n, id) => `doc -{${n}}-> c${n}:native "CSSStyleSheet" 160 @${id}`,
  },
  {
    // Functions that wrap one another, at an object that can be subscribed to; V8 writes the scope behind a context.
    cause: 'closure-context',
    top: 'app -store-> store:Object @7\nstore -subscribe-> s:closure "subscribe" 64 @9\nstore -dispatch-> f0:closure "wrapped" 64 @10003',
    entry: (n, id) =>
      [
        `f${n} -{context}-> c${n}:object "system / Context / scope @44541" 32 @${id}`,
        `c${n} -(next)-> f${n + 1}:closure "wrapped" 64 @${id + 22}`,
      ].join('\n'),
  },
  {
    // Nor those of a subscriber that is an object.
    cause: 'dangling-subscription',
    top: [
      'app -subscribers-> set:Set @7',
      'set -{table}-> table:array "" 40 @11',
      'proto = object "Object" @13',
      'proto -update-> method:closure "update" 64 @15',
      'app -proto-> proto',
    ].join('\n'),
    entry: (n, id) =>
      [
        `table -{${n}}-> p${n}:QuotePanel 40 @${id}`,
        `p${n} -__proto__-> proto`,
        `p${n} -element-> e${n}:native "Detached <output>" 100 detached @${id + 2}`,
      ].join('\n'),
  },
  {
    // Calls that wait for an answer, of views that are gone from the page.
    cause: 'pending-promise',
    top: 'app -inflight-> list:Array @7',
    entry: (n, id) =>
      [
        `list -[${n}]-> call${n}:Call 24 @${id}`,
        `call${n} -resolve-> f${n}:closure "" 28 @${id + 2}`,
        `f${n} -{context}-> c${n}:object "system / Context" 32 @${id + 4}`,
        `c${n} -[3]-> p${n}:Promise 32 @${id + 6}`,
        `p${n} -{reactions_or_result}-> r${n}:hidden "system / PromiseReaction" 40 @${id + 8}`,
        `r${n} -{fulfill_handler}-> g${n}:closure "" 28 @${id + 10}`,
        `g${n} -{context}-> x${n}:object "system / Context" 32 @${id + 12}`,
        `x${n} -(view)-> v${n}:LayoutView 40 @${id + 14}`,
        `v${n} -el-> e${n}:native "Detached <section>" 100 detached @${id + 16}`,
      ].join('\n'),
  },
  {
    // A callback of a registry that leads to what the registry waits for.
    cause: 'closure-context',
    top: 'app -finalizers-> reg:FinalizationRegistry @7',
    entry: (n, id) =>
      [
        `reg -{${n}}-> f${n}:closure "dispose" 28 @${id}`,
        `f${n} -{context}-> c${n}:object "system / Context" 32 @${id + 2}`,
        `c${n} -(viewer)-> v${n}:ModelViewer 40 @${id + 4}`,
        `v${n} -canvas-> e${n}:native "Detached <canvas>" 100 detached @${id + 6}`,
      ].join('\n'),
  },
  {
    // jQuery's listeners of an element that stays.
    cause: 'event-listener',
    top: 'root -> doc:native "HTMLDocument" 80 @7\ndoc -jQuery1-> data:Object @9\ndata -events-> events:Object @11\nevents -keydown-> list:Array @13',
    entry: (n, id) =>
      [
        `list -[${n}]-> h${n}:Object 40 @${id}`,
        `h${n} -origType-> type`,
        `h${n} -handler-> f${n}:closure "onKey" 28 @${id + 2}`,
        `f${n} -{context}-> c${n}:object "system / Context" 32 @${id + 4}`,
        `c${n} -(this)-> g${n}:GridEditor 40 @${id + 6}`,
        `g${n} -el-> e${n}:native "Detached <section>" 100 detached @${id + 8}`,
        ...(n === 0 ? ['type = string "keydown" 20 @15'] : []),
      ].join('\n'),
  },
  {
    // An element that only its own listener holds.
    cause: 'event-listener',
    top: 'root -> doc:native "HTMLDocument" 80 @7',
    entry: (n, id) =>
      [
        `doc -{${n}}-> r${n}:native "blink::RegisteredEventListener" 16 @${id}`,
        `r${n} -{callback}-> l${n}:native "EventListener" 24 @${id + 2}`,
        `l${n} -{function}-> f${n}:closure "onKey" 32 @${id + 4}`,
        `f${n} -{context}-> c${n}:object "system / Context" 32 @${id + 6}`,
        `c${n} -(chip)-> e${n}:native "Detached <filter-chip>" 100 detached @${id + 8}`,
      ].join('\n'),
  },
  {
    // A collection is not why they stay: a page has many, and these views are gone from it.
    cause: 'detached-dom',
    top: 'app -views-> list:Array @7',
    entry: (n, id) =>
      `list -[${n}]-> v${n}:RowView 40 @${id}\nv${n} -el-> e${n}:native "Detached <li>" 100 detached @${id + 2}`,
  },
  {
    // What a large entry consists of is not why it stays.
    cause: 'unbounded-collection',
    top: 'app -windows-> list:Array @7',
    entry: (n, id) =>
      [
        `list -[${n}]-> w${n}:Page 40 @${id}`,
        `w${n} -inner-> i${n}:Inner 40 @${id + 2}`,
        `i${n} -more-> m${n}:More 40 @${id + 4}`,
        `m${n} -worker-> k${n}:Worker 40 @${id + 6}`,
        `k${n} -seen-> o${n}:MutationObserver 40 @${id + 8}`,
      ].join('\n'),
  },
  {
    cause: 'external-memory',
    top: 'app -files-> list:Array @7',
    entry: (n, id) =>
      `list -[${n}]-> b${n}:ArrayBuffer 32 @${id}\nb${n} -{backing_store}-> d${n}:native "system / JSArrayBufferData" 9000 @${id + 2}`,
  },
  {
    // Objects of JavaScript whose native handle is gone are closed.
    cause: 'unbounded-collection',
    top: 'app -renders-> list:Array @7\napp -port-> p:MessagePort @9\np -{javascript_to_native}-> x:native "Node / MessagePort" 8 @11',
    entry: (n, id) =>
      `list -[${n}]-> r${n}:Render 24 @${id}\nr${n} -port-> m${n}:MessagePort 24 @${id + 2}\nr${n} -socket-> s${n}:Socket 64 @${id + 4}`,
  },
  {
    cause: 'unclosed-handle',
    top: 'app -renders-> list:Array @7',
    entry: (n, id) =>
      [
        `list -[${n}]-> r${n}:Render 24 @${id}`,
        `r${n} -port-> m${n}:MessagePort 24 @${id + 2}`,
        `m${n} -{javascript_to_native}-> x${n}:native "Node / MessagePort" 8 @${id + 4}`,
      ].join('\n'),
  },
  {
    cause: 'unclosed-handle',
    top: 'app -streams-> list:Map @7\nlist -{table}-> table:array "" 40 @9',
    entry: (n, id) =>
      [
        `table -{${n}}-> r${n}:Reply 24 @${id}`,
        `r${n} -stream-> m${n}:Http2Stream 24 @${id + 2}`,
        `m${n} -{javascript_to_native}-> x${n}:native "Node / Http2Stream" 8 @${id + 4}`,
      ].join('\n'),
  },
  {
    // A promise by what it has, not by its name.
    cause: 'pending-promise',
    top: 'app -running-> list:Array @7',
    entry: (n, id) =>
      `list -[${n}]-> q${n}:Query 32 @${id}\nq${n} -{reactions_or_result}-> r${n}:hidden "system / PromiseReaction" 40 @${id + 2}`,
  },
  {
    cause: 'dangling-subscription',
    top: [
      'app -occupancy-> signal:Signal @7',
      'signal -readers-> set:Set @9',
      'set -{table}-> table:array "" 40 @11',
      'signal -__proto__-> proto:Object @13',
      'proto -watch-> method:closure "watch" 64 @15',
    ].join('\n'),
    entry: (n, id) =>
      [
        `table -{${n}}-> f${n}:closure "" 64 @${id}`,
        `f${n} -{context}-> c${n}:object "system / Context" 32 @${id + 2}`,
        `c${n} -(this)-> v${n}:Badge 40 @${id + 4}`,
      ].join('\n'),
  },
  {
    // The links hold one another, and no context does.
    cause: 'unbounded-collection',
    top: 'app -even-> even:Stream @7',
    entry: (n, id) =>
      [
        n === 0 ? `even -sinks-> l0:Sink 40 @${id}` : `l${n - 1} -rest-> l${n}:Sink 40 @${id}`,
        `l${n} -run-> f${n}:closure "run" 64 @${id + 2}`,
        `f${n} -{context}-> c${n}:object "system / Context" 32 @${id + 4}`,
        `c${n} -(view)-> v${n}:View 40 @${id + 6}`,
      ].join('\n'),
  },
  {
    cause: 'closure-context',
    top: 'app -log-> f0:closure "log" 64 @10003',
    entry: (n, id) =>
      [
        `f${n} -{context}-> c${n}:object "system / Context" 32 @${id}`,
        `c${n} -(inner)-> f${n + 1}:closure "log" 64 @${id + 22}`,
      ].join('\n'),
  },
  {
    // A small array of the program's object is in the heap, and no buffer that leaks.
    cause: 'unbounded-collection',
    top: 'app -book-> list:Array @7',
    entry: (n, id) =>
      [
        `list -[${n}]-> q${n}:Quote 48 @${id}`,
        `q${n} -hist-> f${n}:Float64Array 176 @${id + 2}`,
        `f${n} -{buffer}-> b${n}:ArrayBuffer 88 @${id + 4}`,
      ].join('\n'),
  },
  {
    // The owner of a large buffer, and of nothing else.
    cause: 'external-memory',
    top: 'app -frames-> list:Array @7',
    entry: (n, id) =>
      [
        `list -[${n}]-> q${n}:Frame 48 @${id}`,
        `q${n} -pixels-> f${n}:Uint8Array 96 @${id + 2}`,
        `f${n} -{buffer}-> b${n}:ArrayBuffer 88 @${id + 4}`,
        `b${n} -{backing_store}-> d${n}:native "system / JSArrayBufferData" 9000 @${id + 6}`,
      ].join('\n'),
  },
])('$cause: $top', async ({ cause, top, entry }) => {
  const report = await diffHeaps([20, 40, 60].map((count) => heapWith(top, count, entry)));
  expect(report.suspects.rows.map((suspect) => suspect.cause.kind)).toEqual([cause]);
});
