import fc from 'fast-check';
import { costOf } from '../support/cost.ts';
import { asWritten, cleanLine, cleanMarkdown, cleanText } from '../../server/text/clean.ts';

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

describe('cleaned Markdown', () => {
  const N = '\u00A0';

  test.each([
    ['a heading', `##${N}Overskrift`, '## Overskrift'],
    ['a heading with marks at its end', `#${N}${N}En${N}to${N}##${N}`, `#  En${N}to ## `],
    ['an item', `-${N}punkt\n*${N}punkt\n+ ${N}punkt`, '- punkt\n* punkt\n+  punkt'],
    ['an item with a number', `1.${N}punkt\n2)${N}punkt`, '1. punkt\n2) punkt'],
    ['an item that goes on with numbers', `3. en\nmere\n\n4.${N}to`, '3. en\nmere\n\n4. to'],
    ['an item in an item', `-${N}a\n${N}${N}-${N}b\n    -${N}c`, '- a\n  - b\n    - c'],
    ['a task', `-${N}[${N}]${N}a${N}b\n- [x]${N}c`, `- [ ] a${N}b\n- [x] c`],
    ['a quote', `>${N}citat\n>${N}-${N}a`, '> citat\n> - a'],
    ['what parts the head of a table', `| a |\n|${N}---${N}|\n|${N}b|`, `| a |\n| --- |\n|${N}b|`],
    ['a line across, or below', `a\n---${N}\n\n*${N}*${N}*`, 'a\n--- \n\n* * *'],
    ['a box', `:::${N}tip${N}Husk`, `::: tip${N}Husk`],
    [
      'a heading and items, thin, wide and ideographic',
      '##\u2009Titel\n\n-\u2003en\n-\u3000to',
      '## Titel\n\n- en\n- to',
    ],
    ['a footnote and a definition', `[^1]:${N}note\n[a]:\u202Fhttps://a.dk`, '[^1]: note\n[a]: https://a.dk'],
  ])('has spaces at the marks of %s', (_, typed, cleaned) => {
    expect(cleanMarkdown(typed)).toBe(cleaned);
  });

  test.each([
    `100${N}kr. og §${N}5`,
    `${N}\n\na`,
    `1.${N}januar 2024\n24.${N}Juni`,
    `3.${N}sal til venstre\n\n12.${N}aug. mødes vi\n\n> 5.${N}klasse`,
    `a -${N}b #${N}c`,
    `\`\`\`\n-${N}a\n##${N}b\n\`\`\`\``,
    `> ~~~\n> -${N}a\n> ~~~`,
    `- a\n  \`\`\` js\n  -${N}b\n  \`\`\``,
    `a\n\n    -${N}kode\n\t##${N}kode`,
    `- a\n\n      -${N}kode`,
    `> a\n>\n>     -${N}kode\n>\t ##${N}kode`,
    `> - a\n>\n>       -${N}kode`,
    `> > a\n> >\n> >     #${N}kode`,
    `- > a\n  >\n  >     #${N}kode`,
    `${N}${N}${N}${N}-${N}a`,
  ])('keeps those of %j', (text) => {
    expect(cleanMarkdown(text)).toBe(text);
  });

  test('goes on behind code, and behind a list', () => {
    expect(cleanMarkdown(`\`\`\`\n-${N}a\n\`\`\`\n-${N}b\n\nc\n\n    -${N}d\n##${N}e`)).toBe(
      `\`\`\`\n-${N}a\n\`\`\`\n- b\n\nc\n\n    -${N}d\n## e`,
    );
  });

  test('is left alone by cleaning it again, and differs from other text in such spaces alone', () => {
    const bits = fc.constantFrom(
      ...[N, ' ', '\n', '\t', '-', '#', '>', '|', '1.', '[ ]', '```', ':::', '[a]:', 'a', '    '],
    );
    const text = fc.array(bits, { maxLength: 30 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, (source) => {
        const once = cleanMarkdown(source);
        expect(cleanMarkdown(once)).toBe(once);
        expect(once.replaceAll(N, ' ')).toBe(cleanText(source).replaceAll(N, ' '));
      }),
    );
  });

  test.each([`${N}`, `-${N}`, `>${N}`, `1.${N}[ ]${N}`, `|${N}`, ` ${N}#`])(
    'takes bounded time: %j in heaps',
    (bit) => {
      expect(costOf(() => cleanMarkdown(bit.repeat(40_000)), 500)).toBeLessThan(500);
      expect(costOf(() => cleanMarkdown(`${bit}\n`.repeat(40_000)), 500)).toBeLessThan(500);
    },
  );
});
