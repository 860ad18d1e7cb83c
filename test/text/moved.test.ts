/** Which column and row a word of a table stands in, and which line of code, says something: who moved it there has it. */
import fc from 'fast-check';
import { placesOnPage, planAttribution, tokensOf, type Attribution } from '../../server/text/attribution.ts';
import { readMarkdown } from '../../server/text/markdown.ts';
import { readPage } from '../../server/text/passages.ts';
import { expectCost } from '../support/cost.ts';

const nothing = { held: new Map(), elsewhere: new Map() };

/** Returns the words and signs of the last of some bodies that who saved it is credited with. */
function ownOf(...bodies: string[]): string {
  let parent: { body: string; attribution: Attribution } | undefined;
  for (const [i, body] of bodies.entries()) {
    const plan = planAttribution({ sequence: i + 1, body, ...(parent && { parent }) });
    parent = { body, attribution: plan.attribute(nothing) };
  }
  const { body, attribution } = parent!;
  const own = tokensOf(body).filter((_, i) => attribution[i] === bodies.length);
  return own.map(({ text }) => text).join(' ');
}

const table = (...rows: string[]) =>
  [rows[0], rows[0]!.replace(/[^|]+/g, '---'), ...rows.slice(1)].join('\n');
const code = (...lines: string[]) => `Se:\n\n\`\`\`\n${lines.join('\n')}\n\`\`\``;
const HEAD = '| By | 2023 | 2024 |';

test.each([
  ['into another column', table(HEAD, '| Aarhus | 5 | |'), table(HEAD, '| Aarhus | | 5 |'), '5'],
  [
    'into another, with marks',
    table(HEAD, '| *Aarhus* | ~~5~~ | |'),
    table(HEAD, '| *Aarhus* | | ~~5~~ |'),
    '~~',
  ],
  [
    'into another, of several words',
    table(HEAD, '| Bo | 5 mio. kr. | |'),
    table(HEAD, '| Bo | | 5 mio. kr. |'),
    '5',
  ],
  ['into another with signs alone', table(HEAD, '| ✓ | ✗ | |'), table(HEAD, '| ✓ | | ✗ |'), '✗'],
  ['into one cell', table(HEAD, '| Bo | 5 | 100 |'), table(HEAD, '| Bo | 5 100 | |'), '100'],
  ['into one cell with a sign', table(HEAD, '| Bo | 5 | 100 |'), table(HEAD, '| Bo | 5, 100 | |'), ', 100'],
  ['out of one cell', table(HEAD, '| Bo | ja tak | |'), table(HEAD, '| Bo | ja | tak |'), 'tak'],
  ['onto a row of its own', table(HEAD, '| Bo | 5 | |'), table(HEAD, '| Bo | | |', '| | 5 | |'), '5'],
  [
    'onto the row before',
    table(HEAD, '| Bo | | |', '| Ib | 5 | |'),
    table(HEAD, '| Bo | 5 | |', '| Ib | | |'),
    '5 Ib',
  ],
  ['from two rows onto one', table(HEAD, '| Bo | | |', '| | 5 | |'), table(HEAD, '| Bo | 5 | |'), '5'],
  [
    'to the head',
    table('|Ja|Nej|', '|Ib|Bo|', '|c|d|'),
    table('|Ib|Bo|', '|Ja|Nej|', '|c|d|'),
    'Ib Bo Ja Nej',
  ],
  [
    'under another head',
    table(HEAD, '|Bo|5|7|', '|Ib|4|6|'),
    table('|By|2024|2023|', '|Bo|5|7|', '|Ib|4|6|'),
    '2023 5 7 4 6',
  ],
  ['with its head', table(HEAD, '|Bo|5|7|'), table('|By|2024|2023|', '|Bo|7|5|'), '2023 5'],
  ['into cells', 'Bo 5 7', table(HEAD, '| Bo | 5 | 7 |'), 'By 2023 2024 5 7'],
  ['out of cells', table(HEAD, '| Bo | 5 | 7 |'), 'Bo 5 7', '5 7'],
  ['out of cells into code', table(HEAD, '| Bo | 5 | 7 |'), code('Bo 5 7'), 'Se : 5 7'],
  ['out of a table that breaks', table(HEAD, '| Bo | 5 | |'), `${HEAD}\n| Bo | | 5 |`, '| | | | | | | 5 |'],
])('what a cell begins with is credited to who moved it %s', (_, before, after, own) => {
  expect(ownOf(before, after)).toBe(own);
  const [first, then] = [before, after].map((body) => `Her.\n\n${body}\n\nSlut.`);
  expect(ownOf(first!, then!)).toBe(own);
  expect(ownOf(first!.replace(/^/gm, '> '), then!.replace(/^/gm, '> '))).toBe(own);
});

const CITIES = table('|by|tal|', '|Bo|5|', '|Ib|9 mio.|');

test.each([
  ['a column between', table('|by|år|tal|', '|Bo|1|5|', '|Ib|2|9 mio.|'), 'år 1 2'],
  ['a column before', table('|nr|by|tal|', '|1|Bo|5|', '|2|Ib|9 mio.|'), 'nr 1 2'],
  ['a column behind', table('|by|tal|år|', '|Bo|5|1|', '|Ib|9 mio.|2|'), 'år 1 2'],
  ['an empty column', table('|by| |tal|', '|Bo||5|', '|Ib||9 mio.|'), ''],
  [
    'a column beside one with another name',
    table('|by|år|antal|', '|Bo|1|5|', '|Ib|2|9 mio.|'),
    'år antal 1 2',
  ],
  ['a column and emphasis', table('|**by**|år|**tal**|', '|Bo|1|5|', '|Ib|2|9 mio.|'), 'år 1 2'],
  ['a row', table('|by|tal|', '|Bo|5|', '|Al|7|', '|Ib|9 mio.|'), 'Al 7'],
  ['a row above', table('|by|tal|', '|Al|7|', '|Bo|5|', '|Ib|9 mio.|'), 'Al 7'],
  ['another order of the rows', table('|by|tal|', '|Ib|9 mio.|', '|Bo|5|'), ''],
  ['a name of a column', table('|by|antal|', '|Bo|5|', '|Ib|9 mio.|'), 'antal'],
  ['words at a cell’s end', table('|by|tal|', '|Bo|5 kr.|', '|Ib|9 mio.|'), 'kr .'],
  ['words at a cell’s beginning', table('|by|tal|', '|Bo|ca. 5|', '|Ib|9 mio.|'), 'ca .'],
  ['a sign at a cell’s beginning', table('|by|tal|', '|Bo|?5|', '|Ib|9 mio.|'), '?'],
  ['another word in a cell', table('|by|tal|', '|Al|5|', '|Ib|9 mio.|'), 'Al'],
  ['less in a cell', table('|by|tal|', '|Bo|5|', '|Ib|mio.|'), ''],
  ['one row less', table('|by|tal|', '|Ib|9 mio.|'), ''],
  ['one column less', '|tal|\n|-|\n|5|\n|9 mio.|', ''],
  ['other spaces and bars', ' by | tal\n:--|--:\nBo     | 5\nIb |    9   mio.', ''],
  ['a quote around it', CITIES.replace(/^/gm, '> '), ''],
  ['text around it', `Her.\n\n${CITIES}\n\nSlut.`, 'Her . Slut .'],
  ['a link in a cell', CITIES.replace('Bo', '[Bo](x)'), '<x>'],
  ['a table beside it', `${CITIES}\n\n${table('|x|y|', '|1|2|')}`, 'x y 1 2'],
])('who puts in or takes out %s has written what is new alone', (_, after, own) => {
  expect(ownOf(CITIES, after)).toBe(own);
});

test('a cell that was empty, and one that becomes so, leave the others whose they were', () => {
  expect(ownOf(table(HEAD, '| Bo | | 7 |'), table(HEAD, '| Bo | 5 | 7 |'))).toBe('5');
  expect(ownOf(table(HEAD, '| Bo | 5 | 7 |'), table(HEAD, '| Bo | | 7 |'))).toBe('');
  expect(ownOf(table(HEAD, '| Bo | | 7 |', '| Bo | 7 | |'), table(HEAD, '| Bo | 7 | |'))).toBe('');
});

test('a table that broke and was mended by hand is whose it was', () => {
  const body = table(HEAD, '| Bo | 5 | |', '| Ib | | 7 |');
  expect(ownOf(body, body.replace(/\n.*---.*\n/, '\n'), body)).toBe('');
});

test('what is brought back is credited as it was only where it was', () => {
  const [first, second] = [table(HEAD, '| Bo | 5 | |'), table(HEAD, '| Bo | | 5 |')];
  const revived = { body: first, attribution: new Uint32Array(4 + 1).fill(1) };
  const parent = { body: 'Væk.', attribution: Uint32Array.of(2, 2) };
  const own = (body: string) => [
    ...planAttribution({ sequence: 3, body, parent, revived }).attribute(nothing),
  ];
  expect(own(first)).toEqual([1, 1, 1, 1, 1]);
  expect(own(second)).toEqual([1, 1, 1, 1, 3]);
});

test.each([
  ['breaks it', ['# kør aldrig rm -rf / tmp', 'ls'], ['# kør aldrig', 'rm -rf / tmp', 'ls'], 'rm'],
  ['joins it', ['# kør aldrig', 'rm -rf / tmp', 'ls'], ['# kør aldrig rm -rf / tmp', 'ls'], 'rm'],
  ['joins it with a word', ['# kør aldrig', 'rm -rf / tmp'], ['# kør aldrig bare rm -rf / tmp'], 'bare rm'],
  ['breaks it after less', ['# kør aldrig rm -rf / tmp'], ['# kør', 'rm -rf / tmp'], 'rm'],
  ['breaks it between sentences', ['# Nej. Rm -rf x'], ['# Nej.', 'Rm -rf x'], 'Rm'],
  ['joins it with a sentence', ['# Nej.', 'Rm -rf x'], ['# Nej. Rm -rf x'], 'Rm'],
  ['breaks it at a sign', ['a = 5 -3'], ['a = 5', '-3'], '-'],
  ['puts blanks in it', ['x = "a b"'], ['x = "a      b"'], 'b'],
  ['takes blanks out of it', ['x = "a  b"', 'ls'], ['x = "a b"', 'ls'], 'b'],
  ['puts a tab in it', ['x = "a b"'], ['x = "a\tb"'], 'b'],
  ['puts blanks between sentences', ['# Nej. Rm -rf x'], ['# Nej.   Rm -rf x'], 'Rm'],
])('what stands in a line of code is credited to who %s', (_, before, after, own) => {
  expect(ownOf(code(...before), code(...after))).toBe(own);
  const indented = (lines: readonly string[]) => `Se:\n\n${lines.join('\n').replace(/^/gm, '    ')}`;
  expect(ownOf(indented(before), indented(after))).toBe(own);
  expect(ownOf(code(...before).replace(/^/gm, '> '), code(...after).replace(/^/gm, '> '))).toBe(own);
});

const SCRIPT = ['# ryd op', 'rm -rf tmp', 'x  = 5'];

test.each([
  ['a line between', code('# ryd op', 'ls', 'rm -rf tmp', 'x  = 5'), 'ls'],
  ['a line above', code('ls', ...SCRIPT), 'ls'],
  ['a blank line', code('# ryd op', '', 'rm -rf tmp', 'x  = 5'), ''],
  ['a sign at a line’s beginning', code('# ryd op', '# rm -rf tmp', 'x  = 5'), '#'],
  ['a word at a line’s end', code('# ryd op', 'rm -rf tmp dir', 'x  = 5'), 'dir'],
  ['a word at a line’s beginning', code('# ryd op', 'sudo rm -rf tmp', 'x  = 5'), 'sudo'],
  ['a word for another', code('# ryd op', 'rm -rf tmp', 'yy = 5'), 'yy'],
  ['less in a line', code('# ryd op', '-rf tmp', 'x  = 5'), ''],
  ['one line less', code('# ryd op', 'x  = 5'), ''],
  ['blanks at a line’s end', code('# ryd op   ', 'rm -rf tmp', 'x  = 5'), ''],
  ['a quote around it', code(...SCRIPT).replace(/^/gm, '> '), ''],
  ['another order of the lines', code('rm -rf tmp', '# ryd op', 'x  = 5'), ''],
])('who puts in or takes out %s of code has written what is new alone', (_, after, own) => {
  expect(ownOf(code(...SCRIPT), after)).toBe(own);
});

test('text that is made code keeps its author where its lines do, and so does code that is made text', () => {
  const text = 'Vi kører aldrig\nrm -rf / tmp på serveren.';
  expect(ownOf(`Se:\n\n${text}`, code(text))).toBe('');
  expect(ownOf(code(text), `Se:\n\n${text}`)).toBe('');
  expect(ownOf(`Se:\n\n${text}`, code(text.replace(/\s+/g, ' ')))).toBe('rm');
  expect(ownOf(code(text), `Se:\n\n${text.replace(/\s+/g, ' ')}`)).toBe('rm');
});

test.each([
  [
    'lines that are wrapped anew',
    'Vi mødes her, hver dag, og\nvi går.',
    'Vi mødes\nher, hver dag,\nog vi går.',
  ],
  ['an item that is moved in', '- Et\n- To\n- Tre', '- Et\n  - To\n- Tre'],
  ['a paragraph that is moved in', '- Et\n\nTo er her.', '- Et\n\n  To er her.'],
  ['blanks in a text', 'Vi mødes her.', 'Vi  mødes     her.'],
  ['a list of a table’s first column', '- Bo\n- Ib', '- Bo\n- Ib'],
])('what changes no cell and no line of code credits nobody anew: %s', (_, before, after) => {
  expect(ownOf(before, after)).toBe('');
  expect(ownOf(`${before}\n\n${CITIES}`, `${after}\n\n${CITIES}`)).toBe('');
});

test.each([
  ['strikes out', '~~nej~~ og ja til ~~hele~~ den', '~~nej og ja til hele~~ den', '~~'],
  ['quotes', '»nej« og ja til »hele« den', '»nej og ja til hele« den', '«'],
  ['quotes otherwise', '"nej" og ja til "hele" den', '"nej og ja til hele" den', '"'],
  ['quotes as the English do', '“nej” og ja til “hele” den', '“nej og ja til hele” den', '”'],
  ['puts in brackets', '(nej) og ja til (hele) den', '(nej og ja til hele) den', ')'],
  ['puts in brackets, over sentences', '(Nej.) Og ja. Til (hele) den', '(Nej. Og ja. Til hele) den', ')'],
  ['strikes out in a cell', '| ~~a~~ b ~~c~~ | d |\n|-|-|', '| ~~a b c~~ | d |\n|-|-|', '~~'],
])('who takes out marks and so %s more has written the mark that closes it', (_, before, after, own) => {
  expect(ownOf(before, after)).toBe(own);
});

test.each([
  ['(nej) og ja (hele) den', 'og ja (hele) den'],
  ['(nej) og ja (hele) den', '(nej) og ja den'],
  ['(nej (men) ja) og', '(nej ja) og'],
  ['"nej" og ja "hele" den', '"nej" den'],
  ['"nej" og ja', 'nej og ja'],
  ['~~nej~~ og ja', 'nej og ja'],
])('who takes out marks two and two has written nothing: %j, then %j', (before, after) => {
  expect(ownOf(before, after)).toBe('');
});

const LABELS = {
  footnotes: '',
  footnote: '',
  back: '',
  image: '',
  table: '',
  note: '',
  tip: '',
  warning: '',
};

test('a cell that moves to an empty one of its row says on the page, too, who moved it', () => {
  const cell = fc.array(fc.constantFrom('a', '*b*', '-c', '5,', '~~d~~', '`e`'), { maxLength: 3 });
  const cells = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(cells, fc.nat(), fc.nat(2), fc.nat(2), (rows, which, from, to) => {
      const row = rows[which % rows.length]!;
      fc.pre(from !== to && row[from]!.length > 0);
      const bodyOf = (own: readonly string[][]) => {
        const lines = rows.map(
          (other, i) => `| ny${i} | ${(other === row ? own : other).map((c) => c.join(' ')).join(' | ')} |`,
        );
        return table('| By | x | y | z |', ...lines);
      };
      const before = bodyOf(row.with(to, []));
      const after = bodyOf(row.with(to, row[from]!).with(from, []));
      const attribution = planAttribution({ sequence: 1, body: before }).attribute(nothing);
      const plan = planAttribution({ sequence: 2, body: after, parent: { body: before, attribution } });
      const origins = plan.attribute(nothing);
      const { html } = readMarkdown(after).render({
        href: (path) => path,
        missing: new Set(),
        labels: { ...LABELS, done: '', open: '', missing: '', heading: '' },
      });
      const { places } = placesOnPage(readPage(html).tokens, after);
      const own = tokensOf(after).flatMap((_, place) => (origins[place] === 2 ? [place] : []));
      expect(own).not.toEqual([]);
      expect([...places].filter((place) => origins[place] === 2)).toEqual(own);
    }),
  );
});

test('which column of many tables is which of many others is told at a bounded cost', () => {
  const tables = (name: string) =>
    Array.from({ length: 100 }, (_, i) => {
      const head = Array.from({ length: 200 }, (_, c) => `${name}${(c * (i + 1)) % 211}`);
      return `|${head.join('|')}|\n${'|-'.repeat(200)}|\n${Array.from({ length: 20 }, (_, r) => `|fælles række ${(r * 7 + i) % 40} nummer ${i % 5}|`).join('\n')}`;
    });
  const [before, after] = [tables('a').join('\n\n'), tables('b').reverse().join('\n\n')];
  const attribution = planAttribution({ sequence: 1, body: before }).attribute(nothing);
  expectCost(
    () =>
      planAttribution({ sequence: 2, body: after, parent: { body: before, attribution } }).attribute(nothing),
    1500,
    6,
    () => planAttribution({ sequence: 1, body: before + after }).attribute(nothing),
  );
});

test.each([
  ['before a word', 'Det er ikke godt. Sandt nok.', 'Det er ikke. Godt sandt nok.', '.'],
  ['behind a word', 'Vi vil. Ikke lukke den.', 'Vi vil ikke. Lukke den.', '.'],
  ['with the words before it', 'Vi vil det nu. De vil ikke.', 'De vil ikke. Vi vil det nu.', ''],
])('a sign that ends a sentence is whose who moved it %s', (_, before, after, own) => {
  expect(ownOf(before, after)).toBe(own);
});

test.each([
  ['over more', 'Se [[Svindel|Ana]] og Bo nu.', 'Se [[Svindel|Ana og Bo]] nu.', '<Svindel>'],
  ['over less', 'Se [[Svindel|Ana og Bo]] nu.', 'Se [[Svindel|Ana]] og Bo nu.', '<Svindel>'],
  ['over words of their own', 'Se [[Svindel|Ana]] nu.', 'Se [[Svindel|Ana Holm]] nu.', 'Holm'],
  ['over the same', 'Se [[Svindel|Ana]] nu.', 'Så se [[Svindel|Ana]] nu og her.', 'Så og her'],
])('a link to an article is whose who has it reach %s', (_, before, after, own) => {
  expect(ownOf(before, after)).toBe(own);
});
