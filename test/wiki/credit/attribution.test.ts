import { beforeEach, describe, expect, test } from '@jest/globals';
import { findArticle } from '../../../server/wiki/articles/articles.ts';
import { attributionAt, creditedRevisions } from '../../../server/wiki/credit/attribution.ts';
import { attributeMissing } from '../../../server/wiki/credit/replay.ts';
import type { Author } from '../../../server/wiki/history/author.ts';
import { createArticle, editArticle } from '../../../server/wiki/articles/edits.ts';
import { eraseContents } from '../../support/erasing.ts';
import { rebuild } from '../../../server/wiki/upkeep/rebuild.ts';
import { restoreRevision, rollBack, undoRevisions } from '../../../server/wiki/articles/reverts.ts';
import { verify } from '../../../server/wiki/proof/verify.ts';
import type { Content } from '../../../server/kinds/content.ts';
import { creditOf, storedAttribution } from '../../support/attribution.ts';
import { method } from '../../support/content.ts';
import { ana, peopledEach } from '../../support/people.ts';

const wiki = peopledEach('administrator');

const ONE = 'Vælg én ting, og prøv den i hverdagen.';
const TWO = 'Tal om det, I så, når ugen er gået.';

const create = (author: Author, change: Partial<Content>) =>
  createArticle(wiki.db, author, { content: method(change), summary: '' });
const save = (author: Author, change: Partial<Content>, slug = 'prøvehandling') =>
  editArticle(wiki.db, author, slug, { content: method(change), summary: '', minor: false });
const reason = { summary: 'Fordi' };
const credit = (number?: number) => creditOf(wiki.db, 'prøvehandling', number);
const wrong = async () =>
  (await verify(wiki.db, () => undefined, { attribution: true })).findings.map(({ code }) => code);

describe('a word of the body is credited', () => {
  test('to whoever put it in, and those around it to whoever wrote them', async () => {
    await create(wiki.anas, { body: ONE });
    await save(wiki.bos, { body: ONE.replace('én ting', 'én lille ting') });
    expect(await credit()).toEqual([
      ['Vælg én ', 'Ana', 1],
      ['lille ', 'Bo', 2],
      ['ting, og prøv den i hverdagen.', 'Ana', 1],
    ]);
    expect(await credit(1)).toEqual([[ONE, 'Ana', 1]]);
  });

  test('to whoever wrote it first when it is moved, or set in other markup', async () => {
    await create(wiki.anas, { body: `${ONE}\n\n${TWO}` });
    await save(wiki.bos, { body: `${TWO}\n\n- **${ONE}**` });
    expect(await credit()).toEqual([[`${TWO}\n\n- **${ONE}**`, 'Ana', 1]]);
  });

  test.each([
    ['restored', () => restoreRevision(wiki.db, wiki.bos, 'prøvehandling', { number: 1, ...reason })],
    ['undone', () => undoRevisions(wiki.db, wiki.bos, 'prøvehandling', { from: 2, to: 2, ...reason })],
    ['rolled back to', () => rollBack(wiki.db, wiki.bos, 'prøvehandling', { base: 2, ...reason })],
    ['typed again', () => save(wiki.bos, { body: `${ONE}\n\n${TWO}` })],
  ])('to whoever wrote it first when it is %s', async (_name, bringBack) => {
    await create(wiki.anas, { body: `${ONE}\n\n${TWO}` });
    await save(wiki.mos, { body: TWO });
    await bringBack();
    expect(await credit()).toEqual([[`${ONE}\n\n${TWO}`, 'Ana', 1]]);
  });

  test('to whoever wrote it in a text that was blanked and is pasted back, with other blanks too', async () => {
    const body = `## Mål\n\n${ONE}\n\n- en\n- to\n\n${TWO}`;
    await create(wiki.anas, { body });
    await save(wiki.bos, { body: body.replace('- to', '- tre').replace('én ting', 'én lille ting') });
    const told = await credit();
    expect(told.map(([, name]) => name)).toEqual(['Ana', 'Bo', 'Ana', 'Bo', 'Ana']);
    await save(wiki.mos, { body: 'Tomt.' });
    const { content } = await attributionAt(wiki.db, (await findArticle(wiki.db, 'prøvehandling')).id, 2);
    await save(wiki.mos, { body: content.body.replaceAll('\n\n', '\r\n\r\n\r\n') });
    expect((await credit()).map(([text, ...who]) => [text.replace(/(?:\r?\n){3}/g, '\n\n'), ...who])).toEqual(
      told,
    );
    expect(await wrong()).toEqual([]);
  });

  test('to whoever wrote it long ago when it comes back with a word changed, unless that text was erased', async () => {
    const gone = 'Lederen taler med hver eneste familie om deres hverdag på den nye skole.';
    const back = gone.replace('familie', 'nabo');
    await create(wiki.anas, { body: `${ONE}\n\n${gone}` });
    for (let i = 0; i < 15; i++) await save(wiki.mos, { body: `${ONE}\n\nUdgave ${i} er her.` });
    await save(wiki.bos, { body: `${ONE}\n\n${back}` });
    expect((await credit()).map(([text, name]) => [text.trim(), name])).toEqual([
      [`${ONE}\n\nLederen taler med hver eneste`, 'Ana'],
      ['nabo', 'Bo'],
      ['om deres hverdag på den nye skole.', 'Ana'],
    ]);
    expect(await wrong()).toEqual([]);
    await save(wiki.mos, { body: ONE });
    await eraseContents(wiki.db, wiki.mos, 'prøvehandling', {
      numbers: [1, 17],
      reason: 'Personoplysninger',
    });
    await save(wiki.bos, { body: `${ONE}\n\n${back}` });
    expect((await credit()).at(-1)).toEqual([back, 'Bo', 19]);
    expect(await wrong()).toEqual([]);
  });

  test('to its author in another article when eight words and more of a sentence come from there', async () => {
    await create(wiki.anas, { title: 'Brugerrejse', body: ONE });
    await create(wiki.bos, { body: `Kort og godt. ${ONE}` });
    const { id, number } = await findArticle(wiki.db, 'prøvehandling');
    const { words } = await attributionAt(wiki.db, id, number);
    expect([...words]).toEqual([2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
    const credited = await creditedRevisions(wiki.db, [1]);
    expect(credited.get(1)).toMatchObject({ article: { slug: 'brugerrejse' }, byline: { name: ana.name } });
  });

  test('and counted for each who wrote some that stand, in this article or where it came from', async () => {
    await create(wiki.anas, { title: 'Brugerrejse', body: ONE });
    await create(wiki.bos, { body: `Kort og godt. ${ONE}` });
    const counts = () =>
      wiki.db
        .selectFrom('contributor')
        .select(['byline_id', 'revisions', 'words'])
        .where('article_id', '=', 2)
        .orderBy('byline_id')
        .execute();
    expect(await counts()).toEqual([
      { byline_id: wiki.anas.bylineId, revisions: 0, words: 10 },
      { byline_id: wiki.bos.bylineId, revisions: 1, words: 4 },
    ]);
    await save(wiki.mos, { body: 'Kort.' });
    expect(await counts()).toEqual([
      { byline_id: wiki.bos.bylineId, revisions: 1, words: 2 },
      { byline_id: wiki.mos.bylineId, revisions: 1, words: 0 },
    ]);
  });
});

test('title, lead, topics, sources and facts are each credited to the first revision that held them', async () => {
  const source = { title: 'Håndbog', url: 'https://example.dk/bog' };
  await create(wiki.anas, { topics: ['prøve'], facts: { what: 'Et forsøg', timeRequired: '1 dag' } });
  await save(wiki.bos, {
    topics: ['prøve', 'hverdag'],
    sources: [source],
    lead: 'Noget nyt.',
    facts: { what: 'Et forsøg' },
  });
  await save(wiki.mos, { title: 'prøvehandling', topics: ['hverdag'], facts: { what: 'Noget andet' } });
  const { id } = await findArticle(wiki.db, 'prøvehandling');
  const items = await attributionAt(wiki.db, id, 3);
  expect(items).toMatchObject({ title: 1, lead: 1, topics: [2], sources: [], facts: { what: 3 } });
  expect(await attributionAt(wiki.db, id, 2)).toMatchObject({
    lead: 2,
    topics: [1, 2],
    sources: [2],
    facts: { what: 1 },
  });
});

describe('all attributions', () => {
  beforeEach(async () => {
    await create(wiki.anas, { title: 'Brugerrejse', body: `${ONE}\n\n${TWO}` });
    await create(wiki.bos, { body: `Kort og godt. ${ONE}` });
    await save(wiki.mos, { body: `Kort og godt. ${TWO}\n\nOg mere til, som ingen har skrevet før.` });
    await save(wiki.anas, { title: 'Brugerrejse', body: TWO }, 'brugerrejse');
    await restoreRevision(wiki.db, wiki.mos, 'prøvehandling', { number: 1, ...reason });
  });

  test('are the same when they are made anew', async () => {
    const before = await storedAttribution(wiki.db);
    expect(await wrong()).toEqual([]);
    await rebuild(wiki.db);
    expect(await storedAttribution(wiki.db)).toEqual(before);
  });

  test('are made for a wiki that has none', async () => {
    const before = await storedAttribution(wiki.db);
    await wiki.db.deleteFrom('attribution').execute();
    await wiki.db.deleteFrom('current_attribution').execute();
    await wiki.db.deleteFrom('first_held').execute();
    await wiki.db.deleteFrom('contributor').where('revisions', '=', 0).execute();
    await wiki.db.updateTable('contributor').set({ words: 0 }).execute();
    expect(await attributeMissing(wiki.db)).toBe(5);
    expect(await storedAttribution(wiki.db)).toEqual(before);
    expect(await attributeMissing(wiki.db)).toBe(0);
  });

  test('are found wrong where one was changed, and where a sentence is filed that nobody wrote', async () => {
    await wiki.db
      .updateTable('attribution')
      .set({ bytes: Buffer.of(0, 0, 1, 9, 0) })
      .where('sequence', '=', 1)
      .execute();
    const result = await verify(wiki.db, () => undefined, { attribution: true });
    expect(result.findings[0]).toEqual({
      code: 'attribution',
      article: 'brugerrejse',
      number: 1,
      sequence: 1,
    });
    expect((await verify(wiki.db, () => undefined)).findings).toEqual([]);
    await wiki.db.deleteFrom('attribution').where('sequence', '=', 3).execute();
    expect(await wrong()).toContain('attribution');
    await rebuild(wiki.db);
    await wiki.db
      .insertInto('first_held')
      .values({ key: Buffer.alloc(6, 7), article_id: 1, sequence: 1 })
      .execute();
    expect(await wrong()).toEqual(['attribution-filed']);
  });

  test('keep what was credited when a text that they were made from is erased, and hold none of its sentences', async () => {
    const before = await storedAttribution(wiki.db);
    await eraseContents(wiki.db, wiki.mos, 'prøvehandling', { numbers: [2], reason: 'Personoplysninger' });
    const after = await storedAttribution(wiki.db);
    expect(after.words).toEqual(before.words);
    expect(after.contributors).toEqual(before.contributors);
    expect(after.held.filter(({ sequence }) => sequence === 3)).toEqual([]);
    expect(before.held.filter(({ sequence }) => sequence === 3).length).toBeGreaterThan(1);
    expect(await wrong()).toEqual([]);
    await rebuild(wiki.db);
    expect(await storedAttribution(wiki.db)).toEqual(after);
    await save(wiki.bos, { body: `${ONE}\n\nOg mere til, som ingen har skrevet før.` });
    expect((await credit()).at(-1)).toEqual(['Og mere til, som ingen har skrevet før.', 'Bo', 4]);
    expect(await wrong()).toEqual([]);
  });

  test('keep what another article has from an erased text', async () => {
    await eraseContents(wiki.db, wiki.mos, 'brugerrejse', { numbers: [1], reason: 'Personoplysninger' });
    const after = await storedAttribution(wiki.db);
    expect((await credit(1)).map(([, name]) => name)).toEqual(['Bo', 'Ana']);
    expect(await wrong()).toEqual([]);
    await rebuild(wiki.db);
    expect(await storedAttribution(wiki.db)).toEqual(after);
  });
});
