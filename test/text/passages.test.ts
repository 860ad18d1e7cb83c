import fc from 'fast-check';
import { UNPLACED } from '../../server/text/attribution.ts';
import { readMarkdown } from '../../server/text/markdown.ts';
import { countPassages, markPassages, passagesIn, readPage } from '../../server/text/passages.ts';
import { da } from '../../server/locales/index.ts';
import { costOf } from '../support/cost.ts';

const render = (source: string) =>
  readMarkdown(source).render({ href: (path) => path, missing: new Set(), labels: da.markdown }).html;

/** Marks a page's passages as ‹key:…›, its later pieces as ‹…›, with a star where a link may follow. */
function marked(html: string, keyOf: (word: string, place: number) => number): string {
  const page = readPage(html);
  const passages = passagesIn(page, page.tokens.map(keyOf));
  return markPassages(html, passages, ({ key }) => ({
    first: `‹${key}:`,
    next: '‹',
    close: '›',
    after: '*',
  }));
}

/** Credits each word by its last letter: words that end in a digit to that, others to nobody. */
const byDigit = (word: string) => (/\d$/.test(word) ? Number(word.at(-1)) : UNPLACED);
const markedBy = (source: string) => marked(render(source), byDigit);

test('a passage is the longest stretch by one author, with the marks around its words', () => {
  expect(markedBy('En1, to1 (tre2). »Fire2« – fem1!')).toBe(
    '<p>‹1:En1, to1 (›*‹2:tre2). »Fire2« –›* ‹1:fem1!›*</p>\n',
  );
});

test('a word that nobody is known for joins the passage around it, and alone makes none', () => {
  expect(markedBy('og a1 men b1, at c2')).toBe('<p>‹1:og a1 men b1, at›* ‹2:c2›*</p>\n');
  expect(markedBy('ingen kendes\n\na1')).toBe('<p>ingen kendes</p>\n<p>‹1:a1›*</p>\n');
});

test('a word goes on over letters that are read from right to left', () => {
  expect(readPage(render('aאb *ג*d 5א')).tokens).toEqual(['aאb', 'גd', '5א']);
});

test('no passage crosses the border of a block', () => {
  const source = '# a1\n\n- b1\n- [x] c1\n  - d1\n\n> e1\n\n| f1 | g1 |\n|---|---|\n| h1 | i1 |';
  const html = render(source);
  expect(html.match(/[a-i]1(?=\s*<)/g)).toHaveLength(9);
  expect(markedBy(source)).toBe(html.replace(/[a-i]1(?=\s*<)/g, '‹1:$&›*'));
});

test('what a passage holds whole stands in it, and what it holds a part of divides it', () => {
  expect(markedBy('a1 **b1** c1')).toBe('<p>‹1:a1 <strong>b1</strong> c1›*</p>\n');
  expect(markedBy('a1 **b1 c2** d2')).toBe('<p>‹1:a1 ›<strong>‹b1›* ‹2:c2›</strong>‹ d2›*</p>\n');
  expect(markedBy('*a1* *b2*')).toBe('<p>‹1:<em>a1</em>›* ‹2:<em>b2</em>›*</p>\n');
});

test('who struck something out is told where that begins and where it ends', () => {
  const html = render('a1 ~~b1 c1~~ d1');
  expect(marked(html, (token) => (token === '~~' ? 2 : 1))).toBe(
    '<p>‹1:a1›* <s>*‹1:b1 c1›*</s>* ‹1:d1›*</p>\n',
  );
});

test('what follows a passage stands behind the link that it ends in', () => {
  expect(markedBy('[a1 b2](/x) c2')).toBe('<p><a href="/x">‹1:a1› ‹2:b2›</a>*‹ c2›*</p>\n');
});

test('the code of a block is one passage, and so is each line of text with its line breaks', () => {
  expect(markedBy('```\na1 <b1>\nc1\n```')).toBe('<pre>‹1:<code>a1 &lt;b1&gt;\nc1\n</code>›*</pre>\n');
  expect(markedBy('a1\\\nb1\\\nc2')).toBe('<p>‹1:a1<br>\nb1›*<br>\n‹2:c2›*</p>\n');
});

test('an escaped sign is one sign, and its letters are no word', () => {
  const page = readPage(render('a & b < "c"'));
  expect(page.tokens).toEqual(['a', '&', 'b', '<', '"', 'c', '"']);
  expect(page.html).toContain('&amp;');
});

const word = fc.constantFrom(...'en to tre én øl ét-to x&y'.split(' '));
const inline = fc.oneof(
  { weight: 5, arbitrary: word },
  fc
    .tuple(fc.constantFrom('**', '*', '~~', '`'), word, word)
    .map(([mark, a, b]) => `${mark}${a} ${b}${mark}`),
  fc.tuple(word, word, word).map(([a, b, c]) => `[${a} **${b}** *${c}*](/vej)`),
  fc.tuple(word, word).map(([a, b]) => `[[${a}|${b}]]`),
  fc.constantFrom('(', '–', '»', '«', '\\\n', '[^1]', '<script>', 'https://example.dk/a'),
);
const line = fc.array(inline, { minLength: 1, maxLength: 8 }).map((all) => all.join(' '));
const block = fc.tuple(fc.constantFrom('', '## ', '- ', '1. ', '> ', '- [x] ', '    ', '[^1]: '), line);
const source = fc
  .array(block, { maxLength: 6 })
  .map((all) => all.map(([start, text]) => start + text).join('\n\n'));

/** What stands for how a text is shown: struck out, or as a box; a passage of that alone has no piece. */
const isText = (token: string) => !['~~', '[x]', '[ ]'].includes(token);

test('without the marks a page is as it was, and each credited word lies in one passage of its author', () => {
  fc.assert(
    fc.property(source, fc.array(fc.integer({ min: -1, max: 2 }), { minLength: 1 }), (text, cycle) => {
      const html = render(text);
      const page = readPage(html);
      const keys = page.tokens.map((_word, place) => cycle[place % cycle.length]!);
      const passages = passagesIn(page, keys);
      expect(countPassages(page, keys)).toBe(passages.length);
      const marks = (key: number) => ({
        first: `\u0001${key}\u0002`,
        next: `\u0001${key}\u0002`,
        close: '\u0003',
      });
      const out = markPassages(html, passages, ({ key }) => ({ ...marks(key), after: '\u0004' }));

      expect(out.replace(/\u0001\d+\u0002|[\u0003\u0004]/g, '')).toBe(html);

      const pieces = [...out.matchAll(/\u0001(\d+)\u0002([^\u0001\u0003]*)\u0003/g)];
      expect(pieces).toHaveLength(passages.reduce((sum, passage) => sum + passage.pieces.length, 0));
      for (const [, , inside] of pieces) expect(isWellFormed(inside!)).toBe(true);
      const placed = passages.flatMap(({ key, from, to }) => keys.slice(from, to).map((own) => [own, key]));
      const seen = passages.reduce((sum, { from, to }) => {
        return sum + page.tokens.slice(from, to).filter(isText).length;
      }, 0);
      expect(placed.filter(([own, key]) => own !== UNPLACED && own !== key)).toEqual([]);
      expect(placed.filter(([own]) => own !== UNPLACED)).toHaveLength(
        keys.filter((key) => key !== UNPLACED).length,
      );
      const credited = passages.flatMap(({ pieces: own }) =>
        own.map(({ start, end }) => readPage(html.slice(start, end)).tokens.filter(isText).length),
      );
      expect(credited.reduce((sum, count) => sum + count, 0)).toBe(seen);
      for (const { after } of passages) expect(isInLink(html.slice(0, after))).toBe(false);
    }),
    { numRuns: 500 },
  );
});

test('a page without end of its paragraph, with as many links as a page holds, is cut in time', () => {
  const html = render('[a](/x) `b` c '.repeat(8_500));
  const page = readPage(html);
  expect(page.tokens).toHaveLength(25_500);
  const keys = page.tokens.map((_word, place) => place % 3);
  expect(
    costOf(
      () =>
        markPassages(html, passagesIn(page, keys), () => ({ first: '‹', next: '‹', close: '›', after: '' })),
      1000,
    ),
  ).toBeLessThan(1000);
});

function isWellFormed(html: string): boolean {
  const open: string[] = [];
  for (const [, slash, name] of html.matchAll(/<(\/?)([a-z]+\d?)[^>]*>/g)) {
    if (name === 'br' || name === 'input') continue;
    if (slash === '') open.push(name!);
    else if (open.pop() !== name) return false;
  }
  return open.length === 0;
}

function isInLink(html: string): boolean {
  return html.lastIndexOf('<a ') > html.lastIndexOf('</a>');
}
