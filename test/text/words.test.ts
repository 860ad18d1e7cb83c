import fc from 'fast-check';
import { codePoints, isWord, sentences, tokens, words } from '../../server/text/words.ts';
import { costOf } from '../support/cost.ts';

const anyText = fc.string({ unit: 'binary', maxLength: 200 });

test('code points are counted as they are told apart, half a sign for one', () => {
  expect(codePoints('Blåbær 🫐')).toBe(8);
  fc.assert(fc.property(anyText, (text) => expect(codePoints(text)).toBe([...text].length)));
});

describe('words', () => {
  test('are runs of letters, marks and digits, Danish letters and compounds whole', () => {
    expect(words('Børnehaveklasselærerens 3-årige plan (2026): æblegrød!')).toEqual([
      'Børnehaveklasselærerens',
      '3',
      'årige',
      'plan',
      '2026',
      'æblegrød',
    ]);
    expect(words('a\u030Angstro\u0308m')).toEqual(['a\u030Angstro\u0308m']);
    expect(words(' – ! ')).toEqual([]);
  });

  test('tokens are words and what stands between them', () => {
    expect(tokens('**Nej**,  sagde hun...')).toEqual([
      '**',
      'Nej',
      '**',
      ',',
      '  ',
      'sagde',
      ' ',
      'hun',
      '...',
    ]);
    expect(tokens('**Nej**,  sagde hun...').filter(isWord)).toEqual(['Nej', 'sagde', 'hun']);
  });

  test.each([
    ['Det kostede 1.234,50 kr.', ['Det', 'kostede', '1.234,50', 'kr']],
    ['Kl. 10:30 den 3.4.2024, v1.2.3', ['Kl', '10:30', 'den', '3.4.2024', 'v1.2.3']],
    ['Der er 5. 6, 7 og .8', ['Der', 'er', '5', '6', '7', 'og', '8']],
    ['12-03-2024 a.b 3.b', ['12', '03', '2024', 'a', 'b', '3', 'b']],
    ['٣٫٤ er ١٢.٥', ['٣', '٤', 'er', '١٢.٥']],
  ])('of %j: a figure has what separates its digits', (text, expected) => {
    expect(words(text)).toEqual(expected);
  });

  test('of Chinese and Japanese are their signs, and a sign that shapes letters stands within a word', () => {
    expect(words('創新wiki、ひらカナー。')).toEqual(['創', '新', 'wiki', 'ひ', 'ら', 'カ', 'ナ', 'ー']);
    expect(words('か\u3099')).toEqual(['か\u3099']);
    expect(words('می\u200Cخواهم 👩‍💻')).toEqual(['می\u200Cخواهم']);
  });

  test('of millions of letters are cut', () => {
    for (const text of ['å'.repeat(5_000_000), '1.'.repeat(2_500_000), 'a\u200C'.repeat(1_000_000)])
      expect(tokens(text).join('') === text).toBe(true);
  });

  test('tokens joined are the text, lone surrogates and all', () => {
    fc.assert(fc.property(anyText, (text) => expect(tokens(text).join('')).toBe(text)));
    expect(tokens('a\uD800b\u0000').join('')).toBe('a\uD800b\u0000');
  });
});

describe('sentences', () => {
  test.each([
    [
      'Det virker. Prøv selv! Gør det nu? Ja… Godt.',
      ['Det virker. ', 'Prøv selv! ', 'Gør det nu? ', 'Ja… ', 'Godt.'],
    ],
    ['Vi ses bl.a. i Aarhus. Kom.', ['Vi ses bl.a. i Aarhus. ', 'Kom.']],
    ['Kommuner, f.eks. Aarhus Kommune, er med.', ['Kommuner, f.eks. Aarhus Kommune, er med.']],
    [
      'Det tog ca. 20 minutter. Vi begyndte kl. 18.05. Alle kom.',
      ['Det tog ca. 20 minutter. ', 'Vi begyndte kl. 18.05. ', 'Alle kom.'],
    ],
    ['Mødet er den 21. november. Mød op.', ['Mødet er den 21. november. ', 'Mød op.']],
    ['Mødet er den 21. November i år.', ['Mødet er den 21. November i år.']],
    ['Det begyndte i 2014. Siden er det vokset.', ['Det begyndte i 2014. ', 'Siden er det vokset.']],
    ['1. Vælg én ting. 2. Prøv den.', ['1. Vælg én ting. ', '2. Prøv den.']],
    [
      'H.C. Andersen og K. Jensen, jf. Lov nr. 12, var her.',
      ['H.C. Andersen og K. Jensen, jf. Lov nr. 12, var her.'],
    ],
    ['Frugt, brød m.m. Derefter kaffe.', ['Frugt, brød m.m. ', 'Derefter kaffe.']],
    ['»Kom nu!« råbte hun. »Ja.« Så gik de.', ['»Kom nu!« råbte hun. ', '»Ja.« ', 'Så gik de.']],
    [
      '**Vigtigt.** Læs det.[^1] (Også her.) Slut',
      ['**Vigtigt.** ', 'Læs det.[^1] ', '(Også her.) ', 'Slut'],
    ],
    ['Brudt\nover to linjer. Ny\n\nnyt afsnit', ['Brudt\nover to linjer. ', 'Ny\n\n', 'nyt afsnit']],
    ['Se www.coi.dk for mere', ['Se www.coi.dk for mere']],
    ['我们来了。你们呢？「好！」他说', ['我们来了。', '你们呢？', '「好！」', '他说']],
    ['', []],
  ])('%j', (text, expected) => {
    expect(sentences(text)).toEqual(expected);
  });

  test('joined are the text', () => {
    const prose = fc.string({
      unit: fc.constantFrom('Aa', 'bl', '.', '. ', '\n', ' ', '21', '!', '»', '[^1]'),
      maxLength: 60,
    });
    fc.assert(fc.property(fc.oneof(anyText, prose), (text) => expect(sentences(text).join('')).toBe(text)));
  });

  test.each([
    ['words', 'ord '.repeat(50_000)],
    ['sentences', 'Et ord. '.repeat(25_000)],
    ['points', '.'.repeat(200_000)],
    ['points and spaces', '. '.repeat(100_000)],
    ['abbreviations', 'a.b.'.repeat(50_000)],
    ['numbers', '12. '.repeat(50_000)],
    ['line ends', '\n '.repeat(100_000)],
    ['brackets', '.[^'.repeat(66_000)],
    ['one word', 'å'.repeat(200_000)],
  ])('of 200 kB of %s are found in one go', (_, text) => {
    expect(costOf(() => expect(sentences(text).join('')).toBe(text), 500)).toBeLessThan(500);
  });
});
