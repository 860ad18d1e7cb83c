/** An address, and what leads to one, is one word of who wrote it last; what stands beside it stays whose it was. */
import fc from 'fast-check';
import { da } from '../../server/locales/index.ts';
import {
  isOfBody,
  placesOnPage,
  planAttribution,
  runsOf,
  tokensOf,
  withAddresses,
  type Attribution,
} from '../../server/text/attribution.ts';
import { readMarkdown } from '../../server/text/markdown.ts';
import { parser } from '../../server/text/markdown/parser.ts';
import { readPage } from '../../server/text/passages.ts';
import { expectCost } from '../support/cost.ts';

const nothing = { held: new Map(), elsewhere: new Map() };

/** Credits bodies, each of which replaces the one before, and returns the attribution of the last. */
function credited(...bodies: string[]): Attribution {
  let parent: { body: string; attribution: Attribution } | undefined;
  for (const [i, body] of bodies.entries()) {
    const plan = planAttribution({ sequence: i + 1, body, ...(parent && { parent }) });
    parent = { body, attribution: plan.attribute(nothing) };
  }
  return parent!.attribution;
}

function credits(...bodies: string[]): string[] {
  const [body, attribution] = [bodies.at(-1)!, credited(...bodies)];
  return runsOf({ body, attribution }, bodies.length).map((run) => `${run.sequence}: ${run.text}`);
}

/** Returns those words and signs of the page of the last of some bodies with which who saved it is named. */
function namedWith(...bodies: string[]): string {
  const [body, attribution] = [bodies.at(-1)!, credited(...bodies)];
  const labels = da.markdown;
  const { html, lines } = readMarkdown(body).render({ href: (path) => path, missing: new Set(), labels });
  const shown = readPage(html).tokens;
  const { places, hidden } = placesOnPage(shown, body, lines);
  const isNamed = (place: number) => attribution[place] === bodies.length;
  return shown.filter((_, i) => isNamed(places[i]!) || hidden.get(places[i]!)?.some(isNamed)).join(' ');
}

/** Where an address stands, with A's words around it. */
const PLACES: Record<string, (address: string) => string> = {
  'behind the text of a link': (address) => `Se [tallene](${address}) her.`,
  'behind the text of a link, in brackets': (address) => `Se [tallene](<${address}>) her.`,
  'behind a text of one letter': (address) => `[å](${address})`,
  'behind no text': (address) => `Se [](${address}) her.`,
  'behind the text of an image': (address) => `Se ![kurven](${address}) her.`,
  'of an image without a text': (address) => `Se ![](${address}) her.`,
  'of an image in a link': (address) => `Se [![kurven](${address})](https://kurver.dk) her.`,
  'of a link around an image': (address) => `Se [![kurven](https://kurver.dk)](${address}) her.`,
  'in angle brackets': (address) => `Se <${address}> her.`,
  'by itself': (address) => `Se ${address} her.`,
  'alone on its line': (address) => `Se her:\n\n- ${address}\n- Det var det.`,
  'between others': (address) => `https://a.dk ${address} https://b.dk`,
  'in a definition': (address) => `Se [tallene][1] her.\n\n[1]: ${address}`,
  'in a definition, in brackets, with a title': (address) =>
    `Se [tallene][1] her.\n\n[1]: <${address}> "Fra dem"`,
  'on the next line of a definition': (address) => `Se [tallene][1].\n\n> [1]:\n> ${address}\n> 'Fra dem'`,
  'in a cell': (address) => `| a | b |\n|---|---|\n| [tallene](${address}) | *c* |`,
  'in emphasis in a heading': (address) => `## Se **[tallene](${address})**\n\nHer.`,
  'in a footnote': (address) => `Se her[^a].\n\n[^a]: Fra [dem](${address}).`,
};

const CHANGES: readonly (readonly [string, string, string])[] = [
  ['a path that becomes part of the host', 'https://dst.dk/is', 'https://dst-dk.is'],
  ['a sign in a path', 'https://dst.dk/1.2', 'https://dst.dk/1-2'],
  ['a scheme', 'http://dst.dk/is', 'https://dst.dk/is'],
  ['a host without a dot', 'https://a.dst.dk', 'https://adst.dk'],
  ['a query', 'https://dst.dk/is?aar=1&x', 'https://dst.dk/is?aar=1;x'],
  ['a fragment', 'https://dst.dk/is?a', 'https://dst.dk/is#a'],
  ['an escaped sign', 'https://dst.dk/a%2Fb', 'https://dst.dk/a%2Eb'],
  ['a sign at the end', 'https://dst.dk/is/', 'https://dst.dk/is'],
  ['the order of its parts', 'https://x.dk/a-b-c?d-e-f', 'https://x.dk/d-e-f?a-b-c'],
  ['the case of a path', 'https://dst.dk/is', 'https://dst.dk/Is'],
  ['all of a long one', `https://a.dk/${'x'.repeat(300)}`, `https://b.dk/${'y'.repeat(300)}`],
];

/** Tells what of the second body is credited to whom: A's tokens but the changed one, and B's. */
function expectOnlyChanged(before: string, after: string): void {
  const attribution = credited(before, after);
  const [old, tokens] = [before, after].map((body) => tokensOf(body).map(({ text }) => text));
  expect(tokens).toHaveLength(old!.length);
  const own = tokens!.map((text, i) => (text === old![i] ? 1 : 2));
  expect(own.filter((sequence) => sequence === 2)).toHaveLength(1);
  expect([after, ...attribution]).toEqual([after, ...own]);
}

describe.each(Object.keys(PLACES))('an address %s', (where) => {
  const body = PLACES[where]!;

  test.each(CHANGES)('is credited to who changed it: %s', (_, before, after) => {
    expectOnlyChanged(body(before), body(after));
  });

  test('keeps its author when the case of its scheme and host is changed', () => {
    const changed = body('HTTPS://DST.dk/is');
    expect(credits(body('https://dst.dk/is'), changed)).toEqual([`1: ${changed}`]);
  });

  test('keeps its author among words that are all new', () => {
    const [before, address] = [body('https://dst.dk/is'), '<https://dst.dk/is>'];
    const after = body('https://dst.dk/is').replace(
      'Se',
      'Læs hele den lange vejledning igennem, som står i',
    );
    const place = tokensOf(after).findIndex(({ text }) => text === address);
    expect(credited(before, after)[place]).toBe(1);
  });
});

test.each([
  ['relative', 'Se [her](/wiki/a.b).', 'Se [her](/wiki/a-b).', '/wiki/a-b)'],
  ['a fragment alone', 'Se [her](#a).', 'Se [her](#b).', '#b)'],
  ['mail', 'Skriv til [os](mailto:os@a.dk).', 'Skriv til [os](mailto:os@a-dk.dk).', 'mailto:os@a-dk.dk)'],
  ['an article', 'Se [[Metode 1|navn]].', 'Se [[Metode!1|navn]].', 'Metode!1|'],
  ['an article, in a cell', '|a|\n|-|\n|*[[A.b|c]]*|', '|a|\n|-|\n|*[[A-b|c]]*|', 'A-b|'],
  ['an article with a marked text', 'Se [[A.b|**c** d]]', 'Se [[A-b|**c** d]]', 'A-b|**'],
  ['a heading of an article', 'Se [[Metode 1|navn]].', 'Se [[Metode 1#a|navn]].', 'Metode 1#a|'],
  ['a heading of the same page', 'Se [[#Trin|navn]].', 'Se [[#Trin?|navn]].', '#Trin?|'],
  ['the label of a link', '[x][a.b]\n\n[a.b]: c\n[a-b]: d', '[x][a-b]\n\n[a.b]: c\n[a-b]: d', 'a-b]\n\n['],
  ['the label of a definition', '[x][b]\n\n[b]: c\n[a.c]: d', '[x][b]\n\n[b]: c\n[a-c]: d', 'a-c]: '],
  [
    'the mark of a footnote',
    'x[^a.b]\n\n[^a.b]: d\n\n[^ab]: e',
    'x[^ab]\n\n[^a.b]: d\n\n[^ab]: e',
    '[^ab]\n\n[^',
  ],
  ['the label of a footnote', 'x[^b]\n\n[^b]: d\n\n[^a.c]: e', 'x[^b]\n\n[^b]: d\n\n[^a-c]: e', 'a-c]: '],
  ['a sign in a title', 'Se [her](a "Det er ja").', 'Se [her](a "Det er ja?").', '?")'],
  ['a word in a title', 'Se ![her](a "Det er ja").', 'Se ![her](a "Det er nej").', 'nej")'],
  ['a sign in a title of a definition', '[x]\n\n[x]: a "Ja"', '[x]\n\n[x]: a "−Ja"', '−'],
])('what leads somewhere, or tells where, is credited to who changed it: %s', (_, before, after, own) => {
  const runs = credits(before, after);
  expect(runs.filter((run) => run.startsWith('2: '))).toEqual([`2: ${own}`]);
});

test.each([
  ['brackets around it', 'Se [her](https://a.dk).', 'Se [her](<https://a.dk>).'],
  ['a space before it', 'Se [her](https://a.dk "b").', 'Se [her]( https://a.dk   "b" ).'],
  ['a line end before it', 'Se [her](https://a.dk "b").', 'Se [her](https://a.dk\n"b").'],
  ['other quotes around its title', 'Se [her](https://a.dk "b").', "Se [her](https://a.dk 'b')."],
  ['a backslash that stands for itself', 'Se [her](https://a.dk/a_b).', 'Se [her](https://a.dk/a\\_b).'],
  ['an entity that stands for it', 'Se [her](https://a.dk/?a&b).', 'Se [her](https://a.dk/?a&amp;b).'],
  ['emphasis around it', 'Se [her](https://a.dk).', 'Se **[*her*](https://a.dk)**.'],
  ['brackets around one that is shown', 'Se https://a.dk/x her.', 'Se <https://a.dk/x> her.'],
  ['a definition on two lines', '[x]\n\n[x]: https://a.dk', '[x]\n\n[x]:\n  https://a.dk'],
  ['a space in a link to an article', 'Se [[Metode|navn]].', 'Se [[ Metode | navn ]].'],
  ['a place elsewhere', '[x]: https://a.dk\n[y]: https://b.dk', '[y]: https://b.dk\n[x]: https://a.dk'],
])('what changes nothing of where it leads credits nobody: %s', (_, before, after) => {
  expect(credits(before, after)).toEqual([`1: ${after}`]);
});

const KANAL = '\n\n[kanalen]: https://a.dk';

test.each([
  ['its label', `Brug kanalen.${KANAL}`, `Brug [kanalen].${KANAL}`, '<[]>'],
  ['its label, and brackets behind it', `Brug kanalen.${KANAL}`, `Brug [kanalen][].${KANAL}`, '<[]>'],
  ['its label with emphasis', `Brug *kanalen*.${KANAL}`, `Brug *[kanalen]*.${KANAL}`, '<[]>'],
  ['its label, as an image', `Brug kanalen.${KANAL}`, `Brug ![kanalen].${KANAL}`, '<[]>'],
  ['nothing', 'Brug kanalen.', 'Brug [kanalen]().', '<[]>'],
  ['an article', 'Brug kanalen.', 'Brug [[kanalen]].', '<[[]]>'],
  ['an article instead of a label', `Brug [kanalen].${KANAL}`, `Brug [[kanalen]].${KANAL}`, '<[[]]>'],
  ['a label behind it', `Brug kanalen.${KANAL}`, `Brug [kanalen][kanalen].${KANAL}`, '<kanalen>'],
])(
  'brackets that make a link of somebody’s words are credited to who put them there: %s',
  (_, before, after, own) => {
    const attribution = credited(before, after);
    const texts = tokensOf(after).filter((_, i) => attribution[i] === 2);
    expect(texts.map(({ text }) => text)).toEqual([own]);
    expect(namedWith(before, after)).toBe('kanalen');
  },
);

test('brackets that make no link are signs, and those of a link are the same however it’s written', () => {
  expect(credits('Brug kanalen.', 'Brug [kanalen].')).toEqual([
    '1: Brug ',
    '2: [',
    '1: kanalen',
    '2: ]',
    '1: .',
  ]);
  expect(credits(`Brug [kanalen].${KANAL}`, `Brug [kanalen][].${KANAL}`)).toEqual([
    `1: Brug [kanalen][].${KANAL}`,
  ]);
});

test.each([
  ['of two of a link', 'Se [k].', ['[k]: https://a.dk', '[k]: https://b.dk'], 'k'],
  ['of two of a link, in other letters', 'Se [her][k].', ['[k]: https://a.dk', '[K]: https://b.dk'], 'her'],
  ['of two of a footnote', 'Et[^a].', ['[^a]: Sandt nok herinde', '[^a]: Falsk helt igennem'], 'Falsk'],
])('which definition counts is credited to who moved them: %s', (_, text, [one, other], own) => {
  const body = (...definitions: string[]) => [text, ...definitions].join('\n\n');
  expect(namedWith(body(one!, other!), body(other!, one!))).toBe(own);
  expect(namedWith(body(one!, other!), body('Nu.', one!, other!))).toBe('Nu .');
});

test.each([
  ['a definition behind it', 'Se [kanalen][k] her.\n\nJa.\n\n[k]: https://A', 'kanalen'],
  ['a definition before it', '[k]: https://A\n\nSe [kanalen][k] her.', 'kanalen'],
  ['a definition in a quote', 'Se [kanalen][k] her.\n\n> [k]: https://A', 'kanalen'],
  [
    'a definition behind what a page has no room for',
    `Se [kanalen][k] her.\n\n${'# a\n'.repeat(15_000)}\n[k]: https://A`,
    'kanalen',
  ],
  ['a label that is its text', 'Se [kanalen] her.\n\n[Kanalen]: https://A', 'kanalen'],
  ['a label on two lines', 'Se [en\nkanal] her.\n\n[en kanal]: https://A', 'kanal'],
  ['a label with brackets', 'Se [den\\[e\\]] her.\n\n[den\\[e\\]]: https://A', ']'],
  ['an image', 'Se ![kort][k] her.\n\n[k]: https://A', 'kort'],
  ['the title of a definition', 'Se [kanalen][k] her.\n\n[k]: x "A"', 'kanalen'],
  [
    'the last word of a long title of a definition',
    `Se [kanalen][k] her.\n\n[k]: x "${'ja '.repeat(100)}A"`,
    'kanalen',
  ],
  ['each of two links', 'Se [en][k] og [to][k].\n\n[k]: https://A', 'en to'],
  ['a link without a text', 'Se [](https://A) her.', 'Se'],
  ['what looks like an article', 'Se [her]([[A) nu.', 'nu'],
  ['the same at last', 'Se [her]([[A)', 'her'],
  ['an article', 'Se [[ A | navn ]] her.', 'navn'],
  ['a kind of note', '::: A\nHusk kaffe.\n:::', 'Husk'],
])('who changes what a page shows by it is named with that: %s', (_, body, own) => {
  const [before, after] = ['note', 'tip'].map((word) => body.replace('A', word));
  expect(namedWith(before!, after!)).toBe(own);
});

test('who changes where an image without a text comes from is named with the address that stands for it', () => {
  const body = (host: string) => `Se ![][k] her.\n\n[k]: https://${host}.dk`;
  expect(namedWith(body('a'), body('b'))).toBe('https : // b . dk');
});

test('a definition is of no text that doesn’t refer to it', () => {
  const body = (host: string) => `Se [k] og kanalen.\n\n[kanalen]: ${host}\n[k]: a.dk\n[k]: ${host}`;
  expect(namedWith(body('b.dk'), body('c.dk'))).toBe('');
});

test.each([
  ['a date that begins a text', 'A. juni mødes vi.', 'juni'],
  ['one behind another text', 'Husk kaffe.\n\nA. juni mødes vi.', 'juni'],
  ['a year', 'A. Aarhus er størst.', 'Aarhus'],
  ['a number with a bracket', 'A) Aarhus er størst.', 'Aarhus'],
  ['in a quote', '> A. juni mødes vi.', 'juni'],
  ['in an item', '- Husk:\n\n  A. juni mødes vi.', 'juni'],
  ['in a footnote', 'Et[^a]\n\n[^a]:\n\n    A. juni mødes vi.', 'juni'],
  ['before an item that holds nothing by itself', 'A.\n   > juni mødes vi.', 'juni'],
])('who changes the number of a list is named with what it stands before: %s', (_, body, own) => {
  const [before, after] = ['3', '1986'].map((number) => body.replace('A', number));
  expect(namedWith(before!, after!)).toBe(own);
});

test.each([
  ['of two', 'Et[^a] her\n\n[^a]: Sandt nok herinde\n\n[^b]: Falsk helt igennem', 'Falsk'],
  ['with their text below', 'Et[^a]\n\n[^a]:\n\n    Sandt nok her\n\n[^b]:\n\n    Falsk er det her', 'Falsk'],
  [
    'of two that are shown',
    'Et[^a] to[^b]\n\n[^a]: Sandt nok herinde\n\n[^b]: Falsk helt igennem',
    'Falsk Sandt',
  ],
])('who exchanges the labels of footnotes is named with them: %s', (_, before, own) => {
  const after = before.replace(/(?<=\n\[\^)[ab]/g, (label) => (label === 'a' ? 'b' : 'a'));
  expect(namedWith(before, after)).toBe(own);
});

test('who puts a link on somebody’s words has written where it leads, and nothing else', () => {
  expect(credits('Se tallene her.', 'Se [tallene](https://dst.dk) her.')).toEqual([
    '1: Se [tallene](',
    '2: https://dst.dk) ',
    '1: her.',
  ]);
  expect(credits('Se https://dst.dk her.', 'Se [tal](https://dst.dk) her.')).toEqual([
    '1: Se [',
    '2: tal](',
    '1: https://dst.dk) her.',
  ]);
});

test('a sentence from elsewhere keeps its authors where another puts a link to another place on it', () => {
  const [one, other] = ['Den der har [opgaven](a.dk) vælger selv sin makker.', 'opgaven](b.dk)'];
  const body = one.replace('opgaven](a.dk)', other);
  const plan = planAttribution({ sequence: 2, body });
  const [said] = plan.wanted.values();
  expect(said).toBe('den der har opgaven vælger selv sin makker');
  expect(planAttribution({ sequence: 1, body: one }).wantedElsewhere).toEqual(plan.wantedElsewhere);
});

test.each([
  ['two', 'Se [her](u.dk) eller [der](v.dk).', 'Se [her](v.dk) eller [der](u.dk).', ['v.dk', 'u.dk']],
  [
    'two behind one text',
    'Se [her](u.dk) og [her](v.dk).',
    'Se [her](v.dk) og [her](u.dk).',
    ['v.dk', 'u.dk'],
  ],
  [
    'six behind one text, three of them as if they were moved',
    'Se [a](1) [a](2) [a](3) [a](4) [a](5) [a](6).',
    'Se nu [a](4) [a](5) [a](6) [a](1) [a](2) [a](3).',
    ['nu', 'a', '1', 'a', '2', 'a', '3'],
  ],
  ['articles', 'Se [[U|her]] og [[V|der]].', 'Se [[V|her]] og [[U|der]].', ['V', 'U']],
])('addresses that change places are credited to who made them: %s', (_, before, after, own) => {
  const attribution = credited(before, after);
  const texts = tokensOf(after).filter((_, i) => attribution[i] === 2);
  expect(texts.map(({ text }) => text.replace(/[<>]/g, ''))).toEqual(own);
});

test('what was credited word by word goes on as the address that it is, of whoever wrote of it last', () => {
  const body = '[!](/?) [x](http://a.dk "Ja?") <http://b.dk/c> [[Metode 1|navn]][^d]\n\n[^d]: e';
  const former = Uint32Array.of(1, 2, 3, 5, 4, 6, 7, 8, 9, 8, 8, 8, 8, 8, 10, 11, 12, 13, 14, 15);
  expect(isOfBody(body, former)).toBe(true);
  expect(isOfBody(body, former.subarray(1))).toBe(false);
  const now = withAddresses(body, former);
  const told = tokensOf(body).map(({ text }, i) => `${now[i]}: ${text}`);
  expect(told.join(' ')).toBe(
    '1: ! 1: </?> 2: x 5: <http://a.dk> 6: Ja 6: ? 9: <http://b.dk/c> 11: <Metode 1> 12: navn 13: [^d] 14: <d> 15: e',
  );
  expect([...withAddresses(body, now)]).toEqual([...now]);
});

test('what was credited before brackets counted goes on with them, of whoever wrote what stands before them', () => {
  const body = 'Se [k], [[Ord]] og [x]([]).\n\n[k]: a.dk "To ord"';
  const former = Uint32Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
  expect(isOfBody(body, former)).toBe(true);
  const told = tokensOf(body).map(({ text }, i) => `${withAddresses(body, former)[i]}: ${text}`);
  expect(told.join(' ')).toBe(
    '1: Se 2: k 2: <[]> 3: , 3: <[[]]> 4: Ord 5: og 6: x 7: <[]> 8: . 9: <k> 10: <a.dk> 11: To 12: ord',
  );
  expect(isOfBody(body, Uint32Array.of(1, 2, 3, 4))).toBe(false);
});

test.each([
  '| a | b |\n|---|---|\n| [[Idé|navn]] | x<br>y<br/>z |\n| [[Idé|**fed** navn]] | [[A\\|b]] c |',
  '| [[Idé|navn]] | b |\n|---|---|\n| `[[a|b]]` | c d<br />e |',
  '> | a | b |\n> |---|---|\n> | [[Idé|*n*]] | **x<br>y** |',
  'Se [[Idé|**fed** `kode` og ~~ej~~]], [[C#]], [[C\\#/.NET]], [[A [b]]] og [[#Før \\| nu]].',
  'Se (https://ens.dk/a_b.) og »www.ens.dk/c?« samt ~~ens.dk~~ eller **bo@ens.dk**.',
  '[[Idé|en to]][[Idé|tre]] *[[Idé|**a**b]]*',
  'שלום, עולם. A 5 - 9.\n\n- א *b* &amp; ג\n\nSe א og ב.',
])('all that is shown is found where it’s written: %j', (body) => {
  const { html, lines } = readMarkdown(body).render({
    href: String,
    missing: new Set(),
    labels: da.markdown,
  });
  const shown = readPage(html).tokens;
  const written = tokensOf(body);
  // An address is shown as several words, and is one.
  const places = [...new Set(placesOnPage(shown, body, lines).places)];
  expect(places).toEqual(written.flatMap(({ isShown }, place) => (isShown ? [place] : [])));
});

test('one character that is changed, put in or taken out anywhere in an address is credited, and nothing beside it', () => {
  const address = fc
    .array(
      fc.constantFrom('a', 'B', '1', '.', '-', '/', '?', '=', '&', '%2F', '_', '~', '!', ';', ',', 'å'),
      {
        maxLength: 12,
      },
    )
    .map((parts) => `https://a.dk/${parts.join('')}z`);
  const change = fc.record({
    place: fc.constantFrom(...Object.keys(PLACES)),
    address,
    at: fc.nat(),
    put: fc.constantFrom('', 'q', 'Q', '7', '-', '/', '?', '=', '+'),
    taken: fc.boolean(),
  });
  fc.assert(
    fc.property(change, ({ place, address, at, put, taken }) => {
      // Behind the scheme and before the last, so that the parser reads an address still; a percent sign stands for two more.
      const from = 'https://'.length + (at % (address.length - 'https://'.length - 1));
      const changed = address.slice(0, from) + put + address.slice(from + (taken ? 1 : 0));
      fc.pre(changed.toLowerCase() !== address.toLowerCase());
      // By itself, not all that could be one is read as one.
      fc.pre(parser.linkify.match(`${changed} `)?.[0]?.text === changed);
      expectOnlyChanged(PLACES[place]!(address), PLACES[place]!(changed));
    }),
  );
});

test.each([
  ['links', (i: number) => `[a${i}](https://a.dk/${i}.${i % 7}) `],
  ['links without a text', (i: number) => `[](https://a.dk/${i}) `],
  ['addresses', (i: number) => `https://a.dk/${i} `],
  ['definitions', (i: number) => `[a${i}]: https://a.dk/${i}\n`],
])('ten thousand %s, each of which is changed, cost what reading them does, some times over', (_, write) => {
  const bodyOf = (by: number) => Array.from({ length: 10_000 }, (_, i) => write(i + by)).join('');
  const [before, after] = [bodyOf(0), bodyOf(100_000)];
  const attribution = planAttribution({ sequence: 1, body: before }).attribute(nothing);
  const credit = () =>
    planAttribution({ sequence: 2, body: after, parent: { body: before, attribution } }).attribute(nothing);
  const read = () => planAttribution({ sequence: 1, body: before + after }).attribute(nothing);
  expectCost(credit, 1000, 4, read);
});

test('what was credited before a figure was one word goes on so, of whoever wrote of it last, and each sign of Chinese', () => {
  const body = 'Kl. 10.30 kom 我们 og 1,5 *mio*. می\u200Cخواهم v1.2 [a](b.dk/1.2)';
  const former = Uint32Array.of(1, 2, 3, 5, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21);
  expect(isOfBody(body, former)).toBe(true);
  const now = withAddresses(body, former);
  const told = tokensOf(body).map(({ text }, i) => `${now[i]}: ${text}`);
  expect(told.join(' ')).toBe(
    '1: Kl 2: . 5: 10.30 6: kom 7: 我 7: 们 8: og 11: 1,5 12: mio 13: . 16: می\u200Cخواهم 19: v1.2 20: a 21: <b.dk/1.2>',
  );
  expect([...withAddresses(body, now)]).toEqual([...now]);
});
