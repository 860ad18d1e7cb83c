import fc from 'fast-check';
import { costOf } from '../support/cost.ts';
import { asWritten, cleanLine, cleanText } from '../../server/text/clean.ts';

describe('cleaned text', () => {
  test('ends its lines with LF, however another system ends them', () => {
    expect(cleanText('a\r\nb\rc\nd\n\r\ne')).toBe('a\nb\nc\nd\n\ne');
    expect(cleanText('slide\vside\fblad\u0085linje\u2028afsnit\u2029')).toBe(
      'slide\nside\nblad\nlinje\nafsnit\n',
    );
  });

  test('is NFC, so that the same word is the same bytes', () => {
    expect(cleanText('A\u030Arhus, cafe\u0301')).toBe('Århus, café');
  });

  test('has no control characters but tab and LF, and no byte order mark in front', () => {
    expect(cleanText('\uFEFFa\u0000b\u0007c\td\u001Be\u007Ff\u009Fg')).toBe('abc\tdefg');
  });

  test('has U+FFFD for half a character', () => {
    expect(cleanText('a\uD83Db\uDE00c😀')).toBe('a\uFFFDb\uFFFDc😀');
  });

  test('has nothing unseen that makes it read otherwise than it is written', () => {
    const unseen = [
      '\u202E',
      '\u202A',
      '\u2066',
      '\u2069',
      '\u200E',
      '\u200F',
      '\u061C',
      '\u206A',
      '\uFFF9',
      '\u{E0041}',
    ];
    for (const mark of unseen) {
      expect([mark, cleanText(`Vi ${mark}sparede\n123${mark}`)]).toEqual([mark, 'Vi sparede\n123']);
      expect([mark, cleanLine(`Bo ${mark}Åkjær`)]).toEqual([mark, 'Bo Åkjær']);
      expect([mark, asWritten(`1${mark}2`)]).toEqual([mark, '12']);
    }
    expect(cleanText('\u0623\u0647\u0644\u0627 👩\u200D🚒')).toBe('\u0623\u0647\u0644\u0627 👩\u200D🚒');
    expect(cleanText('e\u202E\u0301')).toBe('é');
  });

  test('has no shapes for what has but one, and leaves those of pictures, keycaps and other scripts', () => {
    for (const shape of ['\u200D', '\uFE0F', '\uFE00', '\u180B', '\u{E0100}', '\uFE0F\u{E01EF}'])
      expect(cleanText(`${shape}å${shape}e\u0301${shape} 5${shape}0,${shape} −${shape}\u0001${shape}`)).toBe(
        'åé 50, −',
      );
    expect(cleanText('a\u200D\u0338\uFE0F')).toBe('a\u0338');
    for (const shaped of ['👩🏽\u200D🚀', '☀\uFE0F', '5\uFE0F\u20E3', '\u845B\u{E0100}', '\u0645\u200C\u0646'])
      expect(cleanText(shaped)).toBe(shaped);
  });

  test('is left alone by cleaning it again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const once = cleanText(text);
        expect(cleanText(once)).toBe(once);
        expect(once.isWellFormed()).toBe(true);
      }),
    );
    expect(cleanText('e\u0000\u0301')).toBe('é');
  });
});

test('a cleaned line is one line, with single spaces and none at the ends', () => {
  expect(cleanLine('  To\r\nlinjer\t\u00A0 og\u2003mere\n')).toBe('To linjer og mere');
  expect(cleanLine(' \n ')).toBe('');
});

test('a letter keeps thirty marks at most, in time that grows with the length alone', () => {
  const marked = (marks: number) => cleanText(`x${'\u0323\u0301'.repeat(marks / 2)}y`);
  expect(marked(30)).toHaveLength(32);
  expect(marked(40)).toHaveLength(32);
  const apart = cleanText(`x${'\u0344'.repeat(30)}`);
  expect(cleanText(apart)).toBe(apart);
  const plain = costOf(() => cleanText('xy'.repeat(250_000)));
  expect(costOf(() => marked(490_000), 100)).toBeLessThan(Math.max(100, 20 * plain));
});

test.each(['\uFE0F', '\u180B', '\u{E0100}', '\u0301\uFE0F'])(
  'what shapes other letters is looked at once, however much of %j there is',
  (shapes) => {
    const plain = costOf(() => asWritten('\u0628a'.repeat(150_000)));
    const shaped = `\u0628${shapes.repeat(300_000 / shapes.length)}`;
    expect(costOf(() => asWritten(shaped), 50)).toBeLessThan(Math.max(50, 20 * plain));
  },
);
