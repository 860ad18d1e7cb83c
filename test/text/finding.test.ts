/** Danish words as they're sought: stems, sounds, parts, queries and snippets. */
import { describe, expect, test } from '@jest/globals';
import { readQuery, withWords } from '../../server/text/finding/query.ts';
import { markedPieces, readLines, snippetOf } from '../../server/text/finding/snippets.ts';
import { stemmed, wordsIn } from '../../server/text/finding/stemmed.ts';
import {
  foldedWords,
  isStopWord,
  joinedWords,
  placedWords,
  stemOf,
} from '../../server/text/finding/stems.ts';
import {
  formsLine,
  jointsOf,
  keyOf,
  keysFrom,
  mistakesIn,
  partings,
  soundOf,
  soundsNear,
  wordsOfLine,
} from '../../server/text/finding/vocabulary.ts';
import { passagesOf, proseOf } from '../../server/text/markdown/prose.ts';

const alike = (words: string) => new Set(foldedWords(words).map(stemOf)).size;

describe('a stem', () => {
  test.each([
    'kommune kommunen kommunernes kommuner',
    'prøvehandling prøvehandlinger prøvehandlingen',
    'barn børn børnene barnet',
    'skolebarn skolebørnene',
    'hånd hænder hænderne',
    'museum museet museer',
    'laboratorium laboratoriet laboratorier',
    'center centret centrum plejecenter'.split(' ').slice(0, 3).join(' '),
    'budget budgettet budgetter',
    'boks boksen bokse',
    'styret styrede styre',
    'digital digitalt digitale',
    'Aarhus Århus',
    'idé ide ideer idéerne'.split(' ').slice(0, 3).join(' '),
    'KL KL’s',
  ])('is one of %s', (words) => {
    expect(alike(words)).toBe(1);
  });

  test.each(['for før', 'bank bænk', 'demens dem', 'procent center', 'smed smide', 'mål mal', 'møde møbel'])(
    'tells %s apart',
    (words) => {
      expect(alike(words)).toBe(2);
    },
  );

  test('of what says nothing by itself is known', () => {
    expect(['og', 'i', 'noget', 'hvordan', 'tillid'].map(isStopWord)).toEqual([
      true,
      true,
      true,
      true,
      false,
    ]);
  });
});

describe('words', () => {
  test('stand where they do, with accents and endings after an apostrophe left out', () => {
    const text = 'Caféen i SKAT’s kælder, 2026';
    const words = placedWords(text);
    expect(words.map(({ word }) => word)).toEqual(['cafeen', 'i', 'skat', 'kælder', '2026']);
    expect(words.map(({ from, to }) => text.slice(from, to))).toEqual([
      'Caféen',
      'i',
      'SKAT’s',
      'kælder',
      '2026',
    ]);
  });

  test('begin with a letter or digit, and end with a whole one', () => {
    expect(foldedWords('a \u0301 b \u0903\u20dd x\u0301')).toEqual(['a', 'b', 'x']);
    const [cut] = foldedWords(`a${'\u{10330}'.repeat(40)}`);
    expect(cut).toBe(`a${'\u{10330}'.repeat(29)}`);
  });

  test('that a hyphen joins are also one', () => {
    expect(joinedWords('MED-udvalget, før- og eftermåling - og sosu-assistent-elev')).toEqual([
      'medudvalget',
      'sosuassistentelev',
    ]);
  });

  test('of a line of one word without an end are read in no time', () => {
    const start = performance.now();
    for (const text of [
      'a'.repeat(300_000),
      'a-'.repeat(150_000),
      'æ'.repeat(100_000),
      '’s'.repeat(100_000),
    ]) {
      joinedWords(text);
      foldedWords(text).map(stemOf);
    }
    expect(performance.now() - start).toBeLessThan(3000);
  });
});

describe('the vocabulary', () => {
  test('keeps the words of a stem in a line, and each is read back', () => {
    const words = ['børn', 'barn', 'barnets', 'børnene'];
    expect(formsLine('barn', words)).toBe('børn - -ets børnene');
    expect(wordsOfLine('barn', formsLine('barn', words))).toEqual(words);
    expect(wordsOfLine('barn', '')).toEqual([]);
  });

  test('looks sounds up by how they begin', () => {
    const sounds = ['a', 'ab', 'abe', 'sugedajp', 'sugedajpenge', 'ul'];
    expect(sounds.map(keyOf)).toEqual(sounds.map(keyOf).toSorted((a, b) => a - b));
    expect(keyOf('sugedajpenge')).toBe(keyOf('sugedajpeng'));
    expect(keyOf('sugedajpenge')).not.toBe(keyOf('sugedajp'));
    expect(Number.isSafeInteger(keyOf('zzzzzzzzz'))).toBe(true);
    const isBegunBy = (beginning: string, sound: string) => {
      const [first, last] = keysFrom(beginning);
      return keyOf(sound) >= first && keyOf(sound) <= last;
    };
    expect(sounds.filter((sound) => isBegunBy('ab', sound))).toEqual(['ab', 'abe']);
    expect(sounds.filter((sound) => isBegunBy('sugedajpenge', sound))).toEqual(['sugedajpenge']);
    expect(isBegunBy('2', '2019') && isBegunBy('\u0431', '\u0431\u0432')).toBe(true);
  });

  test('takes for one another what Danes do', () => {
    for (const [a, b] of [
      ['handling', 'hanling'],
      ['hjemmepleje', 'jemmepleje'],
      ['innovation', 'inovation'],
      ['ældre', 'eldre'],
      ['åben', 'aben'],
    ])
      expect([a, soundOf(a!)]).toEqual([a, soundOf(b!)]);
    expect(soundsNear('tilid')).toContain(soundOf('tillid'));
    expect(soundsNear('til')).toEqual([]);
  });

  test('counts mistakes, and takes nothing for what it can’t be meant for', () => {
    expect(mistakesIn('tilid', 'tillid')).toBe(1);
    expect(mistakesIn('borgerindragelse', 'borgerinddragelse')).toBe(1);
    expect(mistakesIn('innovatoin', 'innovation')).toBe(1);
    expect(mistakesIn('krage', 'klage')).toBe(1);
    expect(mistakesIn('krage', 'knuder')).toBe(Infinity);
    expect(mistakesIn('kommune', 'kommunen')).toBe(Infinity);
  });

  test('parts a compound, and puts an s in or out', () => {
    expect(partings('velfærdslaboratorium')).toContainEqual(['velfærd', 'laboratori']);
    expect(jointsOf('evalueringmøde')).toContain('evalueringsmøde');
    expect(jointsOf('arbejdsmiljø')).toContain('arbejdmiljø');
  });
});

describe('a query', () => {
  test('is words, phrases, and what mustn’t be there; what says nothing is left out', () => {
    expect(readQuery('noget med tillid i "den lille by" -kontrol −"to ord" MED-udvalg')).toEqual({
      terms: [
        { words: ['tillid'], isQuoted: false },
        { words: ['den', 'lille', 'by'], isQuoted: true },
        { words: ['med', 'udvalg'], isQuoted: false },
      ],
      without: [
        { words: ['kontrol'], isQuoted: false },
        { words: ['to', 'ord'], isQuoted: true },
      ],
    });
    expect(readQuery('hvad med os').terms).toHaveLength(3);
    expect(readQuery('»før og efter«').terms).toEqual([{ words: ['før', 'og', 'efter'], isQuoted: true }]);
    expect(readQuery('- ( " "').terms).toEqual([]);
    expect(readQuery('ord '.repeat(10)).terms).toHaveLength(1);
  });

  test('takes a long phrase by its beginning', () => {
    for (const typed of ['ab-'.repeat(60), `"${'ab '.repeat(60)}"`]) {
      expect(readQuery(typed).terms[0]!.words).toHaveLength(12);
    }
  });

  test('is written again with other words in its place', () => {
    expect(
      withWords(
        'Tilid i "hjemmplejen"',
        new Map([
          ['tilid', 'tillid'],
          ['hjemmplejen', 'hjemmeplejen'],
        ]),
      ),
    ).toBe('tillid i "hjemmeplejen"');
  });
});

describe('a snippet', () => {
  const found = new Map(Object.entries({ tillid: 2, hjemmeplej: 2, tillidsreform: 1 }));
  const shown = (lines: string[]) =>
    snippetOf(readLines(lines), found)
      .map(({ text, isFound }) => (isFound ? `[${text}]` : text))
      .join('');

  test('is where most of what was looked for stands together', () => {
    const far = 'Tilliden er væk. '.padEnd(400, 'ord ');
    const close = 'Her er noget andet. I hjemmeplejen voksede tilliden.';
    expect(shown([far, close, 'ord '.repeat(100)])).toMatch(
      /^… .*I \[hjemmeplejen\] voksede \[tilliden\]\. .* …$/,
    );
    expect(shown([close])).toBe('Her er noget andet. I [hjemmeplejen] voksede [tilliden].');
    expect(shown(['Intet.'])).toBe('Intet.');
  });

  test('begins with what weighs most of what stands apart', () => {
    const light = 'Tillidsreformen kom.'.padEnd(400, ' ord');
    expect(shown([light, 'Så kom tilliden.'])).toMatch(/^… .*Så kom \[tilliden\]\.$/);
    expect(shown([light, 'Så kom intet.'])).toMatch(/^\[Tillidsreformen\] kom\./);
  });

  test('marks the words of a title as they stand there', () => {
    expect(markedPieces('Tillid!', found)).toEqual([
      { text: 'Tillid', isFound: true },
      { text: '!', isFound: false },
    ]);
  });

  test('of a long text is found in no time', () => {
    const start = performance.now();
    shown(['tillid hjemmepleje '.repeat(15_000)]);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

test('prose is what a reader reads of a text', () => {
  expect(
    proseOf(
      '# Op **her**\n\nEt [link](https://a.dk "t") og `kode`.\n\n- punkt\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```\nblok\n```\n',
    ),
  ).toEqual({
    headings: ['Op her'],
    text: ['Et link og kode.', 'punkt', 'a', 'b', '1', '2', 'blok'],
  });
});

test('prose of a task is without its box, a footnote stands where it’s written, and a definition is none', () => {
  const { text } = proseOf(
    '- [x] Gjort\n- \\[x] Skrevet\n\nMed note[^1] og \\*stjerne\\* &amp; [navn].\n\n[^1]: En note.\n\n[navn]: https://a.dk "t"\n',
  );
  expect(text).toEqual(['Gjort', '[x] Skrevet', 'Med note og *stjerne* & navn.', 'En note.']);
});

test('a passage is known by its source, but by its text where a definition may say something of it', () => {
  const keys = (source: string) => passagesOf(source).map(({ key }) => key);
  expect(keys('Et *ord* [a].\n\n## Op')).toEqual(['Et *ord* [a].', 'Op']);
  expect(keys('Et *ord*.\n\nEt [a].\n\n[a]: /b')).toEqual(['Et *ord*.', 'Et a.']);
});

test('the stems of a text are read once, and are those of its words', () => {
  const text = `${'Kommunernes medarbejdere i MED-udvalgene prøver det af. '.repeat(2)}`;
  let reads = 0;
  const read = () => stemmed(text, () => (reads++, text));
  expect(read()).toEqual({
    stems: ` ${foldedWords(text).map(stemOf).join(' ')}`,
    joined: ` ${joinedWords(text).map(stemOf).join(' ')}`,
  });
  expect(read()).toBe(read());
  expect(reads).toBe(1);
  expect(stemmed('En hund', () => 'En hund')).toEqual({ stems: ' en hund', joined: '' });
  expect(wordsIn('MED-udvalg')).toEqual(['med', 'udvalg', 'medudvalg']);
});
