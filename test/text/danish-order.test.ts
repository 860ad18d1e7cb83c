/** Lists stand in one order wherever they're made: by the database's stored keys, and where what is shown depends on the language. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { places } from '../../server/kinds/places.ts';
import { compareInDanish, inOrder, collationKey } from '../../server/text/danish-order.ts';
import { filesIn, read } from '../support/files.ts';
import { LAST_NAMES, TITLES, WORKPLACES } from '../support/real-names.ts';

const standing = [
  ...['§ 18', '3 råd', '12 råd', 'Ande 2', 'Princip 2', 'Princip 02 b', 'Princip 10'],
  ...['Zebra', 'Ældre', 'Øl', 'Aaben dag', 'Åbne data'],
];

test('numbers stand by their value, and Danish letters last, aa among them as å', () => {
  expect(standing.toReversed().sort(compareInDanish)).toEqual(standing);
  expect(inOrder(standing.toReversed(), (title) => title)).toEqual(standing);
  const keys = standing.map(collationKey);
  expect([...keys].sort()).toEqual(keys);
});

/** Titles with what a Danish wiki meets: letters of its neighbours, signs, figures, other alphabets. */
const titles = [
  ...'Müsli Mysli Muslinger Myrer Mystik Eiði Edda Eiderup Þór Thor Thy Tiden Straße Strasse Strassen Stratos Œuvre Oeuvre'.split(
    ' ',
  ),
  ...'Odense Ofelia Øl Öl Ål Aal AAL aal Äble Æble Idé ide Ide idé IDE Idéer Łódź Lodz Lotte Đorđe Dorte Ŋuorgŧa Nåde Nyt O'.split(
    ' ',
  ),
  ...'Håndbog Ekstraarbejde Ekstrabladet Ekstraåbent C# C++ C A-B AB A/B A&B A_b a.b a…b #fri @hjem 3D 1.000 1000 999 007 7'.split(
    ' ',
  ),
  ...'Анна Бо Γιώργος 山田 ½ ② 10² ㎡ ﬁn Åre Ǿre Ǻre Lübeck Lyø Ħal Kﬁ ΑΒΓ Tőke Tøke İzmir Izmir'.split(' '),
  ...[
    'A B',
    '50 %',
    '50 kr.',
    '½ time',
    '1 time',
    'It’s',
    "It's",
    'Its',
    '’t Hooft',
    '🙂 glad',
    '»Citat«',
    '(Test)',
  ],
  ...[
    'Håndbog: del 1',
    'Håndbog – del 1',
    'Håndbog (del 1)',
    'Håndbog del 10',
    'Håndbog del 9',
    'Hvad?',
    'Hvad!',
  ],
  ...[...standing, ...TITLES, ...WORKPLACES, ...LAST_NAMES],
  ...places.map(({ name }) => name.da),
];

test('titles stand as Intl.Collator has them, by what is stored and wherever they are compared', () => {
  const { compare } = new Intl.Collator('da', { numeric: true });
  const all = [...new Set(titles)];
  expect(all.length).toBeGreaterThan(700);
  const sorted = all.sort(compare);
  const asStored = (text: string) => Buffer.from(collationKey(text));
  const next = sorted.slice(1).map((title, i) => [sorted[i]!, title] as const);
  const wrong = next.filter(
    ([one, other]) =>
      compare(one, other) !== 0 &&
      (Buffer.compare(asStored(one), asStored(other)) !== -1 || compareInDanish(one, other) !== -1),
  );
  expect(wrong).toEqual([]);
});

test('whatever letters, pairs, marks, figures and signs are put together, the order is the same', () => {
  const { compare } = new Intl.Collator('da', { numeric: true });
  const parts =
    'a A å Å aa Aa AA e é E æ Æ ä ø ö ő d ð đ t h þ Þ th o œ s ß ss u ü y Ü n ŋ l ł z 1 2 02 10'.split(' ');
  const text = fc
    .array(fc.constantFrom(...parts, ' ', '-', ':', '(', '’', '»', '&'), { maxLength: 6 })
    .map((some) => some.join('').normalize('NFC'));
  const base = new Intl.Collator('da', { numeric: true, sensitivity: 'base' });
  const lettersOf = (title: string) => collationKey(title).split('\t')[0]!;
  fc.assert(
    fc.property(text, text, (one, other) => {
      const order = Math.sign(base.compare(one, other));
      const [a, b] = [lettersOf(one), lettersOf(other)];
      expect(a < b ? -1 : Number(a > b)).toBe(order);
      if (order !== 0) expect(compareInDanish(one, other)).toBe(Math.sign(compare(one, other)));
    }),
    { numRuns: 2000 },
  );
});

test('what has one key has an order, too', () => {
  expect(compareInDanish('02', '2')).toBe(-compareInDanish('2', '02'));
  expect(compareInDanish('Idé', 'ide')).toBe(-compareInDanish('ide', 'Idé'));
  expect(compareInDanish('ide', 'ide')).toBe(0);
});

test('nothing else orders what readers see by a collation of its own, but names of places, which hold no numbers', () => {
  const files = filesIn('server', '.ts');
  const own = files.filter((path) => /Intl\.Collator|localeCompare/.test(read(path)));
  expect(own).toEqual(['server/kinds/places.ts']);
});
