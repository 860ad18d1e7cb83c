/** What reads as a CPR number, and what has ten digits and doesn't. None of the numbers is anybody's. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cprLine, withoutCpr } from '../../server/text/cpr.ts';
import { expectCost } from '../support/cost.ts';
import { filesIn, read } from '../support/files.ts';
import '../support/properties.ts';

describe('a CPR number is seen', () => {
  test.each([
    '010203-1234',
    '0102031234',
    '010203 1234',
    '010203\u00a01234',
    '010203–1234',
    '010203\u20111234',
    '010203\\-1234',
    '010203 - 1234',
    '010203.1234',
    '01 02 03 1234',
    '01 02 03-1234',
    '01.02.03-1234',
    '01-02-03-1234',
    '01/02/03-1234',
    '290200-1234',
    '311299-9999',
  ])('as it may be written: %s', (number) => {
    expect(cprLine(number)).toBe(1);
    expect(cprLine(`Hun hedder (**${number}**), tror vi.`)).toBe(1);
    expect(cprLine(`Første\n\nTredje: ${number}.\nFjerde`)).toBe(3);
  });

  test.each([
    'https://sag.example.dk/?cpr=0102031234',
    'https://example.dk/010203-1234',
    'nr. 12 010203-1234',
  ])('also where other digits pass: %s', (text) => expect(cprLine(text)).toBe(1));

  test('wherever it stands in a text of many words, by its line', () => {
    const word = fc.constantFrom('vi', 'mødes', '12', '3.', 'den 4. maj', '»', 'kl. 10.30', '|');
    const lines = fc.array(
      fc.array(word, { maxLength: 6 }).map((words) => words.join(' ')),
      { maxLength: 9 },
    );
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const text = (line: string) => [...before, line, ...after].join('\n');
        expect(cprLine(text(''))).toBeUndefined();
        expect(cprLine(text('Se 010203-1234, tak'))).toBe(before.length + 1);
      }),
    );
  });
});

describe('it is none:', () => {
  test.each([
    ['no such day', '310403-1234'],
    ['no such day', '300203-1234'],
    ['no such day', '000103-1234'],
    ['no such month', '011303-1234'],
    ['a phone number', '12 34 56 78'],
    ['a phone number', '+45 12 10 12 34'],
    ['a phone number', '+4512101234'],
    ['a phone number', '12 10 12 10 2014'],
    ['a phone number', '01 02 03 04 05'],
    ['a book', 'ISBN 0306406152'],
    ['a book', '0-306-40615-2'],
    ['a book', '978-87-02-03123-4'],
    ['an address', 'https://example.dk/nyhed/0102031234'],
    ['an address', 'https://example.dk/artikel-010203-1234'],
    ['a publication', 'doi: 10.1234/0102031234'],
    ['a company', 'CVR 12345678'],
    ['a production unit', 'P-nr. 1003294657'],
    ['an article of trade', '5798009811578'],
    ['part of a longer run', '01020312345'],
    ['part of a longer run', '10102031234'],
    ['part of a longer number', '1.010203.1234'],
    ['part of a word', '3f0102031234ab'],
    ['a date', '2014-03-12'],
    ['a date', '12.03.2014'],
    ['a date and a time', '12.01.14 15.30'],
    ['an amount', '1.234.567.890'],
  ])('%s, %s', (_what, text) => {
    expect(cprLine(`Se ${text} igen`)).toBeUndefined();
  });

  test('anything that the starter articles hold', () => {
    const articles = filesIn('server/starter', '.md');
    expect(articles.length).toBeGreaterThan(20);
    expect(articles.filter((path) => cprLine(read(path)) !== undefined)).toEqual([]);
  });
});

test('what is written down of a text has crosses for its digits, and for no others', () => {
  expect(withoutCpr('/wiki/010203-1234/edit')).toBe('/wiki/xxxxxx-xxxx/edit');
  expect(withoutCpr('/wiki/idéstorm/diff/1/2')).toBe('/wiki/idéstorm/diff/1/2');
});

test.each([
  '1',
  '01',
  '01 ',
  '01 02 03 ',
  '010203-',
  'https://',
  '10.1234/',
  'cpr',
  'ISBN ',
  '310403-1234 ',
  ' ',
  '01.02.03',
])('to look through 256 kB of »%s« costs as much as half of it, twice', (piece) => {
  const text = (length: number) => piece.repeat(Math.ceil(length / piece.length));
  const [half, whole] = [text(128_000), text(256_000)];
  expectCost(
    () => cprLine(whole),
    40,
    4,
    () => cprLine(half),
  );
});
