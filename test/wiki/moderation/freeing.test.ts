/** Titles that are set free: the way to an article ends, another may have it, and what was proven stays proven. */
import { beforeEach, describe, expect, test } from '@jest/globals';
import { findArticle } from '../../../server/wiki/articles/articles.ts';
import { createArticle, editArticle, moveArticle } from '../../../server/wiki/articles/edits.ts';
import { restoreRevision } from '../../../server/wiki/articles/reverts.ts';
import { claimSlug, formerHolder, missingSlugs } from '../../../server/wiki/articles/slugs.ts';
import { contentAt } from '../../../server/wiki/history/reading.ts';
import { listActs } from '../../../server/wiki/history/public-log.ts';
import { deleteArticle } from '../../../server/wiki/moderation/deletion.ts';
import { formerlyAt, freeTitle, oldSlugs, whoFreed } from '../../../server/wiki/moderation/freeing.ts';
import { beginSession, readSession } from '../../../server/wiki/people/sessions.ts';
import { verify } from '../../../server/wiki/proof/verify.ts';
import { rebuild } from '../../../server/wiki/upkeep/rebuild.ts';
import { method } from '../../support/content.ts';
import { eraseContents } from '../../support/erasing.ts';
import { AT, peopledEach } from '../../support/people.ts';

const wiki = peopledEach('administrator');
const reason = 'Titlen passer bedre til noget andet.';
const gone = { status: 410, code: 'freed' };

const findings = async () => (await verify(wiki.db, () => undefined, { attribution: true })).findings;
const free = (slug = 'forsøg', author = wiki.mos) => freeTitle(wiki.db, author, slug, reason);
const create = (title: string, author = wiki.bos) =>
  createArticle(wiki.db, author, { content: method({ title }), summary: '' });
const slugs = async (id: number) =>
  (await wiki.db.selectFrom('slug').select('slug').where('article_id', '=', id).execute()).length;

beforeEach(async () => {
  await create('Forsøg', wiki.anas);
  await moveArticle(wiki.db, wiki.anas, 'forsøg', { title: 'Prøvehandling', summary: '' });
});

describe('a title that only leads on', () => {
  test('is refused to another article with the slug that is kept, until a moderator sets it free', async () => {
    const params = { title: 'Prøvehandling', slug: 'prøvehandling', kept: 'forsøg' };
    await expect(create('Forsøg')).rejects.toMatchObject({
      problems: [{ field: 'title', code: 'slug-kept', params }],
    });
    await expect(create('Prøvehandling')).rejects.toMatchObject({ problems: [{ code: 'slug-taken' }] });
    expect(await oldSlugs(wiki.db, await findArticle(wiki.db, 'forsøg'))).toEqual(['forsøg']);
    await free('Forsøg');
    await expect(findArticle(wiki.db, 'forsøg')).rejects.toMatchObject(gone);
    expect(await missingSlugs(wiki.db, ['forsøg', 'prøvehandling'])).toEqual(new Set(['forsøg']));
    expect(await whoFreed(wiki.db, 'Forsøg')).toMatchObject({
      who: { reason, byline: { name: 'Mo Lindholm' } },
      article: { slug: 'prøvehandling', title: 'Prøvehandling' },
    });
    const { acts } = await listActs(wiki.db, { code: 'free-title' }, 9);
    expect(acts).toMatchObject([{ words: { slug: 'forsøg', reason }, article: { slug: 'prøvehandling' } }]);
    expect(await findings()).toEqual([]);
  });

  test('isn’t set free by others, without a reason, or while it is the present one', async () => {
    await expect(free('forsøg', wiki.anas)).rejects.toMatchObject({ status: 403 });
    await expect(freeTitle(wiki.db, wiki.mos, 'forsøg', '')).rejects.toMatchObject({
      problems: [{ field: 'reason', code: 'say-why' }],
    });
    await expect(free('prøvehandling')).rejects.toMatchObject({ problems: [{ code: 'title-in-use' }] });
    await expect(free('findes-ikke')).rejects.toMatchObject({ status: 404 });
    await free();
    await expect(free()).rejects.toMatchObject(gone);
    expect((await listActs(wiki.db, { code: 'free-title' }, 9)).acts).toHaveLength(1);
  });
});

describe('a title that was set free', () => {
  test('is another article’s, whose revisions are its own, and which knows what led there before', async () => {
    const { id } = await findArticle(wiki.db, 'forsøg');
    const hashes = () => wiki.db.selectFrom('revision').select('hash').where('article_id', '=', id).execute();
    const before = await hashes();
    await free();
    await create('Forsøg');
    const other = await findArticle(wiki.db, 'forsøg');
    expect([other.number, other.id === id]).toEqual([1, false]);
    expect(await formerlyAt(wiki.db, other)).toEqual({ slug: 'prøvehandling', title: 'Prøvehandling' });
    expect(await formerlyAt(wiki.db, await findArticle(wiki.db, 'prøvehandling'))).toBeUndefined();
    expect((await contentAt(wiki.db, id, 1)).title).toBe('Forsøg');
    expect(await hashes()).toEqual(before);
    await rebuild(wiki.db);
    expect(await findings()).toEqual([]);
  });

  test('is the first one’s again when it takes it back in time, and else isn’t', async () => {
    await free();
    await restoreRevision(wiki.db, wiki.anas, 'prøvehandling', { number: 1, summary: 'Tilbage' });
    expect((await findArticle(wiki.db, 'prøvehandling')).slug).toBe('forsøg');
    expect(await formerHolder(wiki.db, 'forsøg')).toBeUndefined();
    expect(await findings()).toEqual([]);
    await free('prøvehandling');
    await create('Prøvehandling');
    const back = restoreRevision(wiki.db, wiki.anas, 'forsøg', { number: 2, summary: 'Frem' });
    await expect(back).rejects.toMatchObject({ status: 422, problems: [{ code: 'slug-taken' }] });
    expect(await findings()).toEqual([]);
  });

  test('may be set free by one article after the other, and each is named in its turn', async () => {
    await free();
    await create('Forsøg');
    await moveArticle(wiki.db, wiki.bos, 'forsøg', { title: 'Eksperiment', summary: '' });
    await free();
    expect((await whoFreed(wiki.db, 'forsøg'))?.article?.title).toBe('Eksperiment');
    await create('Forsøg');
    const third = await findArticle(wiki.db, 'forsøg');
    expect((await formerlyAt(wiki.db, third))?.title).toBe('Eksperiment');
    expect(await wiki.db.transaction().execute((tx) => claimSlug(tx, third.id, 'Forsøg'))).toBe('forsøg');
    expect(await findings()).toEqual([]);
  });

  test('tells nothing of an article that is deleted by now', async () => {
    await free();
    await deleteArticle(wiki.db, wiki.mos, 'prøvehandling', 'Vrøvl.');
    expect(await whoFreed(wiki.db, 'forsøg')).not.toHaveProperty('article');
    await create('Forsøg');
    expect(await formerlyAt(wiki.db, await findArticle(wiki.db, 'forsøg'))).toBeUndefined();
  });

  test('is forgotten with the text that it was the title of', async () => {
    await free();
    await eraseContents(wiki.db, wiki.mos, 'prøvehandling', { numbers: [1], reason: 'Personoplysninger' });
    await expect(findArticle(wiki.db, 'forsøg')).rejects.toMatchObject({ status: 404 });
    expect(JSON.stringify((await listActs(wiki.db, {}, 99)).acts.map(({ words }) => words))).not.toContain(
      'forsøg',
    );
    expect(await findings()).toEqual([]);
  });

  test.each([true, false])('keeps no draft of the erased text, be it another’s now: %s', async (taken) => {
    await free();
    if (taken) await create('Forsøg');
    const draft = { path: '/wiki/forsøg/edit', fields: { body: 'okapi' } };
    const { personId } = wiki.anas;
    await beginSession(wiki.db, 's', { personId, data: JSON.stringify({ draft }) }, AT);
    await eraseContents(wiki.db, wiki.mos, 'prøvehandling', { numbers: [1], reason: 'Personoplysninger' });
    expect((await readSession(wiki.db, 's', AT))!.data.includes('okapi')).toBe(false);
  });

  test.each([true, false])(
    'is no address of what is left of the first one, where it’s taken: %s',
    async (taken) => {
      const { id, uid } = await findArticle(wiki.db, 'prøvehandling');
      await free();
      if (taken) await create('Forsøg');
      const edit = {
        content: method({ title: 'Prøvehandling', lead: 'Et navn.' }),
        summary: '',
        minor: false,
      };
      await editArticle(wiki.db, wiki.anas, 'prøvehandling', edit);
      const numbers = [2, 3];
      await eraseContents(wiki.db, wiki.mos, 'prøvehandling', { numbers, reason: 'Personoplysninger' });
      const { slug } = await wiki.db
        .selectFrom('article')
        .select('slug')
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
      expect(slug).toBe(taken ? uid.toString('hex') : 'forsøg');
      expect(await slugs(id)).toBe(1);
      expect(await findings()).toEqual([]);
    },
  );
});
