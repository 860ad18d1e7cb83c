/** An address, and what leads to one, is one word of who wrote it last; what stands beside it stays whose it was. */
import fc from 'fast-check';
import {
  isOfBody,
  planAttribution,
  runsOf,
  tokensOf,
  withAddresses,
  type Attribution,
} from '../../server/text/attribution.ts';
import { parser } from '../../server/text/markdown/parser.ts';
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
