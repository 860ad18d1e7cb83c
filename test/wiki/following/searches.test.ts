/** Watched searches, below all doors: what was written is held against them, and each who watches is told of an article once. */
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Content } from '../../../server/kinds/content.ts';
import { tellNewsNow } from '../../../server/news.ts';
import { readQuery } from '../../../server/text/finding/query.ts';
import { findArticle } from '../../../server/wiki/articles/articles.ts';
import { createArticle, editArticle } from '../../../server/wiki/articles/edits.ts';
import { keyOf, readKey } from '../../../server/wiki/finding/asked.ts';
import { expand, wholly } from '../../../server/wiki/finding/expanding.ts';
import { formsOf, holds, isLeft, mayHold, sheetOf } from '../../../server/wiki/finding/fitting.ts';
import { narrowed } from '../../../server/wiki/finding/lists.ts';
import { newestFitting } from '../../../server/wiki/finding/newest.ts';
import { holdsSought } from '../../../server/db/search-index.ts';
import { digestIn } from '../../../server/wiki/following/digests.ts';
import { chooseFollowing, followingOf, markSeen } from '../../../server/wiki/following/followers.ts';
import { newlyFitting } from '../../../server/wiki/following/newly-fitting.ts';
import { newsFor } from '../../../server/wiki/following/news.ts';
import { newestFit } from '../../../server/wiki/following/fits.ts';
import { isSearch, readSearches } from '../../../server/wiki/following/searches.ts';
import { unwatch, watch } from '../../../server/wiki/following/watching.ts';
import type { Author } from '../../../server/wiki/history/author.ts';
import { readContent } from '../../../server/wiki/history/contents.ts';
import { reachedNow } from '../../../server/wiki/history/state.ts';
import { deleteArticle } from '../../../server/wiki/moderation/deletion.ts';
import { hideRevision } from '../../../server/wiki/moderation/hiding.ts';
import { closeAccount } from '../../../server/wiki/people/leaving.ts';
import { personalDataOf } from '../../../server/wiki/people/personal-data.ts';
import { recordRevision } from '../../../server/wiki/record.ts';
import { mergeTopics, partTopic } from '../../../server/wiki/topics/merging.ts';
import { method } from '../../support/content.ts';
import { fillWith, libraryContents } from '../../support/library.ts';
import { first } from '../finding/queries.ts';
import { takeLetters } from '../../support/mail.ts';
import { prose } from '../../support/nasty.ts';
import { AT, peopledEach } from '../../support/people.ts';

const wiki = peopledEach();
const danish = { lang: 'da' } as const;
const HIDING = { text: true, summary: false, reason: 'Prøve.' };
const trust = { subject: 'search', target: 'q=tillid' } as const;
const create = (author: Author, change: Partial<Content>) =>
  createArticle(wiki.db, author, { content: method(change), summary: '' });
const edit = (author: Author, slug: string, change: Partial<Content>) =>
  editArticle(wiki.db, author, slug, { content: method(change), summary: '', minor: false });
/** As an import does it: what is written is kept as it's spelled. */
const writeAsItStands = async (slug: string, topics: string[]) => {
  const { id, uid, number, sequence } = await findArticle(wiki.db, slug);
  const content = { ...(await readContent(wiki.db, sequence)), topics };
  const save = { content, action: 'edit', summary: '', minor: false, baseNumber: number } as const;
  await wiki.db
    .transaction()
    .execute((tx) => recordRevision(tx, wiki.anas, { id, uid, revisionCount: number }, save));
};
const tell = () => tellNewsNow(wiki);
const newsTo = async ({ personId }: Author) =>
  (
    await newsFor(wiki.db, personId, { since: (await followingOf(wiki.db, personId)).seen }, 50, undefined)
  ).map(({ article, searches, revisions, acts }) => [
    article.title,
    searches.map(({ target }) => target).sort(),
    revisions.length + acts.length,
  ]);

beforeEach(async () => {
  wiki.now = () => AT;
  await create(wiki.anas, { title: 'Tillid før', lead: 'Tillid stod her, før nogen overvågede det.' });
  await create(wiki.anas, { title: 'Vagtplan' });
  await tell();
});

test('a search is spelled by its key alone, and read back from it', async () => {
  expect(['q=tillid', 'kind=case', 'q=', 'q=-tillid', 'person=0', 'q=tillid&q=ro', ''].map(isSearch)).toEqual(
    [...[true, true], ...Array<boolean>(5).fill(false)],
  );
  const found = await readSearches(wiki.db, ['q=tillid&person=1', 'q=']);
  expect(found).toMatchObject([{ asked: { typed: 'tillid', person: 1 }, writer: { name: 'Ana Østergård' } }]);
});

describe('a search that is watched', () => {
  test('is fitted by what a revision brought into it, and not by what fitted before', async () => {
    await watch(wiki.db, wiki.bos, trust, danish);
    const { sequence, id: articleId } = await findArticle(wiki.db, 'tillid-før');
    const revision = { sequence, article_id: articleId, person_id: wiki.anas.personId };
    const fit = { target: trust.target, articleId, sequence, author: wiki.anas.personId };
    expect(await newlyFitting(wiki.db, [{ ...revision, parent: null }])).toEqual([fit]);
    expect(await newlyFitting(wiki.db, [{ ...revision, parent: sequence }])).toEqual([]);
  });

  test('tells of an article that is written into it, and of one that comes to fit, each once', async () => {
    await watch(wiki.db, wiki.bos, trust, danish);
    await create(wiki.anas, { title: 'Tillidsreform' });
    await tell();
    expect(await newsTo(wiki.bos)).toEqual([['Tillidsreform', ['q=tillid'], 0]]);
    await edit(wiki.anas, 'vagtplan', { title: 'Vagtplan', lead: 'En vagtplan med tillid.' });
    await edit(wiki.mos, 'tillid-før', { title: 'Tillid før', lead: 'Tillid stod her allerede.' });
    await tell();
    expect((await newsTo(wiki.bos)).map(([title]) => title).sort()).toEqual(['Tillidsreform', 'Vagtplan']);
    const fit = await newestFit(wiki.db, wiki.bos.personId);
    await markSeen(wiki.db, wiki.bos, { ...(await reachedNow(wiki.db)), fit });
    expect(await newsTo(wiki.bos)).toEqual([]);
    await edit(wiki.anas, 'vagtplan', { title: 'Vagtplan', lead: 'En vagtplan.' });
    await edit(wiki.anas, 'vagtplan', { title: 'Vagtplan', lead: 'En vagtplan med tillid igen.' });
    await tell();
    expect(await newsTo(wiki.bos)).toEqual([]);
  });

  test('is seen as far as its list went, however late what was written is held against it', async () => {
    await watch(wiki.db, wiki.bos, trust, danish);
    await create(wiki.anas, { title: 'Tillidsreform' });
    await markSeen(wiki.db, wiki.bos, { ...(await reachedNow(wiki.db)), fit: 0 });
    await tell();
    expect(await newsTo(wiki.bos)).toEqual([['Tillidsreform', ['q=tillid'], 0]]);
  });

  test('tells nobody of what they wrote themselves, nor of what came before they watched it', async () => {
    await create(wiki.anas, { title: 'Tillid i dag' });
    await watch(wiki.db, wiki.bos, trust, danish);
    await watch(wiki.db, wiki.anas, trust, danish);
    await create(wiki.bos, { title: 'Tillid i morgen' });
    await tell();
    expect(await newsTo(wiki.bos)).toEqual([]);
    expect(await newsTo(wiki.anas)).toEqual([['Tillid i morgen', ['q=tillid'], 0]]);
  });

  test('stands on the line of an article that is watched besides, whatever searches find it', async () => {
    await watch(wiki.db, wiki.bos, { subject: 'article', target: '2' }, danish);
    await watch(wiki.db, wiki.bos, trust, danish);
    await watch(wiki.db, wiki.bos, { subject: 'search', target: 'q=reform&kind=method' }, danish);
    await edit(wiki.anas, 'vagtplan', { title: 'Vagtplan', lead: 'Tillidsreformen.' });
    await tell();
    expect(await newsTo(wiki.bos)).toEqual([['Vagtplan', ['q=reform&kind=method', 'q=tillid'], 1]]);
  });

  test('may be by what is chosen alone, and by whoever wrote in it', async () => {
    const byMo = {
      subject: 'search',
      target: `kind=method&topic=ledelse&person=${wiki.mos.personId}`,
    } as const;
    await watch(wiki.db, wiki.bos, byMo, danish);
    await create(wiki.anas, { title: 'Ledelse', topics: ['ledelse'] });
    await create(wiki.anas, { title: 'Noget andet' });
    await edit(wiki.mos, 'noget-andet', { title: 'Noget andet', lead: 'Ikke om det.' });
    await tell();
    expect(await newsTo(wiki.bos)).toEqual([]);
    await edit(wiki.mos, 'ledelse', { title: 'Ledelse', topics: ['ledelse'], lead: 'Mo skriver med.' });
    await tell();
    expect(await newsTo(wiki.bos)).toEqual([['Ledelse', [byMo.target], 0]]);
  });

  test('goes by what articles are filed under, however topics are merged and parted since', async () => {
    const nudging = { subject: 'search', target: 'topic=Nudging' } as const;
    await create(wiki.anas, { title: 'Allerede', topics: ['Små skub'] });
    await create(wiki.anas, { title: 'Skub', topics: ['Nudging'] });
    await watch(wiki.db, wiki.bos, nudging, danish);
    await mergeTopics(wiki.db, wiki.mos, 'Nudging', { into: 'Små skub', reason: 'Det er det samme.' });
    await edit(wiki.anas, 'allerede', { title: 'Allerede', topics: ['Små skub'], lead: 'Rettet.' });
    await create(wiki.anas, { title: 'Skilte', topics: ['Små skub'] });
    await writeAsItStands('vagtplan', ['Nudging']);
    await tell();
    expect((await newsTo(wiki.bos)).sort()).toEqual([
      ['Skilte', [nudging.target], 0],
      ['Vagtplan', [nudging.target], 0],
    ]);
    const found = async () =>
      (await newestFitting(wiki.db, readKey(nudging.target)!, 10)).map(({ article }) => article.title);
    expect(await found()).toEqual(['Vagtplan', 'Skilte', 'Allerede', 'Skub']);
    await partTopic(wiki.db, wiki.mos, 'Nudging', 'Det er det ikke.');
    await create(wiki.anas, { title: 'Trapper', topics: ['Små skub'] });
    await tell();
    expect((await newsTo(wiki.bos)).map(([title]) => title).sort()).toEqual(['Skilte', 'Vagtplan']);
    expect(await found()).toEqual(['Vagtplan', 'Skub']);
  });

  test('tells of nothing that is deleted or hidden, before or after it was brought there', async () => {
    await watch(wiki.db, wiki.bos, trust, danish);
    await create(wiki.anas, { title: 'Tillid slettes' });
    await deleteArticle(wiki.db, wiki.mos, 'tillid-slettes', 'Prøve.');
    await edit(wiki.anas, 'vagtplan', { title: 'Vagtplan', lead: 'Tillid, som skjules.' });
    await edit(wiki.anas, 'vagtplan', { title: 'Vagtplan', lead: 'Uden.' });
    await hideRevision(wiki.db, wiki.mos, { slug: 'vagtplan', number: 2 }, HIDING);
    await tell();
    expect(await newsTo(wiki.bos)).toEqual([]);
    await create(wiki.anas, { title: 'Tillid bliver' });
    await create(wiki.anas, { title: 'Tillid slettes siden' });
    await tell();
    expect(await newsTo(wiki.bos)).toHaveLength(2);
    await deleteArticle(wiki.db, wiki.mos, 'tillid-slettes-siden', 'Prøve.');
    expect((await newsTo(wiki.bos)).map(([title]) => title)).toEqual(['Tillid bliver']);
  });

  test('goes by mail once, and a mail that waited since before there were searches tells nothing of them', async () => {
    await watch(wiki.db, wiki.bos, { subject: 'search', target: 'q=tillid&kind=method' }, danish);
    await chooseFollowing(wiki.db, wiki.bos, {
      mail: 'soon',
      watchesOwn: true,
      takesLetters: true,
      ...danish,
    });
    await create(wiki.anas, { title: 'Tillidsreform' });
    wiki.now = () => '2099-01-01T00:00:00.000Z';
    await tell();
    const [letter, ...others] = await takeLetters(wiki);
    expect(others).toEqual([]);
    expect(letter!.text).toContain('Tillidsreform\nPasser nu på din søgning: »tillid«, Metode\nhttp');
    wiki.now = () => '2099-01-02T00:00:00.000Z';
    await tell();
    expect(await takeLetters(wiki)).toEqual([]);
    const old =
      '{"personId":1,"since":{"sequence":1,"act":1,"notice":1},"until":{"sequence":2,"act":2,"notice":2}}';
    expect(digestIn(old)).toMatchObject({ since: { fit: 0 }, until: { fit: 0, sequence: 2 } });
  });

  test('is of five and twenty at most, and forgotten with what it found when it ends', async () => {
    for (let i = 0; i < 25; i++)
      await watch(wiki.db, wiki.bos, { subject: 'search', target: `q=ord${i}` }, danish);
    await expect(watch(wiki.db, wiki.bos, trust, danish)).rejects.toMatchObject({
      problems: [{ field: 'target', code: 'searches-many' }],
    });
    await watch(wiki.db, wiki.bos, { subject: 'search', target: 'q=ord3' }, danish);
    await create(wiki.anas, { title: 'Ord3' });
    await tell();
    expect(await newestFit(wiki.db, wiki.bos.personId)).toBeGreaterThan(0);
    await unwatch(wiki.db, wiki.bos, { subject: 'search', target: 'q=ord3' });
    expect(await newestFit(wiki.db, wiki.bos.personId)).toBe(0);
  });

  test('is told to its owner alone, and leaves with them', async () => {
    await watch(wiki.db, wiki.bos, trust, danish);
    await create(wiki.anas, { title: 'Tillidsreform' });
    await tell();
    const data = await personalDataOf(wiki.db, wiki.bos.personId, AT);
    expect(data.watches).toMatchObject([{ subject: 'search', target: 'q=tillid' }]);
    expect(data.fits).toMatchObject([{ search: 'q=tillid', article: 'tillidsreform' }]);
    expect((await personalDataOf(wiki.db, wiki.anas.personId, AT)).fits).toEqual([]);
    await wiki.db.transaction().execute((tx) => closeAccount(tx, wiki.bos.personId, AT));
    expect(await wiki.db.selectFrom('fit').selectAll().execute()).toEqual([]);
  });

  test.each([
    '',
    'q=',
    'q=+',
    'q=-ord',
    'q=og&sort=newest',
    'kind=',
    'person=x',
    'topic=a&q=b',
    `q=${'x'.repeat(600)}`,
  ])('is none when its key is %j', async (target) => {
    await expect(watch(wiki.db, wiki.bos, { subject: 'search', target }, danish)).rejects.toMatchObject({
      status: 404,
    });
  });
});

test('a key spells a search in one way, whatever order it was chosen in', () => {
  const chosen = { topic: ['b', 'a'], kind: ['case'] };
  const key = keyOf({ typed: 'tillid & mod', chosen, unfinished: true });
  expect(key).toBe('q=tillid+%26+mod&kind=case&topic=a&topic=b&unfinished=1');
  expect(readKey(key)).toMatchObject({ typed: 'tillid & mod', unfinished: true });
});

test('a content fits just the searches that the index finds its article by, and filters leave', async () => {
  await fillWith(wiki.db, wiki.mos, libraryContents());
  const articles = await narrowed(wiki.db, {}).execute();
  const sheets = await Promise.all(
    articles.map(async ({ id, sequence }) => ({ id, sheet: sheetOf(await readContent(wiki.db, sequence)) })),
  );
  const asked = [...first.map(({ query }) => query), 'borger inddragelse', 'hjemmehjæ', '-tillid ledelse'];
  let found = 0;
  for (const typed of asked) {
    const query = readQuery(typed);
    const expanded = await expand(wiki.db, query);
    const sought = holdsSought(wiki.db, 'article.id', wholly(expanded));
    const rows = await narrowed(wiki.db, {}).where(sought).execute();
    const ids = sheets.filter(({ sheet }) => holds(sheet, expanded)).map(({ id }) => id);
    expect([typed, ids.sort()]).toEqual([typed, rows.map(({ id }) => id).sort()]);
    const missed = sheets.filter(({ sheet }) => holds(sheet, expanded) && !mayHold(sheet, formsOf(query)));
    expect([typed, missed.map(({ id }) => id)]).toEqual([typed, []]);
    found += ids.length;
  }
  expect(found).toBeGreaterThan(100);
  const { value: topic } = await wiki.db
    .selectFrom('facet')
    .select('value')
    .where('name', '=', 'topic')
    .orderBy('article_id')
    .executeTakeFirstOrThrow();
  for (const filters of [
    { kinds: ['case'] },
    { facets: { topic: [topic] } },
    { facets: { topic: [topic, 'uden artikler'] }, unfinished: true },
  ]) {
    const rows = await narrowed(wiki.db, filters).execute();
    const ids = sheets.filter(({ sheet }) => isLeft(sheet, filters)).map(({ id }) => id);
    expect(ids.sort()).toEqual(rows.map(({ id }) => id).sort());
    expect(ids.length).toBeGreaterThan(0);
  }
});

test('what was changed last stands first among what fits, and nothing that is deleted', async () => {
  await create(wiki.anas, { title: 'Tillidsreform' });
  await create(wiki.anas, { title: 'Tillid slettes' });
  await edit(wiki.mos, 'tillid-før', { title: 'Tillid før', lead: 'Ændret.' });
  await deleteArticle(wiki.db, wiki.mos, 'tillid-slettes', 'Prøve.');
  const newest = await newestFitting(wiki.db, readKey('q=tillid')!, 10);
  expect(newest.map(({ article, byline }) => [article.title, byline.name])).toEqual([
    ['Tillid før', 'Mo Lindholm'],
    ['Tillidsreform', 'Ana Østergård'],
  ]);
  expect(await newestFitting(wiki.db, readKey('q=tillid')!, 1)).toHaveLength(1);
});

test('a search for compounds that nobody wrote costs next to nothing beside a long text that holds their parts', () => {
  const body = prose(1);
  const known = [...new Set(body.toLowerCase().match(/\p{L}+/gu))];
  const compounds = known.slice(0, 30).map((word, i) => word + known[i + 1]!);
  const forms = formsOf(readQuery(compounds.join(' ').slice(0, 480)));
  const timed = <T>(work: () => T): { made: T; cost: number } => {
    const start = process.cpuUsage();
    const made = work();
    return { made, cost: process.cpuUsage(start).user };
  };
  const { made: sheet, cost } = timed(() => sheetOf(method({ body })));
  const held = timed(() => Array.from({ length: 100 }, () => mayHold(sheet, forms)));
  expect(held.made).not.toContain(true);
  expect(held.cost).toBeLessThan(cost / 4);
});
