import { describe, expect, test } from 'vitest';
import { diffHeaps } from '../../support/diff-heaps.js';

/** Records that hold a text each: of `ropes` of them V8 has not made it flat. */
function heap(ropes: number, round: number): string {
  const still = Array.from({ length: 150 }, (_, n) => `still -[${n}]-> s${n}:Still 16 @${2001 + 2 * n}`);
  const lines = ['root -> app:App @3', 'app -> still:Array @5', ...still, 'app -undo-> list:Array @7'];
  for (let n = 0; n < 80; n++) {
    const id = 20_001 + 10 * n;
    lines.push(`list -[${n}]-> p${n}:Patch 24 @${id}`);
    const text = 100_001 + 10_000 * round + 10 * n;
    if (n < ropes) {
      lines.push(`p${n} -value-> v${n}:concatenated_string "" 20 @${text}`);
      lines.push(`v${n} -{first}-> a${n}:string "Question ${n}" 24 @${text + 2}`);
    } else lines.push(`p${n} -value-> v${n}:string "Question ${n}" 32 @${text}`);
  }
  return lines.join('\n');
}

test('texts that V8 has not yet made flat are no leak', async () => {
  const report = await diffHeaps([heap(10, 1), heap(70, 2)]);
  expect(report.suspects.rows.map(({ title }) => title)).toEqual([]);
});

test('a rope that gets longer is one', async () => {
  const rope = (pieces: number): string => {
    const lines = [heap(10, 1), `app -log-> r${pieces}:concatenated_string "" 20 @${300_001 + 10 * pieces}`];
    for (let n = pieces; n > 0; n--)
      lines.push(
        `r${n} -{first}-> r${n - 1}:concatenated_string "" 20 @${300_001 + 10 * (n - 1)}`,
        `r${n} -{second}-> t${n}:string "line ${n}" 24 @${400_001 + 10 * n}`,
      );
    return lines.join('\n');
  };
  const report = await diffHeaps([rope(40), rope(120)]);
  expect(report.suspects.rows.map(({ cause }) => cause.kind)).toEqual(['string-accumulation']);
});

test("the browser's own entries in a page's timeline are no leak until they are more than it keeps of them", async () => {
  const page = (entries: number, rectangles: number, name = 'LayoutShift'): string => {
    const lines = [heap(10, 1), 'root -> w:native "Window / http://shop.example" 400 @9'];
    lines.push('w -{performance}-> perf:native "Performance" 80 @11');
    for (let n = 0; n < entries; n++)
      lines.push(`perf -{${n}}-> e${n}:native "${name}" 96 @${500_001 + 2 * n}`);
    for (let n = 0; n < rectangles; n++)
      lines.push(`e0 -{${n}}-> r${n}:native "DOMRectReadOnly" 60 @${600_001 + 2 * n}`);
    return lines.join('\n');
  };
  const suspectsOf = async (pages: readonly string[]): Promise<string[]> =>
    (await diffHeaps(pages)).suspects.rows.map(({ growing }) => growing.className);
  expect(await suspectsOf([page(10, 0), page(40, 0), page(70, 0)])).toEqual([]);
  expect(await suspectsOf([page(10, 0), page(200, 0), page(390, 0)])).toEqual(['LayoutShift']);
  // What an entry consists of.
  expect(await suspectsOf([page(10, 10), page(10, 40), page(10, 70)])).toEqual([]);
  expect(await suspectsOf([page(10, 10), page(10, 200), page(10, 390)])).toEqual(['DOMRectReadOnly']);
  // And the scripts that such an entry lists.
  const ofScripts = [10, 40, 70].map((count) => page(count, 0, 'PerformanceScriptTiming'));
  expect(await suspectsOf(ofScripts)).toEqual([]);
});

test("a table of V8's own that belongs to a global object is no leak of the program", async () => {
  const shapes = (bytes: number): string =>
    [
      heap(10, 1),
      'root -> global:"global" 8000 @301',
      'global -{native_context}-> context:hidden "system / NativeContext" 2300 @303',
      'root -{handles}-> list:hidden "system" 16 @307',
      'list -{1}-> handles:hidden "system" 16 @309',
      'handles -{1}-> context',
      `context -{5}-> cache:hidden "system" ${bytes} @305`,
      'handles -{2}-> cache',
    ].join('\n');
  const { suspects } = await diffHeaps([shapes(504), shapes(2592), shapes(4888)]);
  expect(suspects.rows.map(({ title }) => title)).toEqual([]);
});

test.each(['hidden', 'native'])(
  "a %s list of V8's weak references is no leak of the program",
  async (kind) => {
    const list = (bytes: number): string =>
      `${heap(10, 1)}\nroot -> strong:synthetic "(Strong root list)" 0 @305\nstrong -{protector}-> cell:${kind} "system / PropertyCell" 16 @303\ncell -{dependent_code}-> weak:${kind} "system / WeakArrayList" ${bytes} @301`;
    const { suspects } = await diffHeaps([list(504), list(2592), list(4888)]);
    expect(suspects.rows.map(({ title }) => title)).toEqual([]);
  },
);

test("bytes of a buffer that gets larger are the program's, few as they are", async () => {
  const grown = (bytes: number): string =>
    [
      heap(10, 1),
      'app -samples-> buffer:ArrayBuffer 32 @9',
      `buffer -{backing_store}-> data:native "system / JSArrayBufferData" ${bytes} @11`,
    ].join('\n');
  const report = await diffHeaps([grown(10_000), grown(20_000), grown(30_000)]);
  expect(report.suspects.rows.map(({ growth }) => growth.shallowSize)).toEqual([20_000]);
});

test('what an engine has by itself is no leak of the program', async () => {
  const page = (round: number): string => {
    const lines = [heap(10, 1), 'root -> doc:native "HTMLDocument" 80 @9'];
    lines.push('doc -{style}-> engine:native "StyleEngine" 80 @11');
    lines.push(`doc -{paint}-> table:native "blink::HeapHashTableBacking<Text>" ${4096 * round} @13`);
    lines.push(
      'root -> roots:synthetic "(Strong roots)" @15',
      'roots -{9999}-> lists:native "system / PropertyCell" @17',
    );
    for (let n = 0; n < 20 * round; n++) {
      lines.push(`engine -{${n}}-> q${n}:native "blink::MediaQuerySet" 24 @${500_001 + 2 * n}`);
      lines.push(`roots -{${n}}-> w${n}:hidden "system / WeakArrayList" 40 @${600_001 + 2 * n}`);
      lines.push(`lists -{${n}}-> x${n}:hidden "system / WeakArrayList" 40 @${700_001 + 2 * n}`);
    }
    return lines.join('\n');
  };
  const report = await diffHeaps([page(1), page(2), page(3)]);
  expect(report.suspects.rows.map(({ title }) => title)).toEqual([]);
});

/** Script 7 of the URL: of the program, of a package or of the runtime. */
const scriptOf = (url: string): string[] => [
  'app -main-> main:closure "main" 64 @501 place 7 1 1',
  'main -{shared}-> info:code "(shared function info)" 64 @503',
  'info -{script}-> script:code "system / Script" 64 @505',
  `script -{name}-> url:string "${url}" 32 @507`,
];

const titlesOf = async (heaps: readonly string[]): Promise<string[]> =>
  (await diffHeaps(heaps)).suspects.rows.map(({ growing }) => growing.className);

describe('what hangs behind a module that was loaded since the first snapshot', () => {
  const PACKAGE = '/srv/app/node_modules/charts/index.js';
  const OWN = '/srv/app/src/report.js';
  /** A module with a list; `entry` is the class of what is in it. */
  const withModule = (file: string, count: number, entry = 'Colour 400'): string[] => [
    'app -_cache-> cache:Object @31',
    `cache -"${file}"-> m:Module 64 @33`,
    `m -filename-> f:string "${file}" 40 @35`,
    'm -exports-> e:Object 56 @37',
    'e -colours-> colours:Array 32 @39',
    ...Array.from({ length: count }, (_, n) => {
      const [name, ...words] = entry.split(' ');
      return `colours -[${n}]-> c${n}:${name} ${words[0]} @${50_001 + 2 * n} ${words.slice(1).join(' ')}`;
    }),
  ];
  /** Sessions in a list of the program, fewer bytes than what the module has. */
  const withSessions = (count: number): string[] => [
    heap(10, 1),
    'app -sessions-> sessions:Array 32 @9',
    ...Array.from({ length: count }, (_, n) => `sessions -[${n}]-> x${n}:Session 40 @${70_001 + 2 * n}`),
  ];
  const join = (...parts: string[][]): string => parts.flat().join('\n');
  const before = join(withSessions(20));

  test('is no suspect at a single step, if the module is of a package', async () => {
    expect(await titlesOf([before, join(withSessions(60), withModule(PACKAGE, 40))])).toEqual(['Session']);
  });

  test('is one, if the module of the package was there before', async () => {
    const heaps = [
      join(withSessions(20), withModule(PACKAGE, 10)),
      join(withSessions(60), withModule(PACKAGE, 50)),
    ];
    expect(await titlesOf(heaps)).toEqual(['Colour', 'Session']);
  });

  test('is one, if it is of a class of the program', async () => {
    const own = join(withSessions(60), withModule(PACKAGE, 40, 'Colour 400 place 1 5 3'));
    expect(await titlesOf([before, own])).toContain('Colour');
  });

  test('is one with three snapshots, if it grew at both steps', async () => {
    const heaps = [0, 40, 80].map((count) =>
      join(withSessions(20), count === 0 ? [] : withModule(PACKAGE, count)),
    );
    expect(await titlesOf(heaps)).toEqual(['Colour']);
  });

  test('comes after other suspects, if the module is of the program', async () => {
    const late = [before, join(withSessions(60), withModule(OWN, 40))];
    expect(await titlesOf(late)).toEqual(['Session', 'Colour']);
    const known = [join(withSessions(20), withModule(OWN, 10)), join(withSessions(60), withModule(OWN, 50))];
    expect(await titlesOf(known)).toEqual(['Colour', 'Session']);
    const steps = [0, 40, 80].map((count) =>
      join(withSessions(20 + count), count === 0 ? [] : withModule(OWN, count)),
    );
    expect(await titlesOf(steps)).toEqual(['Colour', 'Session']);
  });

  test('is no suspect if a function of a package that was loaded late has it', async () => {
    const withFunction = (url: string): string =>
      join(withSessions(60), [
        'app -draw-> draw:closure "draw" 64 @511 place 8 5 1',
        'draw -{shared}-> info8:code "(shared function info)" 64 @513',
        'info8 -{script}-> script8:code "system / Script" 64 @515',
        `script8 -{name}-> url8:string "${url}" 32 @517`,
        'draw -{context}-> scope:object "system / Context" 32 @519',
        'scope -(colours)-> colours:Array 32 @521',
        ...Array.from({ length: 40 }, (_, n) => `colours -[${n}]-> c${n}:Colour 400 @${50_001 + 2 * n}`),
      ]);
    expect(await titlesOf([before, withFunction(PACKAGE)])).toEqual(['Session']);
    expect(await titlesOf([before, withFunction(OWN)])).toEqual(['Session', 'Colour']);
  });
});

describe("tables of Node's loader", () => {
  const RUNTIME = 'node:internal/modules/cjs/loader';
  const word = (n: number): string => String.fromCharCode(97 + Math.floor(n / 26), 97 + (n % 26));
  /** A table of the runtime with a text for each file that was looked up, beside so many modules. */
  const loader = (table: string, files: number, modules: number): string => {
    const lines = [
      heap(10, 1),
      ...scriptOf(RUNTIME),
      `main -${table}-> table:Object @31`,
      'main -_cache-> cache:Object @33',
    ];
    for (let n = 0; n < files; n++)
      lines.push(`table -"/srv/app/${word(n)}"-> p${n}p:string "/srv/app/${n}.js" 40 @${50_001 + 2 * n}`);
    for (let n = 0; n < modules; n++) {
      const id = 70_001 + 10 * n;
      lines.push(
        `cache -"/srv/app/${word(n)}.js"-> m${n}:Module 64 @${id}`,
        `m${n} -filename-> f${n}:string "/srv/app/${word(n)}.js" 40 @${id + 2}`,
        `m${n} -exports-> e${n}:Object 56 @${id + 4}`,
      );
    }
    return lines.join('\n');
  };
  const grown = (table: string, modulesAtEnd: number): Promise<string[]> =>
    titlesOf([1, 2, 3].map((step) => loader(table, 40 * step, (modulesAtEnd / 3) * step)));

  test.each(['_pathCache', 'relativeResolveCache', 'statCache', 'packageJsonCache', 'realpathCache'])(
    '%s gets longer with the modules that are loaded, a few entries for each',
    async (table) => {
      expect(await grown(table, 60)).toEqual([]);
      expect(await grown(table, 21)).toEqual([]);
    },
  );

  test('is a suspect if it has far more entries than modules explain, or is another table', async () => {
    expect(await grown('_pathCache', 18)).toEqual(['(string)']);
    expect(await grown('compiled', 60)).toEqual(['(string)']);
  });

  test('is known by its records as well', async () => {
    const records = (modulesAtEnd: number): Promise<string[]> =>
      titlesOf(
        [1, 2, 3].map((step) =>
          `${loader('packages', 40 * step, (modulesAtEnd / 3) * step)}\ntext = string "package.json" 24 @51`.replaceAll(
            /-> (p\d+p):string "[^"]*" (.*)/g,
            '-> $1:Object $2\n$1 -pjsonPath-> text',
          ),
        ),
      );
    expect(await records(60)).toEqual([]);
    expect(await records(18)).toEqual(['{pjsonPath}']);
  });

  test('is one if it is a table of the program with that name', async () => {
    const own = [1, 2, 3].map((step) =>
      loader('_pathCache', 40 * step, 20 * step).replace(RUNTIME, '/srv/app/find.js'),
    );
    expect(await titlesOf(own)).toEqual(['(string)']);
  });
});

test("a table inside an object of a package that gets a little larger is the package's business", async () => {
  const cache = (url: string, bytes: number): string =>
    [
      heap(10, 1),
      ...scriptOf(url),
      'app -cache-> cache:LruCache 32 @9 place 7 20 4',
      `cache -index-> index:Array ${bytes} @11`,
    ].join('\n');
  const sizes = async (url: string, step: number): Promise<number[]> =>
    (await diffHeaps([1, 2, 3].map((n) => cache(url, 1000 + n * step)))).suspects.rows.map(
      ({ growth }) => growth.shallowSize,
    );
  const ofPackage = '/srv/app/node_modules/lru-cache/index.js';
  expect(await sizes(ofPackage, 40_000)).toEqual([]);
  expect(await sizes(ofPackage, 60_000)).toEqual([120_000]);
  expect(await sizes('/srv/app/src/cache.js', 40_000)).toEqual([80_000]);
});

test("a browser's own table is told if it got larger by a megabyte", async () => {
  const page = (bytes: number, name: string): string =>
    [
      heap(10, 1),
      'root -> doc:native "HTMLDocument" 80 @9',
      `doc -{styles}-> table:native "${name}" ${bytes} @11`,
    ].join('\n');
  const sizes = async (step: number, name: string): Promise<number[]> =>
    (await diffHeaps([1, 2, 3].map((n) => page(n * step, name)))).suspects.rows.map(
      ({ growth }) => growth.shallowSize,
    );
  const table = 'blink::HeapHashTableBacking<MatchedProperties>';
  expect(await sizes(450_000, table)).toEqual([]);
  expect(await sizes(550_000, table)).toEqual([1_100_000]);
});

describe('in the order of suspects', () => {
  /** So many listeners, which hold 140 bytes each, and entries in a collection. */
  const both = (listeners: number, entries: number, bytes: number): string => {
    const lines = [
      heap(10, 1),
      'app -feed-> feed:Feed @9',
      'feed -_events-> events:Object @11',
      'events -tick-> ticks:Array @13',
    ];
    lines.push('app -rows-> rows:Array @15');
    for (let n = 0; n < listeners; n++) {
      const id = 50_001 + 10 * n;
      lines.push(
        `ticks -[${n}]-> f${n}:closure "onTick" 64 @${id}`,
        `f${n} -{context}-> c${n}:object "system / Context" 36 @${id + 2}`,
        `c${n} -(view)-> v${n}v:View 40 @${id + 4}`,
      );
    }
    for (let n = 0; n < entries; n++) lines.push(`rows -[${n}]-> r${n}:Row ${bytes} @${90_001 + 2 * n}`);
    return lines.join('\n');
  };
  /** 20 more at each step. */
  const grown = (steps: number, bytes: number): Promise<string[]> =>
    titlesOf([1, 2, 3].slice(0, steps + 1).map((n) => both(20 * n, 20 * n, bytes)));

  test('what only listeners hold comes before a collection of up to four times its bytes, at a single step', async () => {
    expect(await grown(1, 500)).toEqual(['View', 'Row']);
    expect(await grown(1, 620)).toEqual(['Row', 'View']);
  });

  test('with three snapshots the larger one comes first', async () => {
    expect(await grown(2, 500)).toEqual(['Row', 'View']);
    expect(await grown(2, 100)).toEqual(['View', 'Row']);
  });

  test('a few entries come after many, at a single step, unless they are far larger', async () => {
    const few = (entries: number, bytes: number): Promise<string[]> =>
      titlesOf([both(20, 0, bytes), both(40, entries, bytes)]);
    expect(await few(9, 10_000)).toEqual(['View', 'Row']);
    expect(await few(10, 10_000)).toEqual(['Row', 'View']);
    expect(await few(9, 20_000)).toEqual(['Row', 'View']);
    expect(await titlesOf([both(20, 0, 0), both(40, 4, 10_000), both(60, 8, 10_000)])).toEqual([
      'Row',
      'View',
    ]);
  });
});

test('a cache of two generations that is filled again is no leak at a single step', async () => {
  /** All entries are new ones, and what was the new generation is the old one. */
  const cache = (fresh: number, aged: number, round: number): string =>
    [
      'root -> app:App @3, still:Array @5',
      ...Array.from({ length: 150 }, (_, n) => `still -[${n}]-> s${n}:Still 16 @${2001 + 2 * n}`),
      'app -fresh-> fresh:Array @7\napp -aged-> aged:Array @9',
      ...[fresh, aged].flatMap((count, list) =>
        Array.from({ length: count }, (_, n) => {
          const id = 10_001 * round + 1000 * list + 2 * n;
          return `${['fresh', 'aged'][list]} -[${n}]-> e${list}x${n}:Entry 40 @${id - (id % 2) + 1}`;
        }),
      ),
    ].join('\n');
  const report = await diffHeaps([cache(0, 30, 1), cache(20, 30, 2)]);
  expect(report.suspects.rows.map(({ title }) => title)).toEqual([]);
  const leak = await diffHeaps([cache(0, 30, 1), cache(90, 30, 2)]);
  expect(leak.suspects.rows.map(({ title }) => title)).toEqual(['Array `fresh` keeps 90 more Entry']);
});
