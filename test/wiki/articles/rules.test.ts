/** What an article's content must hold, how a file and two people's edits become one, and what licence it gets. */
import { describe, expect, test } from '@jest/globals';
import type { WikiError } from '../../../server/errors.ts';
import type { Content } from '../../../server/kinds/content.ts';
import { kindOf } from '../../../server/kinds/index.ts';
import { checkContent, checkSize, checkSummary } from '../../../server/wiki/articles/checks.ts';
import { readDocument } from '../../../server/wiki/articles/documents.ts';
import { insertArticle } from '../../../server/wiki/articles/edits.ts';
import { enterLicence } from '../../../server/wiki/articles/licences.ts';
import { mergeContents, mergeWithoutBase, type Choice } from '../../../server/wiki/articles/merging.ts';
import { method } from '../../support/content.ts';
import { peopled } from '../../support/people.ts';

/** Returns the problems with which something is refused; none when it's let through. */
function problemsOf(check: () => void): string[] {
  try {
    check();
    return [];
  } catch (error) {
    const { status, code, problems } = error as WikiError;
    return problems.length === 0
      ? [`${status} ${code}`]
      : problems.map(({ field, code }) => `${field} ${code}`);
  }
}
const refused = (change: Partial<Content>) => problemsOf(() => checkContent(method(change)));

describe('a content', () => {
  test('of a title, a lead and nothing else may be saved', () => {
    expect(refused({ facts: {}, body: '' })).toEqual([]);
  });

  test('is told of all that is wrong with it at once', () => {
    const sources = [
      { title: 'En bog', url: 'https://example.dk/bog' },
      { title: '', url: 'javascript:alert(1)' },
    ];
    const facts = { timeRequired: 'x'.repeat(61) };
    expect(refused({ title: '', lead: '', topics: ['x'.repeat(81)], sources, facts })).toEqual([
      'title required',
      'lead required',
      'topics too-long',
      'sources[1][title] required',
      'sources[1][url] bad-url',
      'facts[timeRequired] too-long',
    ]);
  });

  test('is as long as it may be by its letters, not by how they are stored', () => {
    expect(refused({ title: '😀'.repeat(119) + 'x', lead: '😀'.repeat(300) })).toEqual([]);
    expect(refused({ title: 'x'.repeat(121), lead: 'x'.repeat(301) })).toEqual([
      'title too-long',
      'lead too-long',
    ]);
  });

  test('needs a title that gives an address, and a kind that there is', () => {
    expect(refused({ title: '!?' })).toEqual(['title no-slug']);
    expect(refused({ kind: 'recipe' })).toEqual(['kind unknown-option']);
  });

  test('holds a hundred topics and sources, and no more', () => {
    const many = (count: number) => Array.from({ length: count }, (_, i) => `Nummer ${i}`);
    const sources = (count: number) => many(count).map((title) => ({ title, url: '' }));
    expect(refused({ topics: many(100), sources: sources(100) })).toEqual([]);
    expect(refused({ topics: many(101), sources: sources(101) })).toEqual([
      'topics too-many',
      'sources[100][title] too-many',
    ]);
  });

  test('has a body of 256 kB in bytes at the most', () => {
    expect(refused({ body: 'ø'.repeat(131_072) })).toEqual([]);
    expect(refused({ body: 'ø'.repeat(131_072) + 'x', title: '' })).toEqual(['413 too-large']);
  });

  test('may be looked at while something lacks, but not while something is too large', () => {
    const looked = (change: Partial<Content>) => problemsOf(() => checkSize(method(change)));
    expect(looked({ title: '', kind: 'recipe' })).toEqual([]);
    expect(looked({ title: '', lead: 'x'.repeat(301) })).toEqual(['lead too-long']);
    expect(looked({ body: 'x'.repeat(262_145) })).toEqual(['413 too-large']);
  });

  test('goes with a summary of 300 letters, or none', () => {
    expect(problemsOf(() => checkSummary(''))).toEqual([]);
    expect(problemsOf(() => checkSummary('😀'.repeat(300)))).toEqual([]);
    expect(problemsOf(() => checkSummary('x'.repeat(301)))).toEqual(['summary too-long']);
  });
});

describe('a file', () => {
  const read = (text: string) => readDocument(text, kindOf('method')!, 'Navnet');

  test('gives title, lead, topics, sources and facts from its front matter, there or under facts', () => {
    const { content, unknown, dropped, problem } = read(`---
title: Kortsortering
description: At lægge <b>kort</b>.
what: Ikke leaden
topics: [deltagelse]
sources:
  - title: En bog
    url: https://example.dk/bog
  - url: https://example.dk/side
  - ikke en kilde
facts:
  timeRequired: en time
layout: card
empty:
---

# Overskrift

Læg kortene.<script>alert(1)</script>

`);
    expect(content).toEqual({
      kind: 'method',
      title: 'Kortsortering',
      lead: 'At lægge kort.',
      topics: ['deltagelse'],
      sources: [
        { title: 'En bog', url: 'https://example.dk/bog' },
        { title: 'https://example.dk/side', url: 'https://example.dk/side' },
      ],
      facts: { what: 'Ikke leaden', timeRequired: 'en time' },
      body: '# Overskrift\n\nLæg kortene.\n',
    });
    expect({ unknown, dropped, problem }).toEqual({
      unknown: ['layout'],
      dropped: ['script'],
      problem: undefined,
    });
  });

  test('without a title is called by its first heading, else by its name', () => {
    const titles = ['Tekst.\n\n## Om kort ##\n', 'Om kort\n=======\n', 'Kun tekst.\n', ''].map(
      (text) => read(text).content.title,
    );
    expect(titles).toEqual(['Om kort', 'Om kort', 'Navnet', 'Navnet']);
  });

  test('is called by a heading that its readers see: not in code, and without markup', () => {
    const titles = [
      '```sh\n# Ikke denne\n```\n\n# Den *rigtige* [titel](x.md) `a`\n',
      '~~~\n# Nej\n~~~\n',
      '#\n\n## **To**\n',
    ].map((text) => read(text).content.title);
    expect(titles).toEqual(['Den rigtige titel a', 'Navnet', 'To']);
  });

  test('whose front matter can’t be read says why, and keeps its words', () => {
    const { content, problem } = read('---\ntitle: [\n---\n\nTekst.\n');
    expect(problem).toEqual(expect.stringMatching(/./));
    expect(content).toMatchObject({ title: 'Navnet', body: 'title: [\n\nTekst.\n' });
    expect(read('---\ntitle: Fra A: til B\n---\nTekst.\n').content).toMatchObject({
      title: 'Fra A: til B',
      body: 'Tekst.\n',
    });
    expect(read('+++\ntitle = "Fra A"\n+++\nTekst.\n').content).toMatchObject({
      title: 'Fra A',
      body: 'Tekst.\n',
    });
  });

  test('with several titles has none, and keeps what it was called before', () => {
    const several = '---\ntitle: [A, B]\nlead: {a: b}\ndescription: Kort\n---\n\n# C\n';
    const { content, unknown } = read(several);
    expect([content.title, content.lead, unknown]).toEqual(['C', 'Kort', ['title', 'lead']]);
    const before = read('---\ntitle: Før\n---\n').content;
    expect(readDocument(several, kindOf('method')!, 'Navnet', before).content.title).toBe('Før');
    expect(read('---\ntitle: [A]\n---\n')).toMatchObject({ content: { title: 'A' }, unknown: [] });
  });

  test('holds no sign that a text may not hold, however it is written', () => {
    const { content } = read('---\ntitle: "Kort\\0sortering"\n---\nTek\0st.\r\n');
    expect(content).toMatchObject({ title: 'Kortsortering', body: 'Tekst.\n' });
  });
});

describe('two edits of one content', () => {
  const base = method({
    topics: ['et', 'to'],
    sources: [{ title: 'A', url: '' }],
    body: 'En.\n\nTo.\n\nTre.\n',
  });
  const made = (change: Partial<Content>): Content => ({ ...base, ...change });

  test('that change different parts become one', () => {
    const mine = made({ lead: 'Min.', topics: ['et', 'to', 'tre'], body: 'En.\n\nTo.\n\nTre igen.\n' });
    const theirs = made({ title: 'Deres', topics: ['nul', 'et', 'to'], body: 'En igen.\n\nTo.\n\nTre.\n' });
    expect(mergeContents(base, mine, theirs)).toEqual({
      clean: true,
      clashes: [],
      content: made({
        title: 'Deres',
        lead: 'Min.',
        topics: ['nul', 'et', 'to', 'tre'],
        body: 'En igen.\n\nTo.\n\nTre igen.\n',
      }),
    });
  });

  test('that change the same clash there alone, and mine stands until something is chosen', () => {
    const mine = made({ lead: 'Min.', body: '## Om\n\nEn.\n\nMin.\n\nTre.\n', facts: { why: 'Min' } });
    const theirs = made({
      lead: 'Deres.',
      body: '## Om\n\nEn.\n\nDeres.\n\nTre.\n',
      facts: { why: 'Deres' },
    });
    const start = made({ body: '## Om\n\nEn.\n\nTo.\n\nTre.\n', facts: {} });
    const merge = mergeContents(start, mine, theirs);
    expect(merge.clean).toBe(false);
    expect(merge.content).toEqual(mine);
    expect(merge.clashes.map(({ part, under, canBeBoth }) => [part, under, canBeBoth])).toEqual([
      ['lead', undefined, false],
      ['body', 'Om', true],
      ['facts[why]', undefined, false],
    ]);
    const chosen = (...sides: Choice[]) => {
      const keys = merge.clashes.map(({ key }, i) => [key, sides[i]!] as const);
      return mergeContents(start, mine, theirs, Object.fromEntries(keys));
    };
    expect(chosen('theirs', 'both', 'mine')).toMatchObject({
      clean: true,
      content: { lead: 'Deres.', body: '## Om\n\nEn.\n\nDeres.\n\nMin.\n\nTre.\n', facts: { why: 'Min' } },
    });
    // Nobody can have both of two leads.
    expect(chosen('both', 'theirs', 'theirs')).toMatchObject({ clean: false, content: { lead: 'Min.' } });
  });

  test('a choice that was made of another clash counts for nothing', () => {
    const [mine, theirs] = [made({ lead: 'Min.' }), made({ lead: 'Deres.' })];
    const { key } = mergeContents(base, mine, theirs).clashes[0]!;
    const choices = { [key]: 'theirs' } as const;
    expect(mergeContents(base, mine, theirs, choices)).toMatchObject({ clean: true, content: theirs });
    const since = made({ lead: 'Deres igen.' });
    expect(mergeContents(base, mine, since, choices)).toMatchObject({ clean: false, content: mine });
  });

  test('clashes that say the same have keys of their own', () => {
    const body = (word: string) => made({ body: `Ens.\n\nImellem.\n\nEns.\n`.replaceAll('Ens', word) });
    const keys = mergeContents(body('Ens'), body('Min'), body('Deres')).clashes.map(({ key }) => key);
    expect(keys).toHaveLength(2);
    expect(keys[1]).toBe(`${keys[0]}-1`);
  });

  test('a fact that the other one’s new kind has no place for stays behind', () => {
    const mine = made({ kind: 'organisation', facts: {} });
    const theirs = made({ facts: { ...base.facts, why: 'Fordi' } });
    expect(mergeContents(base, mine, theirs)).toMatchObject({
      clean: true,
      content: { kind: 'organisation', facts: {} },
    });
    expect(mergeContents(base, base, theirs).content.facts).toEqual(theirs.facts);
  });

  test('lists of a field can be taken both, where there is room', () => {
    const facts = (...places: string[]) => method({ kind: 'organisation', facts: { places } });
    const [start, mine, theirs] = [facts('1081'), facts('1082'), facts('1083')];
    const { clashes } = mergeContents(start, mine, theirs);
    expect(clashes).toMatchObject([{ part: 'facts[places]', canBeBoth: true }]);
    const { content } = mergeContents(start, mine, theirs, { [clashes[0]!.key]: 'both' });
    expect(content.facts).toEqual({ places: ['1083', '1082'] });
  });

  test('whose base is gone clash in all that differs, and in nothing else', () => {
    const mine = made({ lead: 'Min.', topics: ['et', 'mit'], body: 'Min tekst.' });
    const theirs = made({ lead: 'Deres.', topics: ['et', 'deres'], body: 'Deres tekst.' });
    const { clean, clashes, content } = mergeWithoutBase(mine, theirs);
    expect([clean, content]).toEqual([false, mine]);
    expect(clashes.map(({ part, canBeBoth }) => [part, canBeBoth])).toEqual([
      ['lead', false],
      ['body', true],
      ['topics', true],
    ]);
    const [lead, body, topics] = clashes.map(({ key }) => key);
    const choices = { [lead!]: 'theirs', [body!]: 'both', [topics!]: 'both' } as const;
    expect(mergeWithoutBase(mine, theirs, choices)).toMatchObject({
      clean: true,
      content: { lead: 'Deres.', body: 'Deres tekst.\n\nMin tekst.', topics: ['et', 'deres', 'mit'] },
    });
    expect(mergeWithoutBase(mine, mine)).toMatchObject({ clean: true, content: mine, clashes: [] });
  });
});

test('a licence is entered in the log, unless it is that of what is written here', async () => {
  const { db, anas, close } = await peopled();
  const ids = await db.transaction().execute(async (tx) => {
    const made = async (title: string, licence: string) => {
      const { id } = await insertArticle(tx, method({ title }), licence);
      await enterLicence(tx, anas, id, licence);
      return id;
    };
    return [await made('En', 'CC-BY-4.0'), await made('To', 'CC0-1.0')];
  });
  const about = db.selectFrom('log').select(['action', 'article_id']).where('article_id', 'in', ids);
  expect(await about.execute()).toEqual([{ action: 'licence CC0-1.0', article_id: ids[1] }]);
  await close();
});
