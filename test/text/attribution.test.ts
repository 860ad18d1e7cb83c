import fc from 'fast-check';
import {
  decodeAttribution,
  encodeAttribution,
  itemHash,
  matchWords,
  planAttribution,
  runsOf,
  sentencesIn,
  type Attribution,
  type Credit,
} from '../../server/text/attribution.ts';
import { mergeText } from '../../server/text/merge.ts';
import { words } from '../../server/text/words.ts';
import { costOf } from './cost.ts';

interface Revision {
  article: string;
  body: string;
  revives: number | undefined;
  attribution: Attribution;
}

/** A wiki in memory; a revision's sequence is its place in the list, from 1. */
interface Wiki {
  revisions: Revision[];
  /** By its hash, where each article first held a sentence; the earliest first. */
  index: Map<number, { article: string; sequence: number }[]>;
}

const newWiki = (): Wiki => ({ revisions: [], index: new Map() });

const version = ({ revisions }: Wiki, sequence: number) => revisions[sequence - 1]!;

/** Saves a body, as the next revision of an article and the next sequence, and returns the sequence. */
function save(wiki: Wiki, article: string, body: string, revives?: number): number {
  const sequence = wiki.revisions.length + 1;
  const parent = wiki.revisions.findLast((revision) => revision.article === article);
  const revived = wiki.revisions[(revives ?? 0) - 1];
  const plan = planAttribution({ sequence, body, ...(parent && { parent }), ...(revived && { revived }) });
  const found = { held: new Map<string, Credit>(), elsewhere: new Map<string, Credit>() };
  for (const [hash, sentence] of plan.wanted) {
    const holders = wiki.index.get(hash) ?? [];
    for (const holder of holders.toReversed()) {
      const credit = sentencesIn(version(wiki, holder.sequence), [sentence]).get(sentence)!;
      found[holder.article === article ? 'held' : 'elsewhere'].set(sentence, credit);
    }
    if (!found.held.has(sentence)) wiki.index.set(hash, [...holders, { article, sequence }]);
  }
  wiki.revisions.push({ article, body, revives, attribution: plan.attribute(found) });
  return sequence;
}

/** Returns the runs of the last revision of the bodies, each of which replaces the one before. */
function credits(...bodies: string[]): string[] {
  const wiki = newWiki();
  for (const body of bodies) save(wiki, 'a', body);
  return told(wiki);
}

function told(wiki: Wiki, sequence = wiki.revisions.length): string[] {
  return runsOf(version(wiki, sequence), sequence).map((run) => `${run.sequence}: ${run.text}`);
}

describe('attribution', () => {
  const ana = 'Vi mødes hver morgen ved tavlen. Enhver må flytte en seddel. Lederen lytter mest.';

  test('a first revision wrote all of its words', () => {
    expect(credits(ana)).toEqual([`1: ${ana}`]);
  });

  test('a kept word keeps its author, and a new one is credited to the edit', () => {
    const bo = ana.replace('en seddel', 'sin egen gule seddel').replace('Lederen', 'Chefen');
    expect(credits(ana, bo)).toEqual([
      '1: Vi mødes hver morgen ved tavlen. Enhver må flytte ',
      '2: sin egen gule ',
      '1: seddel. ',
      '2: Chefen ',
      '1: lytter mest.',
    ]);
  });

  test('each of three authors keeps a word in one sentence', () => {
    expect(credits('Kaffe er godt.', 'Varm kaffe er godt.', 'Varm kaffe er altid godt.')).toEqual([
      '2: Varm ',
      '1: kaffe er ',
      '3: altid ',
      '1: godt.',
    ]);
  });

  test.each([
    ['case', ana.toUpperCase()],
    ['white space', ana.replaceAll(' ', '\n')],
    ['punctuation', ana.replaceAll('. ', ', – ')],
    [
      'markup',
      `## ${ana.replace('. ', '.\n\n- ').replace('Enhver', '**Enhver**').replace('tavlen', '[tavlen](#)')}`,
    ],
    ['a sentence split in three', ana.replace('mødes', 'mødes.').replace('morgen', 'morgen!')],
  ])('a change of %s credits no word anew', (_, body) => {
    expect(credits(ana, body)).toEqual([`1: ${body}`]);
  });

  test('a moved paragraph keeps its author, changed words aside', () => {
    const [one, two, three] = [
      'Borgeren ringer til kommunen og spørger om sin sag.',
      'Ja.\n\nMedarbejderen svarer samme dag, og sagen er lukket inden ugen er omme.',
      'Lederen ser tallene hver fredag.',
    ];
    const moved = two!.replace('samme dag', 'inden for tre dage');
    expect(credits([one, two, three].join('\n\n'), [moved, three, one].join('\n\n'))).toEqual([
      '1: Ja.\n\nMedarbejderen svarer ',
      '2: inden for tre dage, ',
      `1: og sagen er lukket inden ugen er omme.\n\n${three}\n\n${one}`,
    ]);
  });

  test('a moved sentence keeps its author', () => {
    expect(
      credits(ana, 'Lederen lytter mest. Vi mødes hver morgen ved tavlen. Enhver må flytte en seddel.'),
    ).toEqual(['1: Lederen lytter mest. Vi mødes hver morgen ved tavlen. Enhver må flytte en seddel.']);
  });

  test('a sentence that was taken out and is typed again goes back to its author, many revisions later', () => {
    const without = ana.replace('Vi mødes hver morgen ved tavlen. ', '');
    const others = Array.from({ length: 20 }, (_, i) => `${without} Nummer ${i} er ny.`);
    const back = 'Helt nyt afsnit.\n\nVI MØDES hver *morgen* ved tavlen!';
    expect(credits(ana, ...others, back)).toEqual([
      '22: Helt nyt afsnit.\n\n',
      '1: VI MØDES hver *morgen* ved tavlen!',
    ]);
  });

  test('a sentence of four words comes back to its author, one of three does not', () => {
    expect(credits('Vi prøver det af. Prøv det selv.', 'Tomt.', 'Vi prøver det af. Prøv det selv.')).toEqual([
      '1: Vi prøver det af. ',
      '3: Prøv det selv.',
    ]);
  });

  test('a sentence of several authors comes back to each of them', () => {
    const bo = ana.replace('flytte en', 'flytte sin egen');
    expect(credits(ana, bo, '', bo)).toEqual([
      '1: Vi mødes hver morgen ved tavlen. Enhver må flytte ',
      '2: sin egen ',
      '1: seddel. ',
      '4: Lederen lytter mest.',
    ]);
  });

  test('a copy of a sentence of the same article goes to its author', () => {
    const first = 'Vi mødes hver morgen ved tavlen.';
    expect(credits(first, `${first}\n\nIgen: nej.\n\n${first}`)).toEqual([
      `1: ${first}\n\n`,
      '2: Igen: nej.\n\n',
      `1: ${first}`,
    ]);
  });

  test('what replaces a sentence is credited anew, also the "og" that both have', () => {
    const bo = 'Prøv noget helt andet og ring så til os.';
    expect(credits('Borgmesteren kom forbi torvet i regnvejr og lo højt.', bo)).toEqual([`2: ${bo}`]);
    expect(
      credits('Hej.', 'Hej, her er den nye vejledning til alle kolleger i kommunens ældrepleje.')[0],
    ).toBe('1: Hej, ');
  });

  test('a sentence of eight words from another article goes to its first author there, one of seven does not', () => {
    const wiki = newWiki();
    const eight = 'Den der har opgaven vælger selv sin makker.';
    const seven = 'Den der har opgaven vælger sin makker.';
    save(wiki, 'a', `${eight} ${seven}`);
    save(wiki, 'b', `Før. ${eight}`);
    save(wiki, 'c', `${seven} ${eight} Og mere.`);
    expect(told(wiki)).toEqual([`3: ${seven} `, `1: ${eight} `, '3: Og mere.']);
  });

  test('a sentence that becomes like one elsewhere by a small change stays with those who wrote it here', () => {
    const wiki = newWiki();
    save(wiki, 'a', 'De prøver en ny måde at holde møder på i byen.');
    save(wiki, 'b', 'De prøver en ny måde at holde møder på i huset.');
    save(wiki, 'b', 'De prøver en ny måde at holde møder på i byen.');
    expect(told(wiki)).toEqual(['2: De prøver en ny måde at holde møder på i ', '3: byen.']);
  });

  test('a restore gives back the credit as it was, short sentences and all', () => {
    const wiki = newWiki();
    save(wiki, 'a', '## Trin\n\nSpørg. Lyt. Skriv ned.');
    save(wiki, 'a', '## Trin\n\nSpørg. Lyt. Skriv alt ned.');
    save(wiki, 'a', 'Lort. Lyt.');
    save(wiki, 'a', 'Lort. Lyt. Spørg. Skriv.');
    save(wiki, 'a', '## Trin\n\nSpørg. Lyt. Skriv alt ned.', 2);
    expect(told(wiki)).toEqual(['1: ## Trin\n\nSpørg. Lyt. Skriv ', '2: alt ', '1: ned.']);
  });

  test('an undo in the middle gives back words to who wrote them, and keeps what came later', () => {
    const wiki = newWiki();
    save(wiki, 'a', 'Vi tager altid kaffe med til borgeren.');
    save(wiki, 'a', 'Vi tager kaffe med til borgeren.');
    save(wiki, 'a', 'Vi tager kaffe med til borgeren derhjemme.');
    save(wiki, 'a', 'Vi tager altid kaffe med til borgeren derhjemme.', 1);
    expect(told(wiki)).toEqual(['1: Vi tager altid kaffe med til borgeren ', '3: derhjemme.']);
  });

  test('no edit is thrown away as vandalism: what was blanked by one and written anew by another is theirs', () => {
    expect(credits(ana, '', 'Noget andet.')).toEqual(['3: Noget andet.']);
  });

  test('a sentence may be credited whole to one sequence', () => {
    const plan = planAttribution({ sequence: 9, body: 'Vi mødes hver dag. Ny her.' });
    const held = new Map([['vi mødes hver dag', 4]]);
    expect([...plan.attribute({ held, elsewhere: new Map() })]).toEqual([4, 4, 4, 4, 9, 9]);
  });
});

describe('attribution of random histories', () => {
  // Few words, so that the same ones are written by many and sentences come back by chance.
  const sentence = fc
    .array(fc.constantFrom('vi', 'og', 'er', 'kaffe', 'Borgeren', 'ringer', 'hver', 'dag'), {
      minLength: 1,
      maxLength: 10,
    })
    .map((list) => `${list.join(' ')}.`);
  const body = fc
    .array(fc.array(sentence, { minLength: 1, maxLength: 3 }), { maxLength: 4 })
    .map((paragraphs) => paragraphs.map((list) => list.join(' ')).join('\n\n'));
  const act = fc.constantFrom(
    'rewrite',
    'add',
    'drop',
    'change',
    'move',
    'retype',
    'restore',
    'undo',
    'blank',
  );
  const step = fc.record({
    act,
    article: fc.constantFrom('a', 'a', 'a', 'b'),
    at: fc.nat(),
    to: fc.nat(),
    sentence,
    body,
  });
  type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;
  const histories = fc.array(step, { minLength: 2, maxLength: 15 });

  /** Does a step, and returns the sequence that it made. */
  function apply(wiki: Wiki, { act, article, at, to, sentence, body }: Step): number {
    const sequences = [...wiki.revisions.keys()].map((i) => i + 1);
    const own = sequences.filter((sequence) => version(wiki, sequence).article === article);
    const old = own[at % own.length];
    if (old === undefined) return save(wiki, article, body);
    const current = version(wiki, own.at(-1)!).body;
    const parts = current.split(/(?<=\.)(?=\s)/);
    const i = at % parts.length;
    switch (act) {
      case 'rewrite':
        return save(wiki, article, body);
      case 'blank':
        return save(wiki, article, '');
      case 'add':
        return save(wiki, article, parts.toSpliced(i, 0, ` ${sentence}`).join(''));
      case 'drop':
        return save(wiki, article, parts.toSpliced(i, 1).join(''));
      case 'change': {
        const list = parts[i]!.split(' ');
        return save(
          wiki,
          article,
          parts.with(i, list.with(to % list.length, sentence.slice(0, -1)).join(' ')).join(''),
        );
      }
      case 'move':
        return save(
          wiki,
          article,
          parts
            .toSpliced(i, 1)
            .toSpliced(to % parts.length, 0, parts[i]!)
            .join(''),
        );
      case 'retype':
        return save(wiki, article, version(wiki, old).body);
      case 'restore':
        return save(wiki, article, version(wiki, old).body, old);
      case 'undo':
        return undo(wiki, article, own, old) ?? save(wiki, article, version(wiki, old).body, old);
    }
  }

  /** Takes back one revision, as far as that can be merged. */
  function undo(wiki: Wiki, article: string, own: number[], sequence: number): number | undefined {
    const before = own[own.indexOf(sequence) - 1];
    if (before === undefined) return undefined;
    const [base, mine, theirs] = [sequence, before, own.at(-1)!].map((each) => version(wiki, each).body);
    const merge = mergeText(base!, mine!, theirs!);
    return merge.clean ? save(wiki, article, merge.text, before) : undefined;
  }

  function play(steps: readonly Step[]): Wiki {
    const wiki = newWiki();
    for (const each of steps) apply(wiki, each);
    return wiki;
  }

  const lower = (text: string) => words(text.toLowerCase());

  test('credits every word to a revision whose text held that word', () => {
    fc.assert(
      fc.property(histories, (steps) => {
        const wiki = play(steps);
        wiki.revisions.forEach(({ body, attribution }) => {
          expect(attribution).toHaveLength(words(body).length);
          lower(body).forEach((word, i) =>
            expect(lower(version(wiki, attribution[i]!).body)).toContain(word),
          );
        });
      }),
    );
  });

  /** Credits a history anew, with every sentence and its credit kept in memory, and nothing looked up by its hash. */
  function replayed({ revisions }: Wiki): Attribution[] {
    const done: Revision[] = [];
    const kept = { a: new Map<string, Attribution>(), b: new Map<string, Attribution>() };
    for (const { article, body, revives } of revisions) {
      const parent = done.findLast((revision) => revision.article === article);
      const revived = done[(revives ?? 0) - 1];
      const [held, elsewhere] = article === 'a' ? [kept.a, kept.b] : [kept.b, kept.a];
      const sequence = done.length + 1;
      const plan = planAttribution({
        sequence,
        body,
        ...(parent && { parent }),
        ...(revived && { revived }),
      });
      const attribution = plan.attribute({ held, elsewhere });
      for (const [key, credit] of sentencesIn({ body, attribution }, plan.wanted.values())) {
        if (!held.has(key)) held.set(key, credit);
      }
      done.push({ article, body, revives, attribution });
    }
    return done.map(({ attribution }) => attribution);
  }

  test('is the same replayed from the first revision as kept up save by save', () => {
    fc.assert(
      fc.property(histories, (steps) => {
        const wiki = play(steps);
        expect(replayed(wiki)).toEqual(wiki.revisions.map(({ attribution }) => attribution));
      }),
    );
  });

  test('is the same when read from its bytes', () => {
    fc.assert(
      fc.property(histories, (steps) => {
        const { revisions } = play(steps);
        let parent: Attribution | undefined;
        revisions.forEach(({ attribution }, i) => {
          const bytes = encodeAttribution(attribution, i + 1, parent);
          expect(decodeAttribution(bytes, i + 1, parent)).toEqual(attribution);
          parent = attribution;
        });
      }),
    );
  });

  test('is given back, and the text with it, when what was undone is done again', () => {
    fc.assert(
      fc.property(histories, fc.nat(), (steps, at) => {
        const wiki = play(steps);
        const own = [...wiki.revisions.keys()]
          .map((i) => i + 1)
          .filter(
            (sequence) => version(wiki, sequence).article === version(wiki, wiki.revisions.length).article,
          );
        const { article, body, attribution } = version(wiki, own.at(-1)!);
        const undone = undo(wiki, article, own, own[at % own.length]!);
        fc.pre(undone !== undefined);
        undo(wiki, article, [...own, undone!], undone!);
        expect(version(wiki, undone! + 1).body).toBe(body);
        expect(version(wiki, undone! + 1).attribution).toEqual(attribution);
      }),
    );
  });

  /** Sentences in which each word is its own, so that it can be told from which of them it came. */
  const distinct = fc
    .array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 12 })
    .map((lengths) => {
      let count = 0;
      return lengths.map((length) => Array.from({ length }, () => `Ord${++count}`).join(' ') + '.');
    });
  const shuffled = distinct.chain((list) =>
    fc.record({
      list: fc.constant(list),
      order: fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length }),
    }),
  );

  test('stays with each word through any order of sentences and paragraphs', () => {
    fc.assert(
      fc.property(shuffled, fc.nat(12), fc.boolean(), ({ list, order }, cut, isProse) => {
        const wiki = newWiki();
        save(wiki, 'a', list.slice(0, cut).join(' '));
        save(wiki, 'a', list.join(' '));
        const first = new Set(lower(version(wiki, 1).body));
        const body = order.join(isProse ? ' ' : '\n\n');
        const { attribution } = version(wiki, save(wiki, 'a', body));
        expect([...attribution]).toEqual(lower(body).map((word) => (first.has(word) ? 1 : 2)));
      }),
    );
  });

  test('stays with each word whatever is written between them', () => {
    const added = fc.array(fc.tuple(fc.nat(), fc.constantFrom('ny1', 'ny2.', 'ny3 ny4', '\n\n', '- ny5')));
    fc.assert(
      fc.property(distinct, added, (list, additions) => {
        const parts = list.join(' ').split(' ');
        for (const [at, text] of additions) parts.splice(at % (parts.length + 1), 0, text);
        const wiki = newWiki();
        save(wiki, 'a', list.join(' '));
        const body = parts.join(' ');
        const { attribution } = version(wiki, save(wiki, 'a', body));
        expect([...attribution]).toEqual(lower(body).map((word) => (word.startsWith('ord') ? 1 : 2)));
      }),
    );
  });
});

describe('runs', () => {
  test('joined are the body, and each begins where a word has another author', () => {
    const body = '\n\n# En, to – **tre**! fire\n';
    expect(runsOf({ body, attribution: Uint32Array.of(7, 7, 3, 7) }, 9)).toEqual([
      { text: '\n\n# En, to – **', sequence: 7 },
      { text: 'tre**! ', sequence: 3 },
      { text: 'fire\n', sequence: 7 },
    ]);
  });

  test('of a body without a word are one, of an empty body none', () => {
    expect(runsOf({ body: '---\n', attribution: new Uint32Array() }, 9)).toEqual([
      { text: '---\n', sequence: 9 },
    ]);
    expect(runsOf({ body: '', attribution: new Uint32Array() }, 9)).toEqual([]);
  });
});

describe('stored attributions', () => {
  test('cost what was changed', () => {
    const parent = new Uint32Array(2000).fill(1);
    const attribution = Uint32Array.of(...parent.subarray(0, 900), 5000, ...parent.subarray(902));
    expect(encodeAttribution(parent, 1)).toHaveLength(6);
    expect(encodeAttribution(attribution, 5000, parent)).toHaveLength(6);
    expect(encodeAttribution(parent, 5001, parent)).toHaveLength(0);
  });

  test('that are cut short are refused', () => {
    const bytes = encodeAttribution(Uint32Array.of(1, 1, 300), 1000);
    expect([...decodeAttribution(bytes, 1000)]).toEqual([1, 1, 300]);
    expect(() => decodeAttribution(bytes.subarray(0, -1), 1000)).toThrow(RangeError);
  });
});

describe('items', () => {
  test('are the same however their words are spelled', () => {
    expect(itemHash('title', ['Kaffe'])).toBe(itemHash('title', ['kaffe']));
    const lead = (text: string) => itemHash('lead', [text]);
    expect(lead('Sådan tegner I en **borgerrejse**')).toBe(lead('Sådan tegner I en borgerrejse.'));
    expect(lead('Sådan tegner I to borgerrejser.')).not.toBe(lead('Sådan tegner I en borgerrejse.'));
  });

  test('are apart by their names, and without a word by their marks', () => {
    expect(itemHash('title', ['Kaffe'])).not.toBe(itemHash('lead', ['Kaffe']));
    expect(itemHash('title', ['?'])).not.toBe(itemHash('title', ['!']));
  });

  test.each([
    [['2–10 dage'], ['2,10 dage']],
    [['https://a.example.dk/x'], ['https://a/example.dk-x']],
    [
      ['a b', 'c'],
      ['a', 'b c'],
    ],
  ])('are apart where marks decide what is meant: %j and %j', (one, other) => {
    expect(itemHash('fact', one)).not.toBe(itemHash('fact', other));
    expect(itemHash('fact', one)).toBe(itemHash('fact', [...one]));
  });

  test('have hashes that any database holds exactly', () => {
    for (let i = 0; i < 1000; i++) {
      const hash = itemHash('title', [String(i)]);
      expect(Number.isSafeInteger(hash) && hash >= 0 && hash < 2 ** 48).toBe(true);
    }
  });
});

describe('words of a page', () => {
  const placed = (page: string, source: string) =>
    [...matchWords(words(page), words(source))].map((place) => words(source)[place] ?? '?').join(' ');

  test('are found in the source, addresses and markup passed over', () => {
    const source = '# Kaffe\n\nLæs [kaffe](https://kaffe.dk/kaffe) om **Kaffe**&nbsp;nu';
    expect([...matchWords(words('Kaffe Læs kaffe om Kaffe nu'), words(source))]).toEqual([0, 1, 2, 7, 8, 10]);
  });

  test('that the page adds are nowhere, and lead nothing astray', () => {
    expect(placed('Vi prøver 1 det Fodnoter 1 af', 'Vi prøver[^a] det. 2 3 4 5 6 7 1 af')).toBe(
      'Vi prøver ? det ? 1 af',
    );
  });

  test('are found in footnotes, which stand elsewhere in the source', () => {
    const source = 'Det virker[^a].\n\n[^a]: Se rapporten fra Aarhus.\n\nPrøv selv.';
    expect(placed('Det virker 1 Prøv selv Fodnoter Se rapporten fra Aarhus', source)).toBe(
      'Det virker ? Prøv selv ? Se rapporten fra Aarhus',
    );
  });
});

describe('the cost of attribution', () => {
  const bodyOf = (name: string, bytes: number) => {
    const sentence = (i: number) => `${name} ${i} siger at ${name}${i % 97} er ${name}${i % 89} og ${i}. `;
    let body = '';
    for (let i = 0; body.length < bytes; i++) body += sentence(i) + (i % 6 === 5 ? '\n\n' : '');
    return body;
  };
  const nothing = { held: new Map(), elsewhere: new Map() };

  test.each([
    ['other text', bodyOf('ana', 256_000), bodyOf('bo', 256_000)],
    [
      'the same text backwards',
      bodyOf('ana', 256_000),
      bodyOf('ana', 256_000).split('. ').reverse().join('. '),
    ],
    ['one sentence', 'ord '.repeat(64_000), 'og ord '.repeat(36_000)],
    ['one letter', 'a '.repeat(128_000), 'a b '.repeat(64_000)],
    ['lines of one word', 'ja\n\n'.repeat(64_000), 'nej\n\nja\n\n'.repeat(28_000)],
    ['no words', '. '.repeat(128_000), '! '.repeat(128_000)],
  ])('of 256 kB against %s is bounded', (_, before, after) => {
    const parent = {
      body: before,
      attribution: planAttribution({ sequence: 1, body: before }).attribute(nothing),
    };
    const cost = costOf(() => {
      const attribution = planAttribution({ sequence: 2, body: after, parent }).attribute(nothing);
      expect(attribution).toHaveLength(words(after).length);
      encodeAttribution(attribution, 2, parent.attribution);
    }, 1000);
    expect(cost).toBeLessThan(1000);
  });

  test('beyond its budget still finds whole sentences', () => {
    const list = bodyOf('ana', 200_000).split('\n\n');
    const noise = bodyOf('bo', 50_000).split('\n\n');
    const body = [...noise, ...list.slice().reverse()].join('\n\n');
    const parent = {
      body: list.join('\n\n'),
      attribution: new Uint32Array(words(list.join(' ')).length).fill(1),
    };
    const attribution = planAttribution({ sequence: 2, body, parent }).attribute(nothing);
    expect(attribution.at(-1)).toBe(1);
    expect(attribution.filter((origin) => origin === 1).length).toBeGreaterThanOrEqual(
      parent.attribution.length,
    );
  });
});
