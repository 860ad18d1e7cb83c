/** Searching in Danish: what is found, what comes first, and what is never found; judged by queries written before there was a search. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { articlesAlike } from '../../../server/wiki/finding/alike.ts';
import { expand } from '../../../server/wiki/finding/expanding.ts';
import { countFacets } from '../../../server/wiki/finding/facets.ts';
import { asListed } from '../../../server/wiki/finding/listed.ts';
import { countArticles, listArticles, type Filters } from '../../../server/wiki/finding/lists.ts';
import { findPeople } from '../../../server/wiki/finding/people.ts';
import { planFor } from '../../../server/wiki/finding/planning.ts';
import { bestFound } from '../../../server/wiki/finding/ranking.ts';
import { scored } from '../../../server/wiki/finding/scoring.ts';
import { search, type Sort } from '../../../server/wiki/finding/search.ts';
import { showFound } from '../../../server/wiki/finding/shown.ts';
import { meantBy } from '../../../server/wiki/finding/spelling.ts';
import { suggest } from '../../../server/wiki/finding/suggestions.ts';
import { knownStems, wordsBegun, wordsNear } from '../../../server/wiki/finding/vocabulary.ts';
import type { Lang } from '../../../server/kinds/kind.ts';
import type { Piece } from '../../../server/text/finding/snippets.ts';
import { readQuery } from '../../../server/text/finding/query.ts';
import { stemOf } from '../../../server/text/finding/stems.ts';
import type { Sought } from '../../../server/db/search-index.ts';
import { readContent } from '../../../server/wiki/history/contents.ts';
import { fillWith, libraryContents } from '../../support/library.ts';
import { peopled, type PeopledWiki } from '../../support/people.ts';
import { alike, first, misspelled, nothing } from './queries.ts';

let wiki: PeopledWiki;
beforeAll(async () => {
  wiki = await peopled();
  await fillWith(wiki.db, wiki.anas, libraryContents());
}, 120_000);
afterAll(() => wiki.close());

const find = (typed: string, filters: Filters = {}, sort: Sort = 'best') =>
  search(wiki.db, { typed, filters, sort, offset: 0, limit: 10 });
const marked = (pieces: readonly Piece[]) =>
  pieces.map(({ text, isFound }) => (isFound ? `[${text}]` : text)).join('');
const titles = async (typed: string, filters?: Filters, sort?: Sort) =>
  (await find(typed, filters, sort)).found.map(({ article }) => article.title);

describe('the queries', () => {
  test('find the article that must come first', async () => {
    expect(first.length).toBeGreaterThanOrEqual(80);
    const missed = [];
    for (const { query, title } of first) {
      const [found] = await titles(query);
      if (found !== title) missed.push({ query, title, found });
    }
    expect(missed).toEqual([]);
  }, 120_000);

  test('find nothing where there is nothing, nor what was surely not meant', async () => {
    expect(nothing.length).toBeGreaterThanOrEqual(30);
    const found = [];
    for (const query of nothing) {
      const { count } = await find(query);
      const meant = await meantBy(wiki.db, query);
      if (count > 0 || meant?.isSure) found.push({ query, count, meant });
    }
    expect(found).toEqual([]);
  }, 120_000);

  test('are understood with spelling mistakes: the article comes first, at once or for what was meant', async () => {
    expect(misspelled.length).toBeGreaterThanOrEqual(20);
    const missed = [];
    for (const { query, title, meant } of misspelled) {
      const guessed = await meantBy(wiki.db, query);
      const [found] = await titles(guessed?.text ?? query);
      const isRight = guessed === undefined || guessed.text === meant;
      if (found !== title || !isRight) missed.push({ query, title, found, guessed });
    }
    expect(missed).toEqual([]);
  }, 120_000);

  test('of what an article resembles name what they must of nine in ten', async () => {
    const missed = [];
    for (const { title, resembles } of alike) {
      const { id, sequence } = await wiki.db
        .selectFrom('article')
        .select(['id', 'sequence'])
        .where('title', '=', title)
        .executeTakeFirstOrThrow();
      const content = await readContent(wiki.db, sequence);
      const found = await articlesAlike(wiki.db, { id, sequence, content }, 5);
      expect(found.length).toBe(5);
      expect(found.map((each) => each.id)).not.toContain(id);
      if (!found.some((each) => each.title === resembles)) missed.push(title);
    }
    expect(missed.length).toBeLessThanOrEqual(alike.length / 10);
  }, 60_000);
});

describe('a search', () => {
  test('is narrowed by kind, facet and person, and counts what each would leave', async () => {
    const all = await find('hjemmepleje');
    const cases = await find('hjemmepleje', { kinds: ['case'] });
    expect(cases.count).toBeGreaterThan(0);
    expect(cases.count).toBeLessThan(all.count);
    const counts = await countFacets(wiki.db, {}, all);
    expect(counts.get('kind')).toContainEqual({ value: 'case', count: cases.count });
    const [sector] = counts.get('sector')!;
    const narrowed = await find('hjemmepleje', { facets: { sector: [sector!.value] } });
    expect(narrowed.count).toBe(sector!.count);
    expect((await find('hjemmepleje', { person: wiki.anas.personId })).count).toBe(all.count);
    expect((await find('hjemmepleje', { person: wiki.bos.personId })).count).toBe(0);
  });

  test('leaves the other values of a facet to choose from, once one is chosen', async () => {
    const before = await countFacets(wiki.db, {});
    const after = await countFacets(wiki.db, { facets: { sector: ['schools'] } });
    expect(after.get('sector')).toEqual(before.get('sector'));
    expect(after.get('place')).not.toEqual(before.get('place'));
  });

  test('in a region finds its municipalities, and in what became of it what was filed before', async () => {
    const inRegion = await countArticles(wiki.db, { facets: { place: ['1082'] } });
    const inAarhus = await countArticles(wiki.db, { facets: { place: ['0751'] } });
    expect(inAarhus).toBeGreaterThan(0);
    expect(inRegion).toBeGreaterThan(inAarhus);
  });

  test('orders by what was written last, or is written most, when asked', async () => {
    const newest = (await find('borger', {}, 'newest')).found.map(({ article }) => article.sequence);
    expect(newest).toEqual(newest.toSorted((a, b) => b - a));
    const complete = (await find('borger', {}, 'complete')).found.map(({ article: { sections } }) =>
      sections.total === 0 ? 0 : sections.done / sections.total,
    );
    expect(complete).toEqual(complete.toSorted((a, b) => b - a));
  });

  const shownFor = async (typed: string, title: string, lang: Lang = 'da') => {
    const asked = { typed, lang, filters: {}, sort: 'best', offset: 0, limit: 50 } as const;
    const { found } = await search(wiki.db, asked);
    const { snippet, beside } = found.find(({ article }) => article.title === title)!;
    return {
      snippet: marked(snippet),
      beside: beside && `${beside.label ?? beside.part}: ${marked(beside.pieces)}`,
    };
  };

  test('shows the words that it found in the form that they have there', async () => {
    const { snippet } = await shownFor('hjemmepleje tillid', 'Tillidsreform i hjemmeplejen');
    expect(snippet).toMatch(/\[Hjemmeplejegrupperne\] planlægger/);
  });

  test('shows the topic or fact that says it where the text doesn’t, in the language of whoever asks', async () => {
    const title = 'Blide afleveringer i vuggestuen';
    expect((await shownFor('aarhus', title)).beside).toBe('Sted: [Aarhus], Region Midtjylland');
    expect((await shownFor('region midtjylland', title)).beside).toBe('Sted: Aarhus, [Region] [Midtjylland]');
    expect((await shownFor('central denmark', title, 'en')).beside).toBe(
      'Place: Aarhus, [Central] [Denmark] Region',
    );
    const trusted = 'Tillidsreform i hjemmeplejen';
    expect((await shownFor('trust', trusted)).beside).toBe('topic: [Trust]-based leadership');
    expect((await shownFor('hjemmepleje', trusted)).beside).toBeUndefined();
  });

  test('tells of each of several words how many articles hold it, where none holds all', async () => {
    const { count, words } = await find('tillid kvantefysik "rolige måltider" kvantemekanik');
    expect(count).toBe(0);
    expect(words).toEqual([
      { text: 'tillid', count: (await find('tillid')).count },
      { text: '"rolige måltider"', count: (await find('"rolige måltider"')).count },
    ]);
    expect((await find('kvantefysik')).words).toEqual([]);
    expect((await find('tillid kvantefysik', { kinds: ['none'] })).words).toEqual([]);
  });

  test('by a half word finds the words that it begins, and by a word that is parted falsely nothing', async () => {
    expect((await titles('hjemmehj')).toSorted()).toEqual([
      'Brugerrejse',
      'Elektroniske låse hos hjemmehjælpens borgere',
      'Hverdagsrehabilitering før varig hjælp',
    ]);
    expect((await find('videnskab')).count).toBe(0);
    expect(await meantBy(wiki.db, 'hjemmehj')).toBeUndefined();
  });

  test('of a misspelled compound is known to be by its parts alone, and what was meant is sure', async () => {
    expect(await find('hjemeplejen')).toMatchObject({ isParted: true });
    expect(await meantBy(wiki.db, 'hjemeplejen')).toEqual({ text: 'hjemmeplejen', isSure: true });
    expect(await find('arbejdspladsmøde')).toMatchObject({ isParted: true });
    expect(await meantBy(wiki.db, 'arbejdspladsmøde')).toBeUndefined();
    expect(await find('hjemmeplejen')).toMatchObject({ isParted: false });
  });

  test('goes on where a page ended, without a gap or an article twice', async () => {
    const typed = 'borger';
    const all = await search(wiki.db, { typed, filters: {}, sort: 'best', offset: 0, limit: 63 });
    const pages = [];
    for (let offset = 0; offset < all.found.length; offset += 7) {
      const page = await search(wiki.db, { typed, filters: {}, sort: 'best', offset, limit: 7 });
      pages.push(...page.found.map(({ article }) => article.id));
    }
    expect(pages).toEqual(all.found.map(({ article }) => article.id));
    expect(new Set(pages).size).toBe(pages.length);
    expect(pages.length).toBeGreaterThan(14);
  });

  test('puts those first of very many that say it in their titles, and still finds each once', async () => {
    const { request, count } = await find('hjemmepleje');
    const ids = (best: { id: number }[]) => best.map(({ id }) => id);
    const [few, many] = [
      await bestFound(wiki.db, request!, {}, count),
      await bestFound(wiki.db, request!, {}, 10_000),
    ];
    expect(ids(many).toSorted()).toEqual(ids(few).toSorted());
    const titled = await bestFound(wiki.db, { ...request!, within: 'title' }, {}, count);
    expect(titled.length).toBeGreaterThan(1);
    expect(ids(many.slice(0, titled.length)).toSorted()).toEqual(ids(titled).toSorted());
  });

  test('asks for what stands in it in any way without failing', async () => {
    for (const typed of [
      '"',
      '""',
      '-',
      '*',
      'NEAR(',
      'a OR b',
      "o'",
      '\\',
      'æ:*',
      '(',
      'AND',
      '"a',
      "'",
      '%_',
      '\u0000',
      '<-> &',
    ])
      expect((await find(typed)).count).toBeGreaterThanOrEqual(0);
    expect((await find('(')).request).toBeUndefined();
  });

  test('takes the longest query in well under a second', async () => {
    const start = performance.now();
    await find(
      'borger hjemmepleje tillid innovation kommune skole sygefravær ledelse medarbejder metode evaluering data',
    );
    expect(performance.now() - start).toBeLessThan(5000);
  });
});

describe('a query', () => {
  test('takes compounds for a word, the shortest first, and none for a phrase', async () => {
    const [term] = (await expand(wiki.db, readQuery('tillid'))).terms;
    expect(term!.others).toContain('tillidsreform');
    expect((await expand(wiki.db, readQuery('"tillid"'))).terms[0]!.others).toEqual([]);
    const parted = await expand(wiki.db, readQuery('arbejdspladsmøde'));
    expect(parted.terms[0]!.others).toEqual(expect.arrayContaining(['arbejdsplad', 'mød']));
  });

  test('puts first whose title it is, then who says all of it', async () => {
    const expanded = await expand(wiki.db, readQuery('idéstorm'));
    const [a, b, c] = await listArticles(wiki.db, {}, 3);
    const candidate = { rank: -1, hasAll: true, isNamed: false, links: 0 };
    const order = scored(
      [
        { ...candidate, article: a!, hasAll: false },
        { ...candidate, article: b! },
        { ...candidate, article: c!, isNamed: true },
      ],
      expanded,
    );
    expect(order).toEqual([c, b, a]);
    const linked = [
      { ...candidate, article: b! },
      { ...candidate, article: b!, links: 3 },
    ];
    expect(scored([linked[0]!, { ...linked[1]!, article: { ...b!, id: 999 } }], expanded)[0]!.id).toBe(999);
  });
});

describe('what a search goes by', () => {
  test('is all that was typed, or most of it where that finds few, and who has just that title', async () => {
    const planned = (typed: string) => planFor(wiki.db, typed, readQuery(typed), {});
    const plan = await planned('Tillidsreform i hjemmeplejen');
    expect(plan.stricter).toBeUndefined();
    const [named] = (await find('Tillidsreform i hjemmeplejen')).found;
    expect(plan.namesake).toBe(named!.article.id);
    const wider = await planned('rolige måltider på plejehjem');
    expect(wider.stricter).toBeDefined();
    expect(wider.counts.all).toBeGreaterThan(wider.counts.whole);
    expect(wider.namesake).toBeUndefined();
  });

  test('shows an article by its lead where nothing tells of it', async () => {
    const [article] = await listArticles(wiki.db, {}, 1);
    const expanded = await expand(wiki.db, readQuery('kvantefysik'));
    const { snippet, beside } = await showFound(wiki.db, article!, expanded, 'da');
    expect(marked(snippet)).toBe(article!.lead);
    expect(beside).toBeUndefined();
  });
});

test('a list tells the places of an article, but not the regions that they lie in, its status and its last writer', async () => {
  const articles = await listArticles(wiki.db, { kinds: ['case'] }, 100);
  const listed = await asListed(wiki.db, articles);
  expect(listed.map(({ article }) => article)).toEqual(articles);
  const of = (title: string) => listed.find(({ article }) => article.title === title)!;
  expect(of('Tillidsreform i hjemmeplejen')).toMatchObject({
    places: ['0740'],
    statuses: ['in-operation'],
    last: { at: expect.stringMatching(/^\d{4}-/), byline: { name: 'Ana Østergård' } },
  });
  expect(of('Patientens egen tavle').places).toEqual(['1084']);
  expect(of('Frivillige førstehjælpere på småøerne').places).toEqual(['0741', '0825']);
  expect(await asListed(wiki.db, [])).toEqual([]);
});

test.each([
  [3, 1],
  [4, 1],
  [5, 2],
  [8, 2],
])('most of %i words is all but %i of them, whichever these are', async (count, lacking) => {
  const words = ['zebu', 'okapi', 'gnu', 'yak', 'emu', 'lama', 'moa', 'kea'].slice(0, count);
  const { most } = await expand(wiki.db, readQuery(words.join(' ')));
  const stems = words.map(stemOf);
  const isMet = (sought: Sought, held: readonly string[]): boolean => {
    if ('phrase' in sought) return held.includes(sought.phrase.join(' '));
    return 'all' in sought
      ? sought.all.every((each) => isMet(each, held))
      : sought.any.some((each) => isMet(each, held));
  };
  for (let chosen = 0; chosen < 2 ** count; chosen++) {
    const held = stems.filter((_, index) => chosen & (1 << index));
    expect([held, isMet(most!, held)]).toEqual([held, held.length >= count - lacking]);
  }
});

describe('the vocabulary', () => {
  test('tells which words begin with half of one, the shortest first, and which sound like one', async () => {
    expect(await wordsBegun(wiki.db, 'hjemmeplej')).toEqual(
      expect.arrayContaining(['hjemmepleje', 'hjemmeplejen']),
    );
    expect((await wordsBegun(wiki.db, 'hjemmeplej'))[0]).toBe('hjemmepleje');
    expect(await wordsBegun(wiki.db, 'hje')).toEqual([]);
    expect((await wordsNear(wiki.db, 'hjemeplejen'))[0]).toBe('hjemmeplejen');
    expect((await wordsNear(wiki.db, 'sygepleger'))[0]).toMatch(/^sygeplejer/);
    expect(await wordsNear(wiki.db, 'kvantefysik')).toEqual([]);
    expect(await knownStems(wiki.db, ['hjemmeplej', 'kvantefysik'])).toEqual(new Set(['hjemmeplej']));
  });
});

describe('suggestions', () => {
  test('go on from how a title, a word of it, a topic or a name begins', async () => {
    const { articles, topics } = await suggest(wiki.db, 'till', 8);
    expect(articles.map(({ title }) => title).slice(0, 2)).toEqual([
      'Tillid og ansvar',
      'Tillidsreform i hjemmeplejen',
    ]);
    expect(topics).toEqual(['trust-based-leadership']);
    expect((await suggest(wiki.db, 'i hjemmep', 8)).articles.map(({ title }) => title)).toContain(
      'Skærmbesøg i hjemmeplejen',
    );
    expect((await suggest(wiki.db, 'øster', 8)).people).toMatchObject([
      { byline: { name: 'Ana Østergård' } },
    ]);
    expect(await suggest(wiki.db, 't', 8)).toEqual({ articles: [], topics: [], people: [] });
  });

  test('of people hold every word that was typed', async () => {
    expect(await findPeople(wiki.db, 'ana øst', 5)).toHaveLength(1);
    expect(await findPeople(wiki.db, 'ana åk', 5)).toEqual([]);
    expect(await findPeople(wiki.db, '%', 5)).toEqual([]);
  });

  test('forgive how a name is spelled that sounds like it', async () => {
    for (const typed of ['ostergard', 'oestergaard', 'anna osterg'])
      expect([typed, await findPeople(wiki.db, typed, 5)]).toMatchObject([
        typed,
        [{ byline: { name: 'Ana Østergård' } }],
      ]);
    for (const typed of ['akjær', 'bo akjaer', 'aakjer'])
      expect([typed, await findPeople(wiki.db, typed, 5)]).toMatchObject([
        typed,
        [{ byline: { name: 'Bo Åkjær' } }],
      ]);
    expect(await findPeople(wiki.db, 'vestergard', 5)).toEqual([]);
  });
});
