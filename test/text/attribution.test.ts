import fc from 'fast-check';
import {
  decodeAttribution,
  encodeAttribution,
  itemKey,
  placesOnPage,
  planAttribution,
  runsOf,
  sentencesIn,
  tokensOf,
  type Attribution,
  type HeldSentence,
} from '../../server/text/attribution.ts';
import { matchTokens } from '../../server/text/attribution/rendered.ts';
import { seenOf } from '../../server/text/attribution/tokens.ts';
import { folded } from '../../server/text/attribution/tokens.ts';
import { cleanText } from '../../server/text/clean.ts';
import { readMarkdown } from '../../server/text/markdown.ts';
import { mergeText } from '../../server/text/merge.ts';
import { readPage } from '../../server/text/passages.ts';
import { isWord } from '../../server/text/words.ts';
import { expectCost } from '../support/cost.ts';

/** Signs that no random body has by itself, and those with some that it has. */
const NEW_SIGNS = ['−', '±', '💩', '»', '~~', '?', '!', '≠', '(', '\u2010'];
const SIGNS = [
  ...NEW_SIGNS,
  '&minus;',
  '\\-',
  '.',
  ',',
  '*',
  '_',
  '**',
  '`',
  '> ',
  '- ',
  '\n',
  '&',
  '\u0336',
  '|',
  '#',
];

/** What a body may be made of, so that the renderer reads it in many ways. */
const PIECES = [
  ...['a', 'b5', '1', '.', '!', '−', '"', '=', '𝒜', '💩', '\uFEFF', '\u00A0', '\u200A', '\u20E0', '\u0338'],
  ...['2', '1,5', ':7', '&#46;', '\\.', '中', '&#20013;', 'の', '\u200C', '&zwnj;'],
  ...[' ', ' ', '  ', '   ', '    ', '\t', '\n', '\n', '\n\n'],
  ...['- ', '+ ', '* ', '1. ', '2) ', '> ', '>', '#', '# ', '-', '---', '===', '- - -', '***', ':', ':::'],
  ...[
    '*',
    '**',
    '_',
    '__',
    '~~',
    '`',
    '``',
    '```',
    '~~~',
    '\\',
    '&ast;',
    '<',
    '<http://a.dk/',
    'http://a.dk/',
  ],
  ...['|', ' | ', '\\|', '|-|-|', '-|-', '| a | b |\n|---|---|\n', '- a\n  - b\n'],
  ...['[', ']', '](', '(', ')', '[a](b)', '![', '[[', ']]'],
  ...['[x]: ', '[^1]', '[^1]: ', '[ ] ', '::: note', '::: note '],
];
const LABELS = { footnotes: 'Noter', footnote: 'Note', back: 'Tilbage', image: 'billede', table: 'Tabel' };
const MORE_LABELS = {
  note: 'Bemærk',
  tip: 'Tip',
  warning: 'Advarsel',
  done: '',
  open: '',
  heading: '',
  missing: '',
};
const FOOTNOTE = '\uFDD0';

/** Returns the words and signs that a page shows of a body. */
function shownIn(body: string): readonly string[] {
  const labels = { ...LABELS, ...MORE_LABELS };
  const { html } = readMarkdown(body).render({ href: (path) => path, missing: new Set(), labels });
  return readPage(html).tokens;
}

/** Returns those words and signs that a page shows of a body and that one sequence is credited with. */
function shownOf(body: string, attribution: Uint32Array, sequence: number): string[] {
  const shown = shownIn(body);
  const { places } = placesOnPage(shown, body);
  return shown.filter((_, i) => attribution[places[i]!] === sequence);
}

function countOf(letter: string, tokens: readonly string[]): number {
  return tokens.join('').split(letter).length - 1;
}

function letterCounts(tokens: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const letter of tokens.join('').toLowerCase()) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  return counts;
}

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
  index: Map<string, { article: string; sequence: number }[]>;
}

const newWiki = (): Wiki => ({ revisions: [], index: new Map() });

const version = ({ revisions }: Wiki, sequence: number) => revisions[sequence - 1]!;

/** Saves a body, as the next revision of an article and the next sequence, and returns the sequence. */
function save(wiki: Wiki, article: string, body: string, revives?: number): number {
  const sequence = wiki.revisions.length + 1;
  const parent = wiki.revisions.findLast((revision) => revision.article === article);
  const revived = wiki.revisions[(revives ?? 0) - 1];
  const plan = planAttribution({ sequence, body, ...(parent && { parent }), ...(revived && { revived }) });
  const found = { held: new Map<string, HeldSentence>(), elsewhere: new Map<string, HeldSentence>() };
  for (const [hash, sentence] of plan.wanted) {
    const holders = wiki.index.get(hash) ?? [];
    for (const holder of holders.toReversed()) {
      const held = sentencesIn(version(wiki, holder.sequence), [sentence]).get(sentence)!;
      found[holder.article === article ? 'held' : 'elsewhere'].set(sentence, held);
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

  test.each([
    [
      'Vi sparede 5 mio. kr.',
      'Vi sparede −5 mio. kr. 🤮💩!!!',
      ['1: Vi sparede ', '2: −', '1: 5 mio. kr. ', '2: 🤮💩!!!'],
    ],
    ['Det kostede 1.500 kr.', 'Det kostede 1,500 kr.', ['1: Det kostede ', '2: 1,500 ', '1: kr.']],
    ['Det kostede 1.234,50 kr.', 'Det kostede 1.243,50 kr.', ['1: Det kostede ', '2: 1.243,50 ', '1: kr.']],
    ['Vi fik 1\\.2 og 3.', 'Vi fik 1&#46;3 og 3.', ['1: Vi fik ', '2: 1&#46;3 ', '1: og 3.']],
    ['我们在这里工作。', '我们在那里工作。', ['1: 我们在', '2: 那', '1: 里工作。']],
    ['ここで働いています。', 'ここで*遊*んでいます。', ['1: ここで*', '2: 遊*んで', '1: います。']],
    ['Det var en succes.', '~~Det var en succes.~~', ['2: ~~', '1: Det var en succes.', '2: ~~']],
    ['Det var en succes.', 'Det var en succes?', ['1: Det var en succes', '2: ?']],
    [
      'Det var en såkaldt succes.',
      'Det var en »såkaldt« succes.',
      ['1: Det var en ', '2: »', '1: såkaldt', '2: « ', '1: succes.'],
    ],
    ['Vi siger nej til det.', 'Vi siger NEJ til det.', ['1: Vi siger ', '2: NEJ ', '1: til det.']],
    ['a er b her.', 'a er ≠ b her.', ['1: a er ', '2: ≠ ', '1: b her.']],
    ['Vi er her.', 'Vi er her…', ['1: Vi er her', '2: …']],
    ['Hver 1/2 time.', 'Hver 1:2 time.', ['1: Hver ', '2: 1:2 ', '1: time.']],
    ['Vi nåede 5 mål.', 'Vi nåede &minus;5 mål.', ['1: Vi nåede ', '2: &minus;', '1: 5 mål.']],
    ['Vi er her.', 'Vi er &#105;kke her.', ['1: Vi er ', '2: &#105;kke ', '1: her.']],
    ['Vi nåede 5 mål.', 'Vi nåede \\-5 mål.', ['1: Vi nåede ', '2: \\-', '1: 5 mål.']],
    ['Det er gratis.', 'Det er gratis*.', ['1: Det er gratis', '2: *', '1: .']],
    ['- [ ] Ring til borgeren', '- [x] Ring til borgeren', ['2: - [x] ', '1: Ring til borgeren']],
    [
      'Vi siger nej.',
      'Vi siger n\u0336e\u0336j\u0336.',
      ['1: Vi siger ', '2: n\u0336e\u0336j\u0336', '1: .'],
    ],
    [
      'Se [kanalen](https://a.dk).',
      'Se [kanalen](https://b.dk).',
      ['1: Se [kanalen](', '2: https://b.dk)', '1: .'],
    ],
    ['Vi er enige, mener de.', 'Vi, er enige mener de.', ['1: Vi', '2: , ', '1: er enige mener de.']],
  ])('what is said by a sign is credited to who wrote it: %j, then %j', (before, after, runs) => {
    expect(credits(before, after)).toEqual(runs);
  });

  test('what a sign says is told apart in a sentence that comes back, too', () => {
    const back = 'Vi sparede −5 mio. kr. i det år?';
    expect(credits('Vi sparede 5 mio. kr. i det år.', 'Væk.', back)).toEqual([
      '1: Vi sparede ',
      '3: −',
      '1: 5 mio. kr. i det år',
      '3: ?',
    ]);
    const wiki = newWiki();
    save(wiki, 'a', 'Vi sparede 5 mio. kr. i hele det gode år.');
    save(wiki, 'b', 'Vi sparede −5 mio. kr. i hele det gode år.');
    expect(told(wiki)).toEqual(['1: Vi sparede ', '2: −', '1: 5 mio. kr. i hele det gode år.']);
  });

  test('each of three authors keeps a sign, whoever changes the next one', () => {
    const all = [
      'Vi sparede 5 mio. kr.',
      'Vi sparede −5 mio. kr.',
      'Vi sparede −5 mio. kr.!',
      'Vi sparede −5 mio. €.!',
    ];
    expect(credits(...all)).toEqual(['1: Vi sparede ', '2: −', '1: 5 mio. ', '4: €', '1: .', '3: !']);
  });

  test.each([
    ['a rule under a heading', 'Overskrift\n\nTekst', '# Overskrift\n\n---\n\nTekst'],
    ['an underline', 'Overskrift\n\nTekst', 'Overskrift\n===\n\nTekst'],
    ['marks of items', 'Et\n\nTo', '* Et\n+ To'],
    ['emphasis of all kinds', 'Vi er her nu (endelig).', '*Vi **er*** __her__ ***nu*** (_endelig_).'],
    ['a hard break', 'Her\nstår 5.', 'Her\\\nstår 5.'],
    ['the columns of a table', '| a | b |\n|---|---|\n| c | d |', '| a | b |\n|:-:|--:|\n| c | d |'],
  ])('says nothing and credits nobody: %s', (_, before, after) => {
    expect(credits(before, after)).toEqual([`1: ${after}`]);
  });

  test.each([
    ['an item without a space', '5 grader', '-\uFEFF5 grader'],
    ['an item with a space that is none', '5 grader', '*\u00A05 grader'],
    ['a heading with a space that is none', '5 grader', '#\u200A5 grader'],
    ['an item in a paragraph', 'Vi sparede 5 mio.', 'Vi sparede\n    - 5 mio.'],
    ['an item that is code', 'Her:\n\n5 mio.', 'Her:\n\n    - 5 mio.'],
    ['an item too deep in an item', '- Her\n\n5 mio.', '- Her\n\n          - 5 mio.'],
    ['an item without a text', 'Her\ner den.', 'Her\n+\ner den.'],
    ['an empty box', '- [ ] Gør det her', '- [] Gør det her'],
    ['a rule in a paragraph', 'Her\nstår 5.', 'Her\n    - - -\nstår 5.'],
    ['columns of no table', 'Her\nstår 5.', 'Her\n|-|-|\nstår 5.'],
    ['columns in a paragraph', 'Her\nstår 5.', 'Her\n-:|:-\nstår 5.'],
    ['columns in a table', '| a | b |\n|---|---|\n| 1 | 2 |', '| a | b |\n|---|---|\n| - | -- |\n| 1 | 2 |'],
    ['emphasis across cells', '| a | b |\n|---|---|\n| 5 | 2 |', '| a | b |\n|---|---|\n| *5 | 2* |'],
    ['emphasis of two kinds across', 'a b c', '*a _b* c_'],
    ['emphasis across a link', '[5](b) 2', '[*5](b) 2*'],
    ['emphasis in a fence in a quote', '> ```\n> 5', '> ```\n> *5*'],
    ['emphasis in an address', '5 http://a.dk/xy 2', '*5 http://a.dk/x*y 2'],
    ['emphasis beside a space that is none', '5 2', '*\uFEFF5 *2'],
    ['a bar', '| a | b |\n|---|---|\n| 1 | 2 |', '| a | b |\n|---|---|\n| 1 \\| 2 |'],
    [
      'emphasis across cells with a hard space',
      '| a | b |\n|---|---|\n| 5 | 2 |',
      '| a | b |\n|---|---|\n| *5\u00A0| 2* |',
    ],
    ['a sign in an address behind a backslash', '\\-http://a.dk/ab', '\\-http://a.dk/a&lt;b'],
    ['a bar by its number', '| a | b |\n|---|---|\n| 1 | 2 |', '| a | b |\n|---|---|\n| 1 &#124; 2 |'],
  ])('a sign that is shown is credited to who put it there: %s', (_, before, after) => {
    const wiki = newWiki();
    save(wiki, 'a', before);
    save(wiki, 'a', after);
    const old = shownIn(before);
    const isNew = (text: string) => !isWord(text) && !old.includes(text);
    const added = shownIn(after).filter(isNew);
    expect(added).not.toEqual([]);
    expect(shownOf(after, version(wiki, 2).attribution, 2).filter(isNew)).toEqual(added);
  });

  test.each([
    [
      'beside a footnote that nothing refers to',
      '[^1]: Vi sparede +5 mio. kr.\n\nTekst her.',
      '[^1]: Vi sparede +5 mio. kr.\n\nTekst her.\n\nVi sparede −5 mio. kr.',
      '−',
    ],
    [
      'beside a cell beyond the columns of its table',
      '| a |\n|-|\n| b | Vi sparede +5 |\n\nTekst',
      '| a |\n|-|\n| b | Vi sparede +5 |\n\nTekst\n\nVi sparede −5',
      'Vi sparede − 5',
    ],
    [
      'in an address that is shown in other letters',
      'Den er http://a.dk/p%C3%A5 her.',
      'Den er http://a.dk/p%C3%A5%20ikke%21 her.',
      'http : // a . dk / på ikke !',
    ],
    [
      'in a footnote with the words of a paragraph behind it',
      'Tekst[^1]\n\n[^1]: +5 mio. kr.\n\n+5 mio. kr.',
      'Tekst[^1]\n\n[^1]: ≠5 mio. kr.\n\n+5 mio. kr.',
      '≠',
    ],
    [
      'in the second of two footnotes that are shown the other way round',
      'b[^2] a[^1]\n\n[^1]: x 5\n\n[^2]: x 5',
      'b[^2] a[^1]\n\n[^1]: x 5\n\n[^2]: x −5',
      '−',
    ],
    ['behind the name of an address, which is a text then', '[x]: b\n[x]: b', '[x]: b\n[x]≠: b', 'x ≠ : b'],
    [
      'a line that is drawn through more than before',
      'Det er godt, at vi ikke er ~~onde~~ her',
      '~~Det er godt, at vi ikke er onde~~ her',
      '~~',
    ],
    [
      'like the number of its footnote',
      'Vi fik 1 job.',
      'Vi fik[^a] 1 job.\n\n[^a]: Kilden',
      `${FOOTNOTE} Kilden`,
    ],
    ['a mark on a sign', 'Det er 5 = b her.', 'Det er 5 =&#x338; b her.', '=\u0338'],
    ['a mark behind an entity', '&lt;5 procent', '&lt;\u03385 procent', '<\u0338'],
    ['a mark between a sign and a figure', 'Det er -5 her', 'Det er -&#x338;5 her', '-\u0338'],
    ['a mark behind a sign behind a backslash', 'Det er \\= her', 'Det er \\=&#x338; her', '=\u0338'],
    ['a tick', '- [ ] gjort det nu her', '- [x] gjort det nu her', '[x]'],
    ['a character that there is none of', 'Ana & Bo', 'Ana & &#0; Bo', '\uFFFD'],
    ['a figure before an address', '½ time om dagen', '½http://b.dk time om dagen', 'http : // b . dk'],
    ['like the title of its box', '::: note\nHusk det.\n:::', '::: note\nBemærk: Husk det.\n:::', 'Bemærk :'],
    ['like what is said of an image', '![kort](b)', 'Et billede: ![kort](b)', 'Et billede :'],
    ['behind an address without a scheme', 'Se exa.dk/%C3%A6ble nu.', 'Se exa.dk/%C3%A6ble nu, C3.', ', C3'],
    ['a backslash that breaks no line', 'Her\nstår 5.', 'Her\\ \nstår 5.', '\\'],
  ])('what is new is credited to who wrote it on the page, too: %s', (_, before, after, own) => {
    const wiki = newWiki();
    save(wiki, 'a', before);
    save(wiki, 'a', after);
    expect(shownOf(after, version(wiki, 2).attribution, 2).join(' ')).toBe(own);
  });

  test.each([
    ['emphasis of their first letters', (word: string) => `*${word[0]}*${word.slice(1)}`],
    ['emphasis of their ends', (word: string) => `${word[0]}**${word.slice(1)}**`],
    ['soft hyphens', (word: string) => `${word[0]}\u00AD${word.slice(1)}`],
    ['soft hyphens as entities', (word: string) => `${word[0]}&shy;${word.slice(1)}`],
    ['letters without a width', (word: string) => `${word[0]}\u200B\u2060\u200D${word.slice(1)}`],
    ['letters without a width, by their numbers', (word: string) => `${word[0]}&#8203;&zwj;${word.slice(1)}`],
    ['selectors of another shape', (word: string) => `${word}\u{E0100}`],
    ['selectors by their numbers', (word: string) => `${word[0]}&#xE0100;${word.slice(1)}`],
    ['shapes of Mongolian', (word: string) => `${word}\u180B`],
    ['marks of music and of shorthand', (word: string) => `${word[0]}\u{1D173}\u{1BCA0}${word.slice(1)}`],
    ['what stands for nothing yet', (word: string) => `${word[0]}\u2065\uFFF0\u{E0FFF}${word.slice(1)}`],
  ])('nobody takes words over that are shown as before: with %s', (_, dress) => {
    const before = 'Vi siger ikke nej til 15 borgere.';
    const after = cleanText(before.replace(/[\p{L}\p{N}]+/gu, dress));
    expect(shownIn(after)).toEqual(shownIn(before));
    expect(credits(before, after)).toEqual([`1: ${after}`]);
  });

  test('a mark that combines with emphasis is shown, and credited', () => {
    expect(credits('Vi er enige her.', 'Vi er *\u20E0enige*\u20E0 her.')).toEqual([
      '1: Vi er *',
      '2: \u20E0enige*\u20E0 ',
      '1: her.',
    ]);
    expect(credits('Vi er godt her.', 'Vi er _\u0338godt_\u0338 her.')).toEqual([
      '1: Vi er ',
      '2: _\u0338',
      '1: godt',
      '2: _\u0338 ',
      '1: her.',
    ]);
  });

  const bodyOf = (pieces: readonly string[]) =>
    fc
      .array(fc.constantFrom(...pieces), { maxLength: 14 })
      .map((some) => cleanText(some.join('')))
      // An image without a text is shown by its address, in which signs may be written otherwise; and a mark that combines
      // with a tilde that strikes out stands alone on the page.
      .filter((body) => !/!\[\s*\]|~~\p{M}/u.test(body));

  test('all that a page shows is credited', () => {
    fc.assert(
      fc.property(bodyOf(PIECES), (text) => {
        const left = letterCounts(tokensOf(text).map((token) => token.text));
        const shown = shownIn(text).filter((token) => token !== FOOTNOTE);
        for (const [letter, count] of letterCounts(shown))
          expect([text, letter, (left.get(letter) ?? 0) >= count]).toEqual([text, letter, true]);
      }),
      { numRuns: 3000 },
    );
  });

  test('each word and sign of a page is found as itself in the source', () => {
    fc.assert(
      fc.property(bodyOf(PIECES), (text) => {
        const [shown, tokens] = [shownIn(text), tokensOf(text)];
        for (const [i, place] of placesOnPage(shown, text).places.entries()) {
          const found = tokens[place] && seenOf(tokens[place]).join('').toLowerCase();
          expect([text, found?.includes(shown[i]!.toLowerCase())]).toEqual([text, true]);
        }
      }),
      { numRuns: 3000 },
    );
  });

  test('a sign that is put in anywhere is credited to who put it in, where a page shows it', () => {
    const put = fc.tuple(
      // What is struck out is told behind it on the page, and so out of its order.
      bodyOf(PIECES).filter((body) => !body.includes('~~')),
      fc.nat(),
      fc.constantFrom('.', '−', '-', '*', '|', '>', '#', '[', '\\*', '\\|'),
    );
    fc.assert(
      fc.property(put, ([before, place, sign]) => {
        const at = place % (before.length + 1);
        const after = cleanText(before.slice(0, at) + sign + before.slice(at));
        const wiki = newWiki();
        save(wiki, 'a', before);
        save(wiki, 'a', after);
        const own = shownOf(after, version(wiki, 2).attribution, 2);
        const had = tokensOf(before).map(({ text }) => text);
        const more = countOf(sign.at(-1)!, shownIn(after)) - countOf(sign.at(-1)!, had);
        expect([before, after, countOf(sign.at(-1)!, own) >= more]).toEqual([before, after, true]);
      }),
      { numRuns: 3000 },
    );
  });

  test('what looks like emphasis is a sign where it is none', () => {
    expect(credits('2 3', '2 * 3')).toEqual(['1: 2 ', '2: * ', '1: 3']);
    expect(credits('```\na b\n```', '```\n*a b*\n```')).toEqual(['2: ```\n*', '1: a b', '2: *\n```']);
    expect(credits('`a b`', '`*a b*`')).toEqual(['2: `*', '1: a b', '2: *`']);
    expect(credits('navn felt', 'navn_felt')).toEqual(['1: navn', '2: _', '1: felt']);
  });

  test.each([
    ['a mark with a space behind it that ends no mark', '5 grader', '-\uFEFF5 grader', '-'],
    ['a heading that is none', '5 grader', '#\u00A05 grader', '#'],
    [
      'a dash so far in that it goes on with the paragraph',
      'Vi sparede 5 mio.',
      'Vi sparede\n    - 5 mio.',
      '-',
    ],
    ['a rule so far in that it is none', 'Vi sparede', 'Vi sparede\n    - - -', '-'],
    ['a mark of emphasis that carries a stroke', 'godt', '_\u0338godt_\u0338', '_\u0338'],
    ['a box that can’t be ticked', '- [ ] Gør det her', '- [] Gør det her', '[]'],
  ])('what looks like layout and is shown is a sign: %s', (_, before, after, sign) => {
    const own = credits(before, after).filter((run) => run.startsWith('2: '));
    expect(own.join('')).toContain(sign);
    expect(own.join('')).not.toMatch(/grader|mio|godt|her/);
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
    ['the case that a sentence begins in', ana.replace('Vi', 'vi').replace('Enhver', 'enhver')],
    ['white space', ana.replaceAll(' ', '\n')],
    ['markup', `## ${ana.replace('. ', '.\n\n- ').replace('Enhver', '**Enhver**')}`],
  ])('a change of %s credits nothing anew', (_, body) => {
    expect(credits(ana, body)).toEqual([`1: ${body}`]);
  });

  test('a sentence that is split in three keeps its words', () => {
    const body = ana.replace('mødes', 'mødes.').replace('morgen', 'morgen!');
    expect(credits(ana, body)).toEqual([
      '1: Vi mødes',
      '2: . ',
      '1: hver morgen',
      '2: ! ',
      body.slice(body.indexOf('ved')).replace(/^/, '1: '),
    ]);
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
      '2: inden for tre dage',
      `1: , og sagen er lukket inden ugen er omme.\n\n${three}\n\n${one}`,
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
    const back = 'Helt nyt afsnit.\n\nvi mødes hver *morgen* ved tavlen!';
    expect(credits(ana, ...others, back)).toEqual([
      '22: Helt nyt afsnit.\n\n',
      '1: vi mødes hver *morgen* ved tavlen',
      '22: !',
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
    ).toBe('1: Hej');
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
    expect(told(wiki)).toEqual(['2: De prøver en ny måde at holde møder på i ', '3: byen', '2: .']);
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
    expect(told(wiki)).toEqual(['1: Vi tager altid kaffe med til borgeren ', '3: derhjemme', '1: .']);
  });

  test('no edit is thrown away as vandalism: what was blanked by one and written anew by another is theirs', () => {
    expect(credits(ana, '', 'Noget andet.')).toEqual(['3: Noget andet.']);
  });

  test('a sentence that has another text than what was looked up is not found, whatever its hash', () => {
    const plan = planAttribution({ sequence: 9, body: 'Vi mødes hver dag. Ny her.' });
    const other = sentencesIn({ body: 'Et to tre fire.', attribution: new Uint32Array(5).fill(4) }, [
      'et to tre fire',
    ]).get('et to tre fire')!;
    const held = new Map([['vi mødes hver dag', other]]);
    expect([...plan.attribute({ held, elsewhere: held })]).toEqual([9, 9, 9, 9, 9, 9, 9, 9]);
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
    'sign',
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
      case 'sign':
        return save(wiki, article, signed(current, at, to));
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

  /** Puts a sign into a text, in the place of another, or takes one out. */
  function signed(text: string, at: number, to: number): string {
    const [place, sign] = [at % (text.length + 1), SIGNS[to % SIGNS.length]!];
    if (at % 2 === 0) return text.slice(0, place) + sign + text.slice(place);
    return text.replace(/[^\p{L}\s]/u, to % 3 === 0 ? '' : sign);
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

  const compared = (text: string) => tokensOf(text).map((token) => folded(token.text));

  test('credits every word and every sign to a revision whose text held it', () => {
    fc.assert(
      fc.property(histories, (steps) => {
        const wiki = play(steps);
        wiki.revisions.forEach(({ body, attribution }) => {
          const own = compared(body);
          expect(attribution).toHaveLength(own.length);
          own.forEach((token, i) => expect(compared(version(wiki, attribution[i]!).body)).toContain(token));
        });
      }),
    );
  });

  test('credits a sign that nobody had written to who put it in, and what stands beside it to nobody else', () => {
    const inserted = fc.array(fc.tuple(fc.nat(), fc.constantFrom(...NEW_SIGNS)), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(body, inserted, (text, signs) => {
        const wiki = newWiki();
        save(wiki, 'a', text);
        const isBetween = (at: number) => !/\p{L}\p{L}/u.test(text.slice(at - 1, at + 1));
        let changed = text;
        for (const [at, sign] of signs) {
          const place = at % (text.length + 1);
          if (isBetween(place)) changed = changed.slice(0, place) + sign + changed.slice(place);
          else changed = `${sign} ${changed}`;
        }
        const { attribution } = version(wiki, save(wiki, 'a', changed));
        tokensOf(changed).forEach(({ text: token }, i) => {
          if (NEW_SIGNS.some((sign) => token.includes(sign))) expect(attribution[i]).toBe(2);
        });
      }),
    );
  });

  /** Credits a history anew, with every sentence and its credit kept in memory, and nothing looked up by its hash. */
  function replayed({ revisions }: Wiki): Attribution[] {
    const done: Revision[] = [];
    const kept = { a: new Map<string, HeldSentence>(), b: new Map<string, HeldSentence>() };
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
      for (const [said, sentence] of sentencesIn({ body, attribution }, plan.wanted.values())) {
        if (!held.has(said)) held.set(said, sentence);
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
        const first = new Set(compared(version(wiki, 1).body).filter(isWord));
        const body = order.join(isProse ? ' ' : '\n\n');
        const { attribution } = version(wiki, save(wiki, 'a', body));
        // The point of a sentence goes with its last word.
        let last = 0;
        const own = compared(body).map((token) => (last = isWord(token) ? (first.has(token) ? 1 : 2) : last));
        expect([...attribution]).toEqual(own);
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
        compared(body).forEach((token, i) => {
          if (isWord(token)) expect(attribution[i]).toBe(token.startsWith('ord') ? 1 : 2);
        });
      }),
    );
  });
});

describe('runs', () => {
  test('joined are the body, and each begins where a word has another author', () => {
    const body = '\n\n# En, to – **tre**! fire\n';
    expect(runsOf({ body, attribution: Uint32Array.of(7, 7, 7, 7, 3, 5, 7) }, 9)).toEqual([
      { text: '\n\n# En, to – **', sequence: 7 },
      { text: 'tre**', sequence: 3 },
      { text: '! ', sequence: 5 },
      { text: 'fire\n', sequence: 7 },
    ]);
  });

  test('of a body without a word or sign are one, of an empty body none', () => {
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
  test('are the same whatever white space and first letters they have', () => {
    expect(itemKey('title', ['Kaffe'])).toBe(itemKey('title', ['kaffe']));
    const lead = (text: string) => itemKey('lead', [text]);
    expect(lead('Sådan tegner I en\nborgerrejse. ')).toBe(lead('Sådan  tegner i en borgerrejse.'));
    expect(lead('Sådan tegner I to borgerrejser.')).not.toBe(lead('Sådan tegner I en borgerrejse.'));
  });

  test('are apart by their names, their signs and their capitals', () => {
    const title = (text: string) => itemKey('title', [text]);
    expect(title('Kaffe')).not.toBe(itemKey('lead', ['Kaffe']));
    const all = [
      'Vi sparede 5',
      'Vi sparede −5',
      'Vi sparede 5?',
      'VI SPAREDE 5',
      '»Vi« sparede 5',
      '*Vi* sparede 5',
      '?',
      '!',
    ];
    expect(new Set(all.map(title)).size).toBe(all.length);
  });

  test.each([
    [['2–10 dage'], ['2,10 dage']],
    [['https://a.example.dk/x'], ['https://a/example.dk-x']],
    [
      ['a b', 'c'],
      ['a', 'b c'],
    ],
    [['a:\nb'], ['a:', 'b']],
  ])('are apart where marks decide what is meant: %j and %j', (one, other) => {
    expect(itemKey('fact', one)).not.toBe(itemKey('fact', other));
    expect(itemKey('fact', one)).toBe(itemKey('fact', [...one]));
  });

  test('have keys of 256 bits, which no sentence has', () => {
    expect(itemKey('title', ['Vi mødes hver dag'])).toMatch(/^[0-9a-f]{64}$/);
    const { wanted } = planAttribution({ sequence: 1, body: 'Vi mødes hver dag.' });
    expect([...wanted.keys()]).toEqual([expect.stringMatching(/^[0-9a-f]{12}$/)]);
  });
});

describe('the tokens of a page', () => {
  const shown = (source: string) => tokensOf(source).filter(({ isShown }) => isShown);
  const found = (page: string, source: string) => {
    const [on, written] = [page, source].map((text) => shown(text).map(({ text }) => text));
    return [...matchTokens(on!, written!)].map((place) => shown(source)[place]);
  };
  const placed = (page: string, source: string) =>
    found(page, source)
      .map((token) => token?.text ?? '?')
      .join(' ');

  test('are found in the source, addresses and markup passed over', () => {
    const source = '# Kaffe\n\nLæs [kaffe](https://kaffe.dk/kaffe) om **Kaffe**&nbsp;nu';
    const tokens = found('Kaffe Læs kaffe om Kaffe nu', source);
    expect(tokens.map((token) => token!.start)).toEqual([2, 9, 14, 45, 50, 63]);
  });

  test('that the page adds are nowhere, and lead nothing astray', () => {
    expect(placed('Vi prøver det Fodnoter', 'Vi prøver det')).toBe('Vi prøver det ?');
  });

  test('are found where they are written otherwise: as entities, behind a backslash, or as the mark of a note', () => {
    expect(placed('Vi er ikke – "glade"', 'Vi er &#105;kke &ndash; \\"glade\\"')).toBe(
      'Vi er ikke – " glade "',
    );
    expect(placed('Det er 1 ok.', 'Det er[^a] ok.')).toBe('Det er [ ok .');
    expect(placed('x−−y', 'x&minus;&minus;y')).toBe('x −− y');
  });

  test('that are signs go with the word that they stand beside', () => {
    const source = 'Se ([kanalen](https://a.dk)) og (nej).';
    const tokens = found('Se (kanalen) og (nej).', source);
    expect(tokens.map((token) => token!.start)).toEqual([0, 3, 5, 27, 29, 32, 33, 36, 37]);
  });

  test('are found in footnotes, which stand elsewhere in the source', () => {
    const source = 'Det virker[^a].\n\n[^a]: Se rapporten fra Aarhus.\n\nPrøv selv.';
    const page = 'Det virker 1 . Prøv selv . Se rapporten fra Aarhus .'.split(' ');
    const written = [...placesOnPage(page, source).places].map((place) => tokensOf(source)[place]!.text);
    expect(written.join(' ')).toBe('Det virker [^a] . Prøv selv . Se rapporten fra Aarhus .');
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
    const credit = () => {
      const attribution = planAttribution({ sequence: 2, body: after, parent }).attribute(nothing);
      expect(attribution).toHaveLength(tokensOf(after).length);
      encodeAttribution(attribution, 2, parent.attribution);
    };
    // As much as it takes to read the text, some times over.
    const read = () => planAttribution({ sequence: 1, body: before + after }).attribute(nothing);
    expectCost(credit, 1000, 4, read);
  });

  test('of one sentence with a hundred thousand signs behind it, written again and again, is bounded', () => {
    const [first, again] = ['a b c d ' + ',;'.repeat(60_000), 'a b c d !\n\n'.repeat(1000)];
    const origins = planAttribution({ sequence: 1, body: first }).attribute(nothing);
    const plan = planAttribution({ sequence: 2, body: again });
    const held = sentencesIn({ body: first, attribution: origins }, plan.wanted.values());
    const read = () => planAttribution({ sequence: 1, body: first + again }).attribute(nothing);
    expectCost(() => plan.attribute({ held, elsewhere: new Map() }), 1000, 4, read);
  });

  test('of a page whose numbers stand far apart in its source is bounded', () => {
    const shown = 'b 1 - '.repeat(3000).trim().split(' ');
    const written = [
      ...'b - '.repeat(3000).trim().split(' '),
      ...'. , '.repeat(50_000).trim().split(' '),
      ...'1 '.repeat(3000).trim().split(' '),
    ];
    const ordinary = 'ord '.repeat(110_000).trim().split(' ');
    expectCost(
      () => matchTokens(shown, written),
      1000,
      6,
      () => matchTokens(ordinary, ordinary),
    );
  });

  test('beyond its budget still finds whole sentences', () => {
    const list = bodyOf('ana', 200_000).split('\n\n');
    const noise = bodyOf('bo', 50_000).split('\n\n');
    const body = [...noise, ...list.slice().reverse()].join('\n\n');
    const parent = {
      body: list.join('\n\n'),
      attribution: new Uint32Array(tokensOf(list.join('\n\n')).length).fill(1),
    };
    const attribution = planAttribution({ sequence: 2, body, parent }).attribute(nothing);
    expect(attribution.at(-1)).toBe(1);
    expect(attribution.filter((origin) => origin === 1).length).toBeGreaterThanOrEqual(
      parent.attribution.length,
    );
  });
});

test('a text of one word, entity or sign without end is cut into tokens', () => {
  for (const piece of ['å', 'a&#105;', '&amp;', '!', '𝐀']) {
    const body = piece.repeat(1_000_000);
    const tokens = tokensOf(body);
    expect([piece, tokens.length > 0, tokens.at(-1)!.end]).toEqual([piece, true, body.length]);
    expect(tokens.every(({ start }, i) => start === (tokens[i - 1]?.end ?? 0))).toBe(true);
  }
  for (const piece of ['a&shy;', '=&#x338;', '*a*b'])
    expect(tokensOf(piece.repeat(100_000)).length).toBeGreaterThan(1);
});
