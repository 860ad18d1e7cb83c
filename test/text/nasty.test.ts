import { expect, test } from '@jest/globals';
import { da } from '../../server/locales/index.ts';
import {
  encodeAttribution,
  placesOnPage,
  planAttribution,
  runsOf,
  UNPLACED,
  type EditToCredit,
  type Version,
} from '../../server/text/attribution.ts';
import { readUnits } from '../../server/text/attribution/page-order.ts';
import { diffLines, diffText } from '../../server/text/diff.ts';
import { readMarkdown } from '../../server/text/markdown.ts';
import { remarksOn } from '../../server/text/markdown/remarks.ts';
import { mergeText } from '../../server/text/merge.ts';
import { goesOn } from '../../server/text/merge/going-on.ts';
import { markPassages, passagesIn, readPage } from '../../server/text/passages.ts';
import { relink } from '../../server/text/relink.ts';
import { changed, edited, LARGEST, nasty, prose } from '../support/nasty.ts';
import { expectCost } from '../support/cost.ts';

const render = (body: string) =>
  readMarkdown(body).render({ href: (path) => path, missing: new Set(), labels: da.markdown });

/** The page shows no more passages than that. */
const MOST_PASSAGES = 3000;

/** What the page of attribution makes of a body that many wrote by turns. */
function pagesOf(body: string): { marked: string } {
  const { html, lines } = render(body);
  const page = readPage(html);
  const { places } = placesOnPage(page.tokens, body, lines);
  const turns = Math.max(1, Math.ceil(page.tokens.length / MOST_PASSAGES));
  const keys = places.map((place, i) => (place === UNPLACED ? UNPLACED : Math.floor(i / turns)));
  const marks = {
    first: '<span class="passage by-1" role="group" tabindex="0">',
    next: '<span>',
    close: '</span>',
    after: '',
  };
  return { marked: markPassages(html, passagesIn(page, keys), () => marks) };
}

const QUARTER = LARGEST / 4;
test.each(Object.keys(nasty()))('the HTML of 64 kB of %s costs half a second at most', (name) => {
  const body = nasty(QUARTER)[name]!();
  expect(Buffer.byteLength(body)).toBeLessThanOrEqual(QUARTER);
  expect(Buffer.byteLength(body)).toBeGreaterThan(0.4 * QUARTER);
  expectCost(
    () => render(body),
    500,
    4,
    () => render(prose()),
  );
});

/** What a save works out of a body whose sentences stand nowhere else. */
function creditOf(edit: EditToCredit): Version {
  const plan = planAttribution(edit);
  const attribution = plan.attribute({ held: new Map(), elsewhere: new Map() });
  encodeAttribution(attribution, edit.sequence, edit.parent?.attribution);
  return { body: edit.body, attribution };
}

/** What credit costs of a body: at its first save, when another edits it, and when readers ask who wrote it. */
function waysOf(body: string): Record<string, () => unknown> {
  const mine = edited(body);
  const first = creditOf({ sequence: 1, body });
  const edit: EditToCredit = { sequence: 2, body: mine, parent: first };
  const version = creditOf(edit);
  return {
    save: () => creditOf({ sequence: 1, body }),
    edit: () => creditOf(edit),
    page: () => pagesOf(mine),
    file: () => runsOf(version, 2),
  };
}

// Nothing but signs and letters by turns: a body holds no more words and signs than these do.
const DENSE = [
  'links to hosts in other letters',
  'closing tags without an end',
  'emphasis that never closes',
  'emphasis that begins within a word',
  'emphasis behind brackets that open',
  'emphasis in images without an end',
];
test.each(DENSE)(
  'to credit 256 kB of %s, at a save and on a page, costs a second at most, or so many times as much as prose does',
  (name) => {
    const ordinary = waysOf(prose());
    for (const [way, work] of Object.entries(waysOf(nasty()[name]!()))) {
      try {
        expectCost(work, 1000, 6, ordinary[way]!);
      } catch (error) {
        throw new Error(`${way} costs too much`, { cause: error });
      }
    }
  },
);

test.each([
  'footnotes',
  'footnotes in footnotes',
  'definitions that are used',
  'definitions of one name',
  'a table',
  'a wide table with short rows',
  'wiki links with all their parts',
])('what there is to say of 256 kB of %s before it’s saved costs a second at most', (name) => {
  const body = nasty()[name]!();
  expectCost(
    () => remarksOn(body),
    1000,
    6,
    () => remarksOn(prose()),
  );
});

const DEAREST = [
  'links in one word',
  'addresses of mail',
  'images without an end',
  'footnotes',
  'references to one footnote',
  'headings',
  'a table',
  'tables',
  'deep lists',
  'quotes in items',
  'marks of all kinds',
  'links',
  'emphasis',
  'fences',
  'entities',
  'definitions that are used',
  'a bit of all',
];
test.each(DEAREST)('the page of who wrote 256 kB of %s costs a second at most', (name) => {
  const body = nasty()[name]!();
  let marked = '';
  expectCost(
    () => ({ marked } = pagesOf(body)),
    1000,
    // On the machine that the bounds were set on, such a page takes a sixth of a second.
    6,
    () => pagesOf(prose()),
  );
  expect(marked.length).toBeLessThan(6_000_000);
});

test.each(['headings', 'a list', 'tables', 'paragraphs of one letter'])(
  'of 256 kB of %s no more is read than a page has room for, to show it and to tell who wrote what it shows',
  (name) => {
    const body = nasty()[name]!();
    const { html, lines } = render(body);
    const beginning = body.split('\n').slice(0, lines).join('\n');
    const { tokens } = readPage(html);
    expect(placesOnPage(tokens, body, lines).places).toEqual(placesOnPage(tokens, body).places);
    expect(readUnits(body, lines).length).toBeLessThan(readUnits(body, Infinity).length / 2);
    for (const work of [render, (text: string) => placesOnPage(tokens, text, lines)]) {
      expectCost(
        () => work(body),
        10,
        1.8,
        () => work(beginning),
      );
    }
  },
);

test('the beginning of each kind of text is read alike by itself and in all of it', () => {
  for (const [name, make] of Object.entries(nasty(LARGEST / 16))) {
    const body = make();
    const told = readUnits(body, Math.ceil(body.split('\n').length / 3));
    const all = readUnits(body, Infinity).slice(0, told.length);
    const [own, whole] = [told, all].map((units) =>
      JSON.stringify(units.map(({ unit, tokens, first }) => [unit.at, unit.text, tokens, first])),
    );
    if (own !== whole) throw new Error(`${name} is read otherwise`);
  }
});

test.each([
  'short links',
  'a list',
  'lines of one letter',
  'emphasis that never closes',
  'headings underlined by two signs',
])('a difference and a merge of 256 kB of %s cost a second at most', (name) => {
  const worksOn = (body: string) => {
    const [mine, theirs] = [changed(body, 0), changed(body, 1)];
    return [() => diffText(body, mine), () => diffLines(body, mine), () => mergeText(body, mine, theirs)];
  };
  const ordinary = worksOn(prose());
  worksOn(nasty()[name]!()).forEach((work, i) => expectCost(work, 1000, 6, ordinary[i]!));
});

/** Texts of which the second is made of the first, and the third of the second. */
const goingOn: Record<string, () => [base: string, former: string, text: string]> = {
  'words that were all written anew, twice': () => {
    const turned = (text: string) => [...text].reverse().join('');
    const body = prose();
    return [body, turned(body), turned(body.replaceAll('a', 'e'))];
  },
  'sentences of which the half were written anew, twice': () => {
    const body = (word: string) =>
      Array.from({ length: 9000 }, (_, i) => `Det ${i} ${i % 2 ? word + String(i) : 'x'} her. `).join('');
    return [body('en'), body('to'), body('tre')];
  },
};
test.each(Object.keys(goingOn))('to tell whether 256 kB of %s go on costs a second at most', (name) => {
  const [base, former, text] = goingOn[name]!();
  const body = prose();
  expectCost(
    () => goesOn(base, former, text),
    1000,
    6,
    () => goesOn(body, changed(body, 0), changed(body, 1)),
  );
});

test.each(['links', 'different wiki links', 'paragraphs of links'])(
  'to lead the links of 256 kB of %s elsewhere costs a second at most',
  (name) => {
    const body = name === 'paragraphs of links' ? '[a](b)\n\n'.repeat(LARGEST / 8) : nasty()[name]!();
    const ordinary = prose();
    expectCost(
      () => relink(body, new Set(['x']), 'Y'),
      1000,
      6,
      () => relink(ordinary, new Set(['x']), 'Y'),
    );
  },
);

const repeated = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => line(index)).join('\n');

/** Texts in which each of many things stands beside one that is long, or beside all that stands below it. */
const heaps: Record<string, () => [base: string, mine: string, theirs: string]> = {
  'notes one below another, each indented': () => {
    const notes = repeated(16_000, (i) => `  [^${i}]: a\n`);
    return [`x\n\n${notes}`, `y\n\n${notes}`, `${notes}\nx\n\nz`];
  },
  'indented notes whose names hold a sign that is escaped': () => {
    const notes = repeated(14_000, (i) => `  [^\\]${i}]: a\n`);
    return [`x\n\n${notes}`, `y\n\n${notes}`, `${notes}\nx\n\nz`];
  },
  'references to one long note that was put otherwise': () => {
    const note = `[^a]: ${Array.from({ length: 9000 }, (_, i) => `ord${i}`).join(' ')}`;
    const references = repeated(8000, (i) => `Se[^a] nummer ${i}\n`);
    return [`${note}\n\nx`, `${note}\n\nx\n\n${references}`, `${note} til\n\nx`];
  },
  'paragraphs beside long sentences that both took out': () => {
    const frame = (text: string) => `Det øverste står her.\n\n${text}Det nederste står også her.`;
    const long = repeated(50, (i) => `${'a b c d '.repeat(600)}q${i}. A.`).replaceAll('\n', ' ');
    const added = repeated(14_000, (i) => `z${i} zb zc zd\n`);
    return [frame(`${long}\n\n`), frame(''), `${frame('Noget ganske nyt står her.\n\n')}\n\n${added}`];
  },
};
test.each(Object.keys(heaps))('a merge of 256 kB of %s costs a second at most', (name) => {
  const [base, mine, theirs] = heaps[name]!();
  for (const text of [base, mine, theirs]) expect(Buffer.byteLength(text)).toBeLessThan(LARGEST);
  const ordinary = [prose(), changed(prose(), 0), changed(prose(), 1)] as const;
  expectCost(
    () => mergeText(base, mine, theirs),
    1000,
    6,
    () => mergeText(...ordinary),
  );
});

test.each([
  [
    'prose with 4,000 links',
    repeated(1000, (i) => `Se ${`[kilden](https://a.dk/${i}) og `.repeat(4)}resten.\n`),
  ],
  ['a list of 6,000 items', repeated(6000, (i) => `- Kommunen prøvede nummer ${i}`)],
  ['a list of 3,000 tasks with links', repeated(3000, (i) => `- [x] Spørg [nummer ${i}](https://a.dk/${i})`)],
  [
    'a table of 10,000 cells',
    `|a|b|c|d|\n|-|-|-|-|\n${repeated(2500, (i) => `| ${i} | møde | ja | 1.500 |`)}`,
  ],
  ['code of 11,000 lines', `\`\`\`\n${repeated(11_000, (i) => `  kald(${i});`)}\n\`\`\``],
])('%s is shown whole', (_, body) => {
  expect(Buffer.byteLength(body)).toBeLessThan(LARGEST);
  expect(render(body).lines).toBe(Infinity);
});

test('an ordinary article of 256 kB is shown whole, and what is too much for a page is cut the same way each time', () => {
  expect(render(prose())).toMatchObject({ lines: Infinity });
  const [first, second] = [render(nasty()['a table']!()), render(nasty()['a table']!())];
  expect(first).toEqual(second);
  expect(first.lines).toBeLessThan(Infinity);
  expect(first.html).toMatch(
    /^<div class="table--responsive-scroll"[^]*<\/tr>\n<\/tbody>\n<\/table>\n<\/div>\n$/,
  );
});

test.each(['a table', 'a wide table', 'a list', 'deep lists', 'lines of quotes', 'a bit of all'])(
  'what is cut of %s ends in nothing empty',
  (name) => {
    const { html, lines } = render(nasty()[name]!());
    expect(lines).toBeLessThan(Infinity);
    expect(html.slice(-500)).not.toMatch(/<(tr|ul|ol|li|blockquote|p|table)\b[^>]*>\s*<\/\1>/);
  },
);

test('what is cut within emphasis, links, lists and quotes is closed', () => {
  for (const name of [
    'deep lists',
    'emphasis that closes late',
    'links in links',
    'a bit of all',
    'deep quotes',
    'footnotes',
  ]) {
    const open: string[] = [];
    for (const [, slash, tag] of render(nasty()[name]!()).html.matchAll(/<(\/?)([a-z]+\d?)[^>]*>/g)) {
      if (['br', 'hr', 'input'].includes(tag!)) continue;
      if (slash === '') open.push(tag!);
      else if (open.pop() !== tag) throw new Error(`${name}: ${tag} is closed and not open`);
    }
    expect([name, open]).toEqual([name, []]);
  }
});

test('an address ends at the limit: a longer run of letters is text', () => {
  const address = `https://a.dk/${'a'.repeat(1900)}`;
  expect(render(`Se ${address} nu`).html).toContain(`<a href="${address}"`);
  expect(render(`Se ${address}${'b'.repeat(200)} nu`).html).not.toContain('<a ');
  expect(render(`Se ${'b'.repeat(3000)} og www.a.dk nu`).html).toContain('<a href="http://www.a.dk"');
});
