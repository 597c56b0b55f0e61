import { describe, expect, test } from 'vitest';
import { diffHeaps } from '../../support/diff-heaps.js';

/** A heap with much that does not change, so that ids are taken to mean something. */
function heap(lines: string): string {
  const still = Array.from({ length: 120 }, (_, n) => `still -[${n}]-> s${n}:Still 16 @${2001 + 2 * n}`);
  return ['root -> app:App @3', 'app -> still:Array @5', ...still, lines].join('\n');
}

/** Entries `from` to `to` of an array of the application; ids go with the numbers. */
function entries(holder: string, className: string, from: number, to: number, base: number): string {
  const lines: string[] = [];
  for (let n = from; n < to; n++)
    lines.push(`${holder} -[${n}]-> ${holder}${n}:${className} 40 @${base + 2 * n}`);
  return lines.join('\n');
}

const sessions = (from: number, to: number): string =>
  `app -sessions-> list:Array 32 @7\n${entries('list', 'Session', from, to, 10001)}`;

describe('growth', () => {
  test('entries that are added at every step are one suspect, held by their collection', async () => {
    const report = await diffHeaps([heap(sessions(0, 10)), heap(sessions(0, 30)), heap(sessions(0, 50))]);
    expect(report.suspects.total).toBe(1);
    const [suspect] = report.suspects.rows;
    expect(suspect.growing).toMatchObject({
      className: 'Session',
      counts: [10, 30, 50],
      addedPerStep: [20, 20],
    });
    expect(suspect.holder).toMatchObject({ className: 'Array', name: 'sessions', sizes: [10, 30, 50] });
    expect(suspect.growth).toEqual({ count: 40, shallowSize: 1600, retained: 1600, exclusive: 1600 });
    expect(suspect.cause.kind).toBe('unbounded-collection');
    expect(suspect.title).toBe('Array `sessions` keeps 40 more Session, +20 a step');
    expect(suspect.path.map(({ className }) => className)).toEqual(['(GC roots)', 'App', 'Array', 'Session']);
  });

  test('what grows once and then stands still is warm-up', async () => {
    const report = await diffHeaps([heap(sessions(0, 10)), heap(sessions(0, 90)), heap(sessions(0, 90))]);
    expect(report.suspects.rows).toEqual([]);
  });

  test('growth that comes to an end is warm-up as well', async () => {
    const report = await diffHeaps([heap(sessions(0, 10)), heap(sessions(0, 90)), heap(sessions(0, 110))]);
    expect(report.suspects.rows).toEqual([]);
  });

  test('what is replaced all the time is churn', async () => {
    const report = await diffHeaps([
      heap(sessions(0, 50)),
      heap(sessions(50, 100)),
      heap(sessions(100, 150)),
    ]);
    expect(report.suspects.rows).toEqual([]);
  });

  test('churn whose count goes up and up by chance is churn', async () => {
    const report = await diffHeaps([
      heap(sessions(0, 100)),
      heap(sessions(98, 200)),
      heap(sessions(196, 300)),
    ]);
    expect(report.suspects.rows).toEqual([]);
  });

  test('an object of another kind under a reused id is a new object', async () => {
    const jobs = (className: string, count: number): string =>
      `app -jobs-> jobs:Array @7\n${entries('jobs', className, 0, count, 10001)}`;
    const report = await diffHeaps([heap(jobs('Old', 10)), heap(jobs('Job', 30)), heap(jobs('Job', 50))]);
    expect(report.suspects.rows[0].growing).toMatchObject({ className: 'Job', counts: [0, 30, 50] });
  });

  test('a single object that gets larger is a suspect without more objects', async () => {
    const size = (bytes: number): string => heap(`app -samples-> samples:Array ${bytes} @7`);
    const report = await diffHeaps([size(100), size(5000), size(9900)]);
    expect(report.suspects.rows[0]).toMatchObject({
      title: 'Array `samples` got 9,800 bytes larger',
      growth: { count: 0, shallowSize: 9800 },
      holder: { name: 'samples', sizes: null },
    });
  });

  test('two snapshots: low confidence, and a warning', async () => {
    const report = await diffHeaps([heap(sessions(0, 10)), heap(sessions(0, 50))]);
    expect(report.suspects.rows[0].cause.confidence).toBe('low');
    expect(report.warnings.map(({ code }) => code)).toContain('two-snapshots');
  });

  test.each(['system / Oddball', 'null'])(
    'two snapshots: an array with empty slots left is only filled (%s)',
    async (nothing) => {
      const ring = (taken: number): string => {
        const lines = ['app -last-> ring:Array 208 @7'];
        for (let n = 0; n < 20; n++)
          lines.push(
            n < taken ? `ring -[${n}]-> r${n}:Result 40 @${10_001 + 2 * n}` : `ring -[${n}]-> nothing`,
          );
        return heap(`${lines.join('\n')}\nnothing = hidden "${nothing}" @9`);
      };
      expect((await diffHeaps([ring(2), ring(19)])).suspects.rows).toEqual([]);
    },
  );

  test('two snapshots: a few more of what there was plenty of are chance', async () => {
    expect((await diffHeaps([heap(sessions(0, 20)), heap(sessions(0, 24))])).suspects.rows).toEqual([]);
    expect((await diffHeaps([heap(sessions(0, 1)), heap(sessions(0, 5))])).suspects.total).toBe(1);
  });

  test('two snapshots: objects that moved to another place are no more than before', async () => {
    const moved = (from: number): string =>
      heap(
        `app -old-> old:Array 32 @7\napp -young-> young:Array 32 @9\n${entries('old', 'Node', from, 40, 10_001)}\n${entries('young', 'Node', 0, from, 20_001)}`,
      );
    expect((await diffHeaps([moved(0), moved(30)])).suspects.rows).toEqual([]);
  });

  test('a table whose entries can be seen is not a suspect for its size', async () => {
    const map = (slots: number, from: number): string => {
      const lines = [
        `app -recent-> m:Map ${8 * (4 + 2 + 3 + 7 * (slots / 2))} @7`,
        'm -{table}-> t:array "" 0 @9',
      ];
      const first = 3 + slots / 2;
      for (let n = 0; n < 128; n++)
        lines.push(`t -{${first + 3 * n}}-> e${from + n}:Entry 40 @${10_001 + 2 * (from + n)}`);
      return heap(lines.join('\n'));
    };
    const report = await diffHeaps([map(128, 0), map(256, 128), map(512, 256)]);
    expect(report.suspects.rows).toEqual([]);
  });

  test('a linked list that gets longer is one suspect', async () => {
    const list = (length: number): string => {
      const lines = ['app -history-> n0:Entry 24 @10001'];
      for (let n = 1; n < length; n++) lines.push(`n${n - 1} -next-> n${n}:Entry 24 @${10001 + 2 * n}`);
      return heap(lines.join('\n'));
    };
    const report = await diffHeaps([list(20), list(40), list(60)]);
    expect(report.suspects.total).toBe(1);
    expect(report.suspects.rows[0].growing).toMatchObject({ className: 'Entry', addedPerStep: [20, 20] });
  });

  test('a list with two ends is one structure, whichever way its nodes are found', async () => {
    const list = (from: number, to: number): string => {
      const at = (n: number): string => `n${n}:Job 32 @${10_001 + 2 * n}`;
      const lines = [
        'app -queue-> queue:Deque 32 @7',
        `queue -first-> ${at(from)}`,
        `queue -last-> ${at(to)}`,
      ];
      for (let n = from; n < to; n++) lines.push(`n${n} -next-> ${at(n + 1)}`, `n${n + 1} -prev-> n${n}`);
      return heap(lines.join('\n'));
    };
    const report = await diffHeaps([list(0, 20), list(0, 51), list(0, 80)]);
    expect(report.suspects.total).toBe(1);
    const [suspect] = report.suspects.rows;
    expect(suspect.title).toBe('Deque `queue` keeps 60 more Job, +30 a step');
    expect(suspect.growing.addedPerStep).toEqual([31, 29]);
    expect(suspect.cause.evidence).toEqual([
      'Job objects below `first`, linked by `prev`, `next`: 29 to 31 added at every step, none removed',
    ]);
  });

  test('a chain is told as one, by the name that links it', async () => {
    const chain = (length: number): string => {
      const lines = ['app -newest-> n0:Entry 24 @10001'];
      for (let n = 1; n < length; n++) lines.push(`n${n - 1} -before-> n${n}:Entry 24 @${10001 + 2 * n}`);
      return heap(lines.join('\n'));
    };
    const { cause } = (await diffHeaps([chain(20), chain(40), chain(60)])).suspects.rows[0];
    expect(cause.kind).toBe('unbounded-collection');
    expect(cause.evidence).toEqual([
      'a chain of Entry through `before` gets longer: 20 added at every step, none cut off',
    ]);
  });

  test('strings in a collection are counted as entries, whatever pieces they have', async () => {
    const texts = (count: number): string => {
      const lines = ['app -seen-> list:Array 32 @7'];
      for (let n = 0; n < count; n++) {
        const id = 10_001 + 10 * n;
        lines.push(
          n % 3 === 0
            ? `list -[${n}]-> t${n}:string "message-${n}" 24 @${id}`
            : `list -[${n}]-> t${n}:concatenated_string "(concatenated string)" 32 @${id}\nt${n} -{first}-> a${n}:string "message-" 24 @${id + 2}\nt${n} -{second}-> b${n}:string "n${n}" 24 @${id + 4}`,
        );
      }
      return heap(lines.join('\n'));
    };
    const [suspect] = (await diffHeaps([texts(30), texts(60), texts(90)])).suspects.rows;
    expect(suspect.title).toBe('Array `seen` keeps 60 more (string), +30 a step');
    expect(suspect.growing).toMatchObject({ className: '(string)', addedPerStep: [30, 30] });
  });

  test('a list of functions is called so, unless they lead to a class with a name', async () => {
    const list = (className: string, count: number): string => {
      const lines = ['app -hooks-> list:Array 32 @7'];
      for (let n = 0; n < count; n++) {
        const id = 10_001 + 10 * n;
        lines.push(
          `list -[${n}]-> f${n}:closure "hook" 64 @${id}`,
          `f${n} -{context}-> c${n}:object "system / Context" 32 @${id + 2}`,
          `c${n} -(limits)-> l${n}:${className} 40 @${id + 4}`,
          `l${n} -quota-> still`,
        );
      }
      return heap(lines.join('\n'));
    };
    const named = async (className: string): Promise<string> =>
      (await diffHeaps([20, 40, 60].map((count) => list(className, count)))).suspects.rows[0].growing
        .className;
    expect(await named('Object')).toBe('Function');
    expect(await named('Limits')).toBe('Limits');
  });

  test('between two processes, a few more of anything are no suspect', async () => {
    const process = (count: number, by: number): string =>
      heap(sessions(0, count)).replace(/@(\d+)/g, (_, id: string) => `@${Number(id) + by}`);
    const few = await diffHeaps([process(20, 0), process(39, 100_000)]);
    expect(few.identity.mode).toBe('structural');
    expect(few.suspects.rows).toEqual([]);
    const many = await diffHeaps([process(20, 0), process(120, 100_000)]);
    expect(many.suspects.rows.map(({ growing }) => growing.className)).toEqual(['Session']);
  });

  test('of two kinds of plain objects in a list, the kind that grows is named', async () => {
    const mixed = (events: number): string => {
      const lines = ['app -log-> list:Array 32 @7', 'word = string "w" 24 @9'];
      for (let n = 0; n < 20 + events; n++) {
        const [kind, ...keys] = n < 20 ? ['Rule', 'from', 'to'] : ['Event', 'at', 'what', 'who'];
        lines.push(`list -[${n}]-> e${n}:Object 40 @${10_001 + 2 * n}`);
        for (const key of keys) lines.push(`e${n} -${key}-> word # ${kind}`);
      }
      return heap(lines.join('\n'));
    };
    const report = await diffHeaps([mixed(10), mixed(30), mixed(50)]);
    expect(report.suspects.rows.map(({ title }) => title)).toEqual([
      'Array `log` keeps 40 more {at, what, who}, +20 a step',
    ]);
  });

  test('two dictionaries with the same keys, which are others each time, are as good as any', async () => {
    const twins = (from: number, to: number): string => {
      const lines = ['app -byId-> byId:Object 64 @7', 'app -seen-> seen:Object 64 @9'];
      for (let n = from; n < to; n++) {
        const id = 10_001 + 4 * n;
        lines.push(`byId -user${'abcdefghij'[n % 10]}${n}-> u${n}:User 40 @${id}`);
        lines.push(`seen -user${'abcdefghij'[n % 10]}${n}-> s${n}:Visit 40 @${id + 2}`);
      }
      return heap(lines.reverse().join('\n'));
    };
    const report = await diffHeaps([twins(0, 20), twins(0, 40), twins(0, 60)]);
    expect(report.suspects.rows.map(({ growing }) => growing.className).sort()).toEqual(['User', 'Visit']);
  });

  test('without ids that mean something, paths tell the same', async () => {
    const shifted = (from: number, to: number, by: number): string =>
      heap(sessions(from, to)).replace(/@(\d+)/g, (_, id: string) => `@${Number(id) + by}`);
    const report = await diffHeaps([shifted(0, 10, 0), shifted(0, 30, 100_000), shifted(0, 50, 200_000)]);
    expect(report.identity.mode).toBe('structural');
    expect(report.suspects.rows.map(({ growing }) => growing.className)).toEqual(['Session']);
    expect(report.suspects.rows[0].growing.addedPerStep).toEqual([20, 20]);
  });
});

describe('one suspect a leak', () => {
  test('what hangs below the entries goes with them', async () => {
    const orders = (count: number): string => {
      const lines = ['app -orders-> list:Array @7'];
      for (let n = 0; n < count; n++) {
        lines.push(
          `list -[${n}]-> o${n}:Order 40 @${10001 + 4 * n}`,
          `o${n} -when-> d${n}:Date 32 @${10003 + 4 * n}`,
        );
      }
      return heap(lines.join('\n'));
    };
    const report = await diffHeaps([orders(10), orders(30), orders(50)]);
    expect(report.suspects.total).toBe(1);
    expect(report.suspects.rows[0].growing.className).toBe('Order');
    expect(report.suspects.rows[0].also.map(({ className }) => className)).toEqual(['Date']);
    expect(report.suspects.rows[0].growth.retained).toBe(40 * 72);
  });

  test('a second list of the same objects is another path of the same suspect', async () => {
    const both = (count: number): string => {
      const lines = ['app -all-> all:Array @7', 'app -copy-> copy:Array @9'];
      for (let n = 0; n < count; n++)
        lines.push(`all -[${n}]-> u${n}:User 40 @${10001 + 2 * n}`, `copy -[${n}]-> u${n}`);
      return heap(lines.join('\n'));
    };
    const report = await diffHeaps([both(10), both(30), both(50)]);
    expect(report.suspects.total).toBe(1);
    expect(report.suspects.rows[0].otherPaths.map((path) => path.at(-2)?.name)).toEqual(['copy']);
  });

  test('a table that grows beside the entries of one object belongs to them', async () => {
    const cache = (count: number): string => {
      const lines = ['app -cache-> cache:Cache 24 @7', 'cache -list-> list:Array 32 @9'];
      lines.push(`cache -index-> index:Array ${64 * count} @11`);
      for (let n = 0; n < count; n++) lines.push(`list -[${n}]-> v${n}:Value 40 @${10001 + 2 * n}`);
      return heap(lines.join('\n'));
    };
    const report = await diffHeaps([cache(50), cache(100), cache(150)]);
    expect(report.suspects.rows.map(({ growing }) => growing.className)).toEqual(['Value']);
  });

  test('collections of one object that keep step are one leak, named by the class that says most', async () => {
    const spy = (count: number): string => {
      const lines = [
        'app -spy-> spy:closure "spy" 64 @7',
        'spy -args-> args:Array @9',
        'spy -errors-> errors:Array @11',
      ];
      for (let n = 0; n < count; n++)
        lines.push(
          `args -[${n}]-> m${n}:Mail 40 @${10_001 + 4 * n}`,
          `errors -[${n}]-> e${n}:Error 80 @${10_003 + 4 * n}`,
        );
      return heap(lines.join('\n'));
    };
    const report = await diffHeaps([spy(20), spy(40), spy(60)]);
    expect(report.suspects.rows.map(({ growing }) => growing.className)).toEqual(['Mail']);
    expect(report.suspects.rows[0].growth.retained).toBe(40 * 120);
  });

  test('small numbers by number cannot be seen: their store is stretched, but a hash table that grows is filled', async () => {
    const store = (size: number): string =>
      heap(
        `app -queue-> queue:Object 24 @7\nqueue -{elements}-> store:array "(object elements)" ${size} @${20_001 + 2 * size}`,
      );
    const stretched = await diffHeaps([store(7040), store(16_160), store(24_368)]);
    expect(stretched.suspects.rows).toEqual([]);
    const table = (capacity: number): string => store(16 + 8 * (4 + 3 * capacity));
    const filled = await diffHeaps([table(256), table(512), table(1024)]);
    expect(filled.suspects.rows.map(({ title }) => title)).toEqual([
      'Object `queue` got 18,432 bytes larger',
    ]);
  });

  test('collections of one object that grow by other numbers are leaks of their own', async () => {
    const lists = (count: number): string =>
      heap(
        `app -shop-> shop:Shop @7\nshop -prices-> prices:Array @9\nshop -spans-> spans:Array @11\n${entries('prices', 'Price', 0, 4 * count, 10_001)}\n${entries('spans', 'Array', 0, count, 20_001)}`,
      );
    const report = await diffHeaps([lists(20), lists(40), lists(60)]);
    expect(report.suspects.rows.map(({ growing }) => growing.className)).toEqual(['Price', 'Array']);
  });

  test('a dictionary by number that is stretched by holes is no suspect', async () => {
    const window = (from: number, size: number): string => {
      const lines = [`app -byId-> byId:Object ${size} @7`];
      for (let n = from; n < from + 40; n++) lines.push(`byId -[${n}]-> r${n}:Row 40 @${10_001 + 2 * n}`);
      return heap(lines.join('\n'));
    };
    const report = await diffHeaps([window(0, 500), window(40, 9000), window(80, 18_000)]);
    expect(report.suspects.rows).toEqual([]);
  });

  test('two leaks share what both hold, and own the rest', async () => {
    const two = (count: number): string => {
      const lines = ['app -left-> left:Array @7', 'app -right-> right:Array @9'];
      for (let n = 0; n < count; n++) {
        lines.push(
          `left -[${n}]-> l${n}:Left 40 @${10001 + 6 * n}`,
          `right -[${n}]-> r${n}:Right 60 @${10003 + 6 * n}`,
          `l${n} -part-> p${n}:Part 100 @${10005 + 6 * n}`,
          `r${n} -part-> p${n}`,
        );
      }
      return heap(lines.join('\n'));
    };
    const report = await diffHeaps([two(10), two(30), two(50)]);
    expect(report.suspects.rows.map(({ growing }) => growing.className)).toEqual(['Right', 'Left']);
    expect(report.suspects.rows.map(({ growth }) => growth.retained)).toEqual([40 * 110, 40 * 90]);
    expect(report.suspects.rows.map(({ growth }) => growth.exclusive)).toEqual([40 * 60, 40 * 40]);
  });
});

describe('fingerprints', () => {
  test('are the same for other ids and other keys, and differ for another place', async () => {
    const keyed = (count: number, field: string, prefix: string, base: number): string => {
      const lines = [`app -${field}-> dict:Object @7`];
      for (let n = 0; n < count; n++) lines.push(`dict -"${prefix}${n}"-> v${n}:Visit 40 @${base + 2 * n}`);
      return heap(lines.join('\n'));
    };
    const run = async (field: string, prefix: string, base: number): Promise<string> => {
      const texts = [20, 40, 60].map((count) => keyed(count, field, prefix, base));
      const report = await diffHeaps(texts);
      expect(report.suspects.total).toBe(1);
      return report.suspects.rows[0].fingerprint;
    };
    const first = await run('visits', 'user-', 10001);
    expect(await run('visits', 'guest-', 20001)).toBe(await run('visits', 'guest-', 30001));
    expect(await run('visits', 'user-', 50001)).toBe(first);
    expect(await run('calls', 'user-', 10001)).not.toBe(first);
  });
});
