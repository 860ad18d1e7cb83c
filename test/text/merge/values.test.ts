import fc from 'fast-check';
import { mergeText, type Clash, type Merge } from '../../../server/text/merge.ts';
import { costOf } from '../../support/cost.ts';

const clashes = (merge: Merge): Clash[] =>
  merge.clean ? [] : merge.chunks.filter((chunk) => typeof chunk !== 'string');

test.each([
  [
    '[k]: https://x.dk/b "En titel"',
    '[k]: https://x.dk/c "En titel"',
    '[k]: https://x.dk/b "En anden titel"',
  ],
  ['- [ ] Ring til kommunen i dag', '- [x] Ring til kommunen i dag', '- [ ] Ring til regionen i dag'],
])('what belongs together is a clash where both sides changed it: %s', (...texts) => {
  const [base, mine, theirs] = texts.map((text) => `Se [her][k].\n\n${text}\n`);
  expect(clashes(mergeText(base!, mine!, theirs!))).toHaveLength(1);
});

test.each(['2800 Kgs. Lyngby', 'Sdr. Boulevard 12', 'Niels Th. Nielsen'])(
  'a name with a point is one in a long text: %s',
  (name) => {
    const [first, ...rest] = name.split(' ');
    const long = (one: string) =>
      `Vi mødes hver uge og taler om det, som vi har prøvet siden sidst. Til sidst går vi alle sammen over til ${one} og ser på det.`;
    const merge = mergeText(
      long(name),
      long(`Andre ${rest.join(' ')}`),
      long(`${first} ${rest[0]} Andetsteds`),
    );
    expect(clashes(merge)).toHaveLength(1);
  },
);

/** Where a value may stand: in a short line of its own, and in the middle of some. */
const PLACES = [
  (value: string) => `Fristen er ${value}.`,
  (value: string) => `Vi holder os til ${value} i hele kommunen, også om sommeren.`,
  (value: string) => `## Om ${value} hos os`,
  (value: string) => `- ${value}, som det plejer\n- Noget andet`,
  (value: string) => `> Husk **${value}** hver gang`,
  (value: string) => `1. Skriv »${value}« på sedlen\n2. Gem den`,
];

describe('a value that both sides changed', () => {
  test.each([
    ['date', '12-03-2024', '13-03-2024', '12-03-2025'],
    ['date with points', '12.3.2024', '13.3.2024', '12.3.2025'],
    ['date with blanks', '12. 3. 2024', '13. 3. 2024', '12. 3. 2025'],
    ['date from the year', '2024-03-12', '2025-03-12', '2024-03-13'],
    ['short date', '12/3-24', '13/3-24', '12/3-25'],
    ['date in words', '12. marts 2024', '13. marts 2024', '12. marts 2025'],
    ['date with its day', 'tirsdag den 12. marts', 'onsdag den 12. marts', 'tirsdag den 13. marts'],
    ['date in English', 'March 12, 2024', 'April 12, 2024', 'March 12, 2025'],
    ['date and time', 'den 3. maj kl. 10.00', 'den 4. maj kl. 10.00', 'den 3. maj kl. 11.00'],
    ['time', '10.30', '11.30', '10.45'],
    ['stretch of time', '10.00-12.00', '9.00-12.00', '10.00-13.00'],
    ['stretch of time with blanks', '10.00 – 12.00', '9.00 – 12.00', '10.00 – 13.00'],
    ['stretch in words', 'kl. 10 til 12', 'kl. 9 til 12', 'kl. 10 til 13'],
    ['stretch of days', 'mandag til onsdag', 'tirsdag til onsdag', 'mandag til torsdag'],
    ['stretch of dates', '1. maj til 3. juni', '2. maj til 3. juni', '1. maj til 4. juni'],
    ['telephone number', '33 92 33 80', '44 92 33 80', '33 92 33 90'],
    ['telephone number from abroad', '+45 3392 3380', '+46 3392 3380', '+45 3392 3381'],
    ['number with hyphens', '33-92-33-80', '44-92-33-80', '33-92-33-90'],
    ['amount', '1.234,50 kr.', '2.234,50 kr.', '1.234,75 kr.'],
    ['amount in words', '5 mio. kr.', '7 mio. kr.', '5 mio. euro'],
    ['amount with a stretch', '5–10 mio. kr.', '6–10 mio. kr.', '5–12 mio. kr.'],
    ['share', '3 af 10', '4 af 10', '3 af 12'],
    ['e-mail address', 'a.b@ens.dk', 'c.b@ens.dk', 'a.b@kk.dk'],
    ['address of a page', 'https://ens.dk/a/b', 'https://ens.dk/c/b', 'https://ens.dk/a/d'],
    ['address without its beginning', 'ens.dk/a/b', 'kk.dk/a/b', 'ens.dk/a/c'],
    ['query of an address', 'https://ens.dk/?a=1&b=2', 'https://ens.dk/?a=2&b=2', 'https://ens.dk/?a=1&b=3'],
    [
      'address that nobody is to harvest',
      'anna (at) ens (dot) dk',
      'bo (at) ens (dot) dk',
      'anna (at) kk (dot) dk',
    ],
    ['opening hours', 'man.-fre. 9-15', 'tirs.-fre. 9-15', 'man.-fre. 9-16'],
    ['months of a year', 'jan.–mar. 2024', 'feb.–mar. 2024', 'jan.–mar. 2025'],
    ['source', 'Hansen m.fl. (2020)', 'Olsen m.fl. (2020)', 'Hansen m.fl. (2021)'],
    ['verse', 'Matt. 5,3-12', 'Mark. 5,3-12', 'Matt. 5,3-13'],
    ['verse of a book with a number', '1. Mos. 3,15', '2. Mos. 3,15', '1. Mos. 3,16'],
    ['CVR number', 'CVR 12 34 56 78', 'CVR 22 34 56 78', 'CVR 12 34 56 79'],
    ['bank account', 'DK50 0040 0440 1162 43', 'DK51 0040 0440 1162 43', 'DK50 0040 0440 1162 44'],
    ['place in a law', '§ 12, stk. 3, nr. 4', '§ 13, stk. 3, nr. 4', '§ 12, stk. 3, nr. 5'],
    ['version', 'v1.2.3-beta', 'v2.2.3-beta', 'v1.2.3-alfa'],
    ['file', 'rapport-2024-endelig.pdf', 'notat-2024-endelig.pdf', 'rapport-2024-endelig.docx'],
    ['case number', '24/01234-7', '25/01234-7', '24/01234-8'],
    ['address of a house', 'Nørregade 12, st. th.', 'Nørregade 14, st. th.', 'Nørregade 12, st. tv.'],
    ['postcode and town', '8000 Aarhus C', '8200 Aarhus C', '8000 Aarhus N'],
    ['name', 'Anne Marie Hansen', 'Hanne Marie Hansen', 'Anne Marie Jensen'],
    ['formula', '2 + 3 = 5', '1 + 3 = 5', '2 + 3 = 4'],
    ['emphasised number', '12 **mio.** kr.', '14 **mio.** kr.', '12 **mio.** euro'],
    ['stretch of days of a month', '3. til og med 5. maj', '4. til og med 5. maj', '3. til og med 6. maj'],
    [
      'stretch of dates in words',
      '3. maj og frem til 5. juni',
      '4. maj og frem til 5. juni',
      '3. maj og frem til 6. juni',
    ],
    ['date in another language', '12. März um 10 Uhr', '13. März um 10 Uhr', '12. März um 11 Uhr'],
    ['day of a month', 'sidste tirsdag i maj', 'første tirsdag i maj', 'sidste tirsdag i juni'],
    [
      'place on the earth',
      '55° 40′ 34″ N, 12° 34′ Ø',
      '55° 41′ 34″ N, 12° 34′ Ø',
      '55° 40′ 34″ N, 12° 35′ Ø',
    ],
    ['paragraph in a chapter', '§ 12 i kapitel 3', '§ 13 i kapitel 3', '§ 12 i kapitel 4'],
    ['paragraph with a letter', '§ 12 a, stk. 2', '§ 13 a, stk. 2', '§ 12 a, stk. 3'],
    ['share of all', '3 ud af 10', '4 ud af 10', '3 ud af 12'],
    ['score', '3 mod 2', '4 mod 2', '3 mod 1'],
    ['bounds', 'mindst 3 og højst 7', 'mindst 4 og højst 7', 'mindst 3 og højst 8'],
    ['rate', '50 kr. pr. time', '60 kr. pr. time', '50 kr. pr. dag'],
    ['length', '5 meter og 30 centimeter', '6 meter og 30 centimeter', '5 meter og 40 centimeter'],
    ['house in a town', 'Nørregade 12 i Aarhus', 'Nørregade 14 i Aarhus', 'Nørregade 12 i Odense'],
    ['room', 'bygning 3, lokale 12', 'bygning 4, lokale 12', 'bygning 3, lokale 13'],
    ['name with a particle', 'Vincent van Gogh', 'Theo van Gogh', 'Vincent van Damme'],
    [
      'telephone number with a local one',
      '33 92 33 80 lokal 12',
      '33 92 33 81 lokal 12',
      '33 92 33 80 lokal 13',
    ],
  ])('is a clash: %s', (_, base, mine, theirs) => {
    for (const place of PLACES) {
      const merge = mergeText(place(base), place(mine), place(theirs));
      expect(clashes(merge)).toHaveLength(1);
      expect(clashes(merge)[0]!.mine).toContain(mine);
      expect(clashes(merge)[0]!.theirs).toContain(theirs);
    }
  });

  test.each([
    [
      'label and address',
      '[kanal A](https://x.dk/b)',
      '[kanal A](https://x.dk/a)',
      '[kanal B](https://x.dk/b)',
    ],
    ['long label', '[se alle referater](/b)', '[se nogle referater](/b)', '[se alle dagsordener](/b)'],
    ['title', '[vej](/a "En gammel titel")', '[vej](/b "En gammel titel")', '[vej](/a "En gammel sang")'],
    ['article', '[[Idé|en god idé]]', '[[Idéer|en god idé]]', '[[Idé|en god plan]]'],
    ['image', '![et kort over byen](/a.png)', '![et kort over byen](/b.png)', '![en plan over byen](/a.png)'],
    [
      'image that leads on',
      '[![et kort](/a.png)](/x)',
      '[![et kort](/b.png)](/x)',
      '[![et kort](/a.png)](/y)',
    ],
    ['name of an address', '[se her nu][en]', '[se der nu][en]', '[se her nu][to]'],
    ['address with blanks', '[vej](<a og b>)', '[sti](<a og b>)', '[vej](<a og c>)'],
    ['code', '`git add fil nu`', '`git rm fil nu`', '`git add fil her`'],
  ])('so is a link: %s', (_, base, mine, theirs) => {
    for (const place of PLACES) {
      expect(clashes(mergeText(place(base), place(mine), place(theirs)))).toHaveLength(1);
    }
  });

  test('is let in from both where there are two, and words between them', () => {
    const line = (day: string, price: string) => `Mødet ${day} hos os i byen koster ${price} for alle`;
    expect(
      mergeText(line('3. maj', '100 kr.'), line('4. maj', '100 kr.'), line('3. maj', '200 kr.')),
    ).toEqual({
      clean: true,
      text: line('4. maj', '200 kr.'),
    });
  });

  test('is not cut where a sentence seems to end in it', () => {
    const text = (label: string, address: string) =>
      `Vi har skrevet det hele ned for jer, så I kan læse det i ro og mag. Læs [${label}](${address}), før I går i gang. Og så af sted.`;
    const merge = mergeText(
      text('Del 1. Om os. Om jer', '/a'),
      text('Bind 1. Om os. Om jer', '/a'),
      text('Del 1. Om os. Om jer', '/b'),
    );
    expect(clashes(merge)).toHaveLength(1);
    const long = (article: string, last: string) =>
      `Det står alt sammen i den lov, som vi har talt om hele dagen, og som I kan slå op, i art. ${article}, stk. ${last}, og ingen andre steder.`;
    expect(clashes(mergeText(long('5', '1'), long('6', '1'), long('5', '2')))).toHaveLength(1);
  });
});

// As a reader would look for them, not as the merge does.
const MONTHS = 'januar|februar|marts|april|maj|juni';
const LOOKED_FOR = [
  /\d+(?:[.,:/–-]\d+)*/g,
  /\+?\d+(?: \d+)+/g,
  new RegExp(String.raw`\d{1,2}\. (?:${MONTHS})(?: \d{4})?`, 'g'),
  /\d+(?:,\d+)? (?:mio\. )?(?:kr|euro)/g,
  /[\w.]+@[\w.]+\w/g,
  /https:\/\/[^\s)]+/g,
  /!?\[[^[\]]*\]\([^()]*\)/g,
  /\[\[[^[\]]*\]\]/g,
  /§ \d+, stk\. \d+/g,
];

/** A value in parts, each of which somebody may change. */
const VALUES: readonly (readonly string[])[] = [
  ['12', '-', '03', '-', '2024'],
  ['12', '. ', 'marts', ' ', '2024'],
  ['10', '.', '00', '–', '12', '.', '30'],
  ['+45 ', '33', ' ', '92', ' ', '33', ' ', '80'],
  ['1', '.', '234', ',', '50', ' ', 'kr', '.'],
  ['5', ' mio. ', 'kr', '.'],
  ['anna', '.', 'berg', '@', 'ens', '.dk'],
  ['https://', 'ens', '.dk/', 'en', '/', 'to', '?side=', '3'],
  ['[', 'kanal', ' ', 'øst', '](https://ens.dk/', 'en', '/', 'to', ')'],
  ['![', 'et', ' kort](/', 'by', '.png)'],
  ['[[', 'Idé', '|en god ', 'plan', ']]'],
  ['§ ', '12', ', stk. ', '3'],
];
const WORDS = 'kommunen mødes ofte uden plan men altid med en god grund til det som alle kender'.split(' ');

const texts = fc.array(
  fc.record({
    kind: fc.constantFrom('paragraph', 'heading', 'item', 'row', 'quote'),
    pieces: fc.array(
      fc.oneof(
        fc.constantFrom(...WORDS),
        fc.constantFrom(...WORDS),
        fc.constantFrom(...VALUES),
        fc.constant('.'),
      ),
      { minLength: 1, maxLength: 14 },
    ),
  }),
  { minLength: 1, maxLength: 6 },
);
type Text = { kind: string; pieces: (string | readonly string[])[] }[];

const edits = fc.array(
  fc.record({
    act: fc.constantFrom('part', 'part', 'part', 'drop', 'word', 'drop block', 'block'),
    at: fc.nat(),
    to: fc.nat(),
    part: fc.nat(),
  }),
  { minLength: 1, maxLength: 5 },
);
type Edit = { act: string; at: number; to: number; part: number };

const changed = (part: string, name: number) =>
  /\d/.test(part)
    ? part.replace(/\d+/, (digits) => String(Number(digits) + name).padStart(digits.length, '0'))
    : part.replace(/\p{L}+/u, (word) => `${word}${'xy'[name - 1]}`);

function editedBy(text: Text, list: readonly Edit[], name: number): Text {
  return list.reduce<Text>((blocks, { act, at, to, part }) => {
    if (blocks.length === 0) return blocks;
    const i = at % blocks.length;
    const { kind, pieces } = blocks[i]!;
    const j = to % (pieces.length || 1);
    const piece = pieces[j] ?? [''];
    const withPieces = (made: Text[number]['pieces']) => blocks.with(i, { kind, pieces: made });
    if (act === 'drop block') return blocks.toSpliced(i, 1);
    if (act === 'block')
      return blocks.toSpliced(i, 0, { kind, pieces: ['nyt', VALUES[part % VALUES.length]!] });
    if (act === 'drop') return withPieces(pieces.toSpliced(j, 1));
    if (act === 'word') return withPieces(pieces.toSpliced(j, 0, `${WORDS[part % WORDS.length]!}${name}`));
    if (typeof piece === 'string') return withPieces(pieces.with(j, changed(piece, name)));
    if (pieces.length === 0) return blocks;
    const k = part % piece.length;
    return withPieces(pieces.with(j, piece.with(k, changed(piece[k]!, name))));
  }, text);
}

function written(text: Text): string {
  return text
    .map(({ kind, pieces }) => {
      const line = pieces
        .map((piece) => (typeof piece === 'string' ? piece : piece.join('')))
        .join(' ')
        .replaceAll(' .', '.');
      if (kind === 'heading') return `## ${line}`;
      if (kind === 'item') return `- ${line}\n- ${line}`;
      if (kind === 'row') return `| Hvad | Hvornår |\n|---|---|\n| ${line.replaceAll('|', '\\|')} | nu |`;
      return kind === 'quote' ? `> ${line}` : line;
    })
    .join('\n\n');
}

test('every number, date, address and link of a clean merge stood whole in one of the three', () => {
  let clean = 0;
  fc.assert(
    fc.property(texts, edits, edits, (text, first, second) => {
      const [base, mine, theirs] = [text, editedBy(text, first, 1), editedBy(text, second, 2)].map(written);
      const merge = mergeText(base!, mine!, theirs!);
      if (!merge.clean || merge.text === mine || merge.text === theirs) return;
      clean++;
      for (const pattern of LOOKED_FOR) {
        const known = new Set([base, mine, theirs].flatMap((one) => one!.match(pattern) ?? []));
        for (const value of merge.text.match(pattern) ?? []) expect([...known]).toContain(value);
      }
    }),
    { numRuns: 2000 },
  );
  expect(clean).toBeGreaterThan(100);
});

test.each([
  ['figures', (name: string) => Array.from({ length: 40_000 }, (_, i) => (i % 3 ? i % 10 : name)).join(' ')],
  [
    'names',
    (name: string) => Array.from({ length: 30_000 }, (_, i) => `Ord${i % 300 ? '' : name}`).join(' '),
  ],
  ['brackets that open', (name: string) => `${name}${' [a]('.repeat(50_000)}${name}`],
  [
    'brackets before blanks',
    (name: string) => `Der står ${name} her. ${`[a](${' '.repeat(1990)}`.repeat(128)}`,
  ],
  ['code', (name: string) => `[a]: x\n\n${'`a` '.repeat(60_000)}${name}`],
  ['ticks', (name: string) => Array.from({ length: 20_000 }, (_, i) => '`'.repeat(i % 20) + name).join(' ')],
])('a merge of 256 kB of %s takes less than a second', (_, text) => {
  const [base, mine, theirs] = [text('en'), text('min'), text('deres')];
  expect(costOf(() => mergeText(base, mine, theirs), 1000)).toBeLessThan(1000);
});
