/** What moderators take from view, below all doors: articles, texts and summaries, each by an act that says why. */
import { describe, expect, test } from '@jest/globals';
import { createArticle, editArticle, mergeEdit, moveArticle } from '../../../server/wiki/articles/edits.ts';
import { countByKind, findAnyArticle, findArticle } from '../../../server/wiki/articles/articles.ts';
import { countArticles, listArticles } from '../../../server/wiki/finding/lists.ts';
import { search } from '../../../server/wiki/finding/search.ts';
import {
  contentAfter,
  restoreRevision,
  rollBack,
  undoRevisions,
} from '../../../server/wiki/articles/reverts.ts';
import { freeSlugs, missingSlugs } from '../../../server/wiki/articles/slugs.ts';
import { newestChanges, newestStanding } from '../../../server/wiki/history/changes.ts';
import { readDeeds } from '../../../server/wiki/history/deeds.ts';
import { historyPage } from '../../../server/wiki/history/lines.ts';
import { listActs } from '../../../server/wiki/history/public-log.ts';
import { checkShown, contentAt, contentsOf } from '../../../server/wiki/history/reading.ts';
import { checkReason } from '../../../server/wiki/history/reasons.ts';
import { withParents } from '../../../server/wiki/history/revisions.ts';
import {
  deletionOf,
  hiddenParts,
  hiddenTextOf,
  hidingOf,
  readWithholdings,
} from '../../../server/wiki/history/withheld.ts';
import { deleteArticle, undeleteArticle, whoDeleted } from '../../../server/wiki/moderation/deletion.ts';
import { hideRevision, whoHid } from '../../../server/wiki/moderation/hiding.ts';
import { seesHidden } from '../../../server/wiki/policy.ts';
import { verify } from '../../../server/wiki/proof/verify.ts';
import { method } from '../../support/content.ts';
import { AT, mo, peopledEach } from '../../support/people.ts';

const wiki = peopledEach();
const reason = 'Det er ikke sandt.';
const SLUG = 'prøvehandling';

const titled = async (typed: string) => {
  const asked = { typed, filters: {}, sort: 'best', offset: 0, limit: 10 } as const;
  return (await search(wiki.db, asked)).found.map(({ article }) => article.slug);
};
const findings = async () => (await verify(wiki.db, () => undefined, { attribution: true })).findings;
const edit = (body: string, summary = '') =>
  editArticle(wiki.db, wiki.bos, SLUG, { content: method({ body }), summary, minor: false });
const hide = (number: number, what: { text?: boolean; summary?: boolean }, author = wiki.mos) =>
  hideRevision(wiki.db, author, { slug: SLUG, number }, { text: false, summary: false, ...what, reason });

/** Three versions, of which the second says what isn't so. */
async function write(): Promise<void> {
  await createArticle(wiki.db, wiki.anas, { content: method(), summary: 'Den første' });
  await edit('Alle får en okapi.', 'En okapi til alle');
  await restoreRevision(wiki.db, wiki.anas, SLUG, { number: 1, summary: 'Tilbage' });
}

describe('an article that is deleted', () => {
  const remove = () => deleteArticle(wiki.db, wiki.mos, SLUG, reason);
  const gone = { status: 410, code: 'deleted' };

  test('is found by those who see it, and in no list; its act says who and why', async () => {
    await write();
    await createArticle(wiki.db, wiki.anas, { content: method({ title: 'Den anden' }), summary: '' });
    await remove();
    await expect(findArticle(wiki.db, SLUG)).rejects.toMatchObject(gone);
    await expect(findArticle(wiki.db, SLUG, wiki.anas)).rejects.toMatchObject(gone);
    const seen = await findArticle(wiki.db, SLUG, wiki.mos);
    expect(seen).toMatchObject({ title: 'Prøvehandling', deletedBy: await deletionOf(wiki.db, 1) });
    expect(await listArticles(wiki.db, {}, 10)).toMatchObject([{ slug: 'den-anden' }]);
    expect(await countArticles(wiki.db, {})).toBe(1);
    expect([...(await countByKind(wiki.db))]).toEqual([['method', 1]]);
    expect(await titled('prøvehandling')).toEqual([]);
    expect([...(await missingSlugs(wiki.db, [SLUG, 'den-anden', 'fri']))]).toEqual([SLUG, 'fri']);
    expect([...(await freeSlugs(wiki.db, [SLUG, 'den-anden', 'fri']))]).toEqual(['fri']);
    expect(await whoDeleted(wiki.db, SLUG)).toMatchObject({ byline: { name: mo.name }, at: AT, reason });
    expect(await whoDeleted(wiki.db, 'den-anden')).toBeUndefined();
    expect(await findings()).toEqual([]);
  });

  test('tells those who don’t see it nothing that was written, in changes and in the log', async () => {
    await write();
    await moveArticle(wiki.db, wiki.anas, SLUG, { title: 'Okapien', summary: 'Nyt navn' });
    await remove();
    const [newest] = await newestChanges(wiki.db, 1);
    expect(newest).toMatchObject({ number: 4, summary: '', article: { slug: '', title: '', isGone: true } });
    const [seen] = await newestChanges(wiki.db, 1, undefined, wiki.mos);
    expect(seen).toMatchObject({ summary: 'Nyt navn', article: { title: 'Okapien' } });
    expect(await newestStanding(wiki.db, 5)).toEqual([]);
    const { acts } = await listActs(wiki.db, { articleId: 1 }, 10);
    expect(acts).toMatchObject([
      { code: 'delete', article: { title: '', isGone: true }, words: { reason }, isWithheld: true },
      { code: 'move', words: {}, isWithheld: true },
    ]);
    const told = await listActs(wiki.db, { articleId: 1 }, 10, undefined, wiki.mos);
    expect(told.acts[1]).toMatchObject({ words: { from: SLUG, to: 'okapien' }, isWithheld: false });
  });

  test('is written in by nobody, whatever their role, and keeps its slugs', async () => {
    await write();
    await remove();
    const change = { content: method({ lead: 'Nyt.' }), summary: '', minor: false };
    const { db, mos } = wiki;
    for (const write of [
      () => editArticle(db, mos, SLUG, change),
      () => mergeEdit(db, mos, SLUG, change),
      () => moveArticle(db, mos, SLUG, { title: 'Ny', summary: '' }),
      () => restoreRevision(db, mos, SLUG, { number: 1, summary: 'Gendan' }),
      () => undoRevisions(db, mos, SLUG, { from: 2, to: 2, summary: 'Fortryd' }),
      () => rollBack(db, mos, SLUG, { base: 3, summary: 'Rul' }),
    ]) {
      await expect(write()).rejects.toMatchObject(gone);
    }
    await expect(createArticle(db, mos, { content: method(), summary: '' })).rejects.toMatchObject({
      problems: [{ field: 'title', code: 'slug-deleted', params: { slug: SLUG } }],
    });
    expect((await findAnyArticle(db, SLUG)).number).toBe(3);
  });

  test('comes back as it was, and each way only once', async () => {
    await write();
    await remove();
    await expect(remove()).rejects.toMatchObject(gone);
    await undeleteArticle(wiki.db, wiki.mos, SLUG, 'Den er god nok.');
    expect(await findArticle(wiki.db, SLUG)).toMatchObject({ number: 3, title: 'Prøvehandling' });
    const again = undeleteArticle(wiki.db, wiki.mos, SLUG, reason);
    await expect(again).rejects.toMatchObject({
      status: 422,
      problems: [{ field: 'reason', code: 'not-deleted' }],
    });
    expect((await readDeeds(wiki.db)).states.deletion.size).toBe(0);
    expect(await findings()).toEqual([]);
  });
});

describe('what is hidden of a version', () => {
  test('is a text, for all but those who see it: in the reading, the comparing and the reverting', async () => {
    await write();
    await hide(2, { text: true });
    const gone = { status: 410, code: 'hidden', params: { sequence: 2 } };
    const { db, anas, mos } = wiki;
    const article = await findArticle(db, SLUG);
    for (const read of [
      () => contentAt(db, 1, 2),
      () => contentAt(db, 1, 2, anas),
      () => contentsOf(db, 1, 2, anas),
      () => contentsOf(db, 2, 3, anas),
      () => checkShown(db, anas, 1, 2),
      () => contentAfter(db, article, { action: 'restore', number: 2 }, anas),
      () => contentAfter(db, article, { action: 'undo', from: 2, to: 2 }, anas),
      () => contentAfter(db, article, { action: 'rollback' }, anas),
      () => restoreRevision(db, anas, SLUG, { number: 2, summary: 'Gendan' }),
      () => undoRevisions(db, anas, SLUG, { from: 2, to: 2, summary: 'Fortryd' }),
      () => undoRevisions(db, anas, SLUG, { from: 3, to: 3, summary: 'Fortryd' }),
      () => rollBack(db, anas, SLUG, { base: 3, summary: 'Rul' }),
    ]) {
      await expect(read()).rejects.toMatchObject(gone);
    }
    expect((await contentAt(db, 1, 2, mos)).body).toBe('Alle får en okapi.');
    expect((await contentsOf(db, 1, 2, mos))[1].body).toBe('Alle får en okapi.');
    expect((await contentAt(db, 1, 1)).body).toBe(method().body);
    expect(await hiddenTextOf(db, 1, 2)).toBe(2);
    expect(await hiddenTextOf(db, 2)).toBe(2);
    expect(await hiddenTextOf(db, 1, 3)).toBeUndefined();
    expect(await restoreRevision(db, mos, SLUG, { number: 2, summary: 'Gendan' })).toMatchObject({
      number: 4,
    });
    expect(await findings()).toEqual([]);
  });

  test('is no base to merge with for those who don’t see it: all that differs clashes, and none of it is told', async () => {
    await write();
    await hide(2, { text: true });
    const mine = { content: method({ body: 'Noget tredje.' }), base: 2, summary: '', minor: false };
    const theirs = await editArticle(wiki.db, wiki.anas, SLUG, mine);
    expect(theirs).toMatchObject({ outcome: 'conflict' });
    expect(JSON.stringify(theirs)).not.toContain('okapi');
    const seen = await mergeEdit(wiki.db, wiki.mos, SLUG, mine);
    expect(JSON.stringify(seen)).toContain('okapi');
  });

  test('is a summary, and the line says who hid it and why', async () => {
    await write();
    await hide(2, { summary: true });
    const byMo = { byline: { name: mo.name }, at: AT, reason, text: false, summary: true };
    const [, line] = await historyPage(wiki.db, 1, 10, 4);
    expect(line).toMatchObject({ number: 2, summary: '', hidden: byMo });
    const [, seen] = await historyPage(wiki.db, 1, 10, 4, wiki.mos);
    expect(seen).toMatchObject({ summary: 'En okapi til alle', hidden: byMo });
    const [first] = await historyPage(wiki.db, 1, 1, 2);
    expect(first).toMatchObject({ summary: 'Den første' });
    expect(first).not.toHaveProperty('hidden');
    expect((await contentAt(wiki.db, 1, 2)).body).toBe('Alle får en okapi.');
  });

  test('is told in the log by its number, changes with each act, and is shown again by the last', async () => {
    await write();
    await hide(2, { text: true });
    await hide(2, { text: true, summary: true });
    const both = await hidingOf(wiki.db, 2);
    expect(both).toMatchObject({ text: true, summary: true });
    expect(await whoHid(wiki.db, 2)).toMatchObject({
      slug: SLUG,
      number: 2,
      byline: { name: mo.name },
      reason,
    });
    expect([...(await readDeeds(wiki.db)).states.hiding]).toEqual([
      ['1 2', { id: 1, number: 2, act: both!.actId, named: 'both' }],
    ]);
    expect([both, { text: false, summary: false }].map((each) => hiddenParts(each!))).toEqual([
      'both',
      undefined,
    ]);
    expect([...(await readWithholdings(wiki.db, [both!.actId])).keys()]).toEqual([both!.actId]);
    await hide(2, {});
    expect([await hidingOf(wiki.db, 2), await whoHid(wiki.db, 2)]).toEqual([undefined, undefined]);
    const { acts } = await listActs(wiki.db, { articleId: 1 }, 10);
    expect(acts.map(({ code, named, article }) => [code, named, article?.number])).toEqual([
      ['unhide', '', 2],
      ['hide', 'both', 2],
      ['hide', 'text', 2],
    ]);
    expect((await listActs(wiki.db, { code: 'hide' }, 10)).acts).toHaveLength(2);
    expect(await findings()).toEqual([]);
  });

  test('keeps an earlier title out of searches and of the log’s words, for those who don’t see it', async () => {
    await write();
    await moveArticle(wiki.db, wiki.bos, SLUG, { title: 'Okapien', summary: '' });
    await moveArticle(wiki.db, wiki.anas, SLUG, { title: 'Prøvehandling', summary: '' });
    expect(await titled('okapi')).toEqual([SLUG]);
    await hide(4, { text: true });
    expect(await titled('okapi')).toEqual([]);
    expect(await titled('prøve')).toEqual([SLUG]);
    const moves = async (reader?: typeof wiki.mos) =>
      JSON.stringify((await listActs(wiki.db, { code: 'move' }, 5, undefined, reader)).acts);
    expect(await moves()).not.toContain('okapien');
    expect(await moves(wiki.mos)).toContain('okapien');
  });
});

describe('taking from view is refused', () => {
  test('to whoever doesn’t moderate, also once they no longer do', async () => {
    await write();
    const { db, anas, mos } = wiki;
    const refused = { status: 403 };
    await expect(deleteArticle(db, anas, SLUG, reason)).rejects.toMatchObject(refused);
    await expect(undeleteArticle(db, anas, SLUG, reason)).rejects.toMatchObject(refused);
    await expect(hide(2, { text: true }, anas)).rejects.toMatchObject(refused);
    await db.updateTable('person').set({ role: 'contributor' }).where('id', '=', mos.personId).execute();
    await expect(deleteArticle(db, mos, SLUG, reason)).rejects.toMatchObject(refused);
    await expect(hide(2, { text: true })).rejects.toMatchObject(refused);
    expect([await deletionOf(db, 1), await hidingOf(db, 2)]).toEqual([undefined, undefined]);
    expect([seesHidden(undefined), seesHidden(anas), seesHidden(mos)]).toEqual([false, false, true]);
  });

  test('without a reason that a line holds', async () => {
    await write();
    const why = (code: string) => ({ status: 422, problems: [{ field: 'reason', code }] });
    expect(() => checkReason('')).toThrow(expect.objectContaining(why('say-why')));
    expect(() => checkReason('å'.repeat(301))).toThrow(expect.objectContaining({ status: 422 }));
    expect(checkReason('å'.repeat(300))).toBeUndefined();
    await expect(deleteArticle(wiki.db, wiki.mos, SLUG, '')).rejects.toMatchObject(why('say-why'));
  });

  test('of the current text, a summary that was never written, and what is so already', async () => {
    await write();
    await edit('Noget nyt.');
    const problem = (field: string, code: string) => ({ status: 422, problems: [{ field, code }] });
    await expect(hide(4, { text: true })).rejects.toMatchObject(problem('text', 'hide-current'));
    await expect(hide(4, { summary: true })).rejects.toMatchObject(problem('summary', 'no-summary'));
    await expect(hide(2, {})).rejects.toMatchObject(problem('text', 'nothing-to-hide'));
    await expect(hide(9, { text: true })).rejects.toMatchObject({ status: 404 });
    await hide(3, { summary: true });
    await expect(hide(3, { summary: true })).rejects.toMatchObject(problem('text', 'nothing-to-hide'));
    expect(await findings()).toEqual([]);
  });
});

test('what is deleted or hidden without an act, and an act without what it says, are found', async () => {
  await write();
  await deleteArticle(wiki.db, wiki.mos, SLUG, reason);
  await hide(2, { text: true });
  const { db } = wiki;
  expect(await findings()).toEqual([]);
  await db.updateTable('hiding').set({ summary: 1 }).execute();
  expect(await findings()).toEqual([{ code: 'hiding', article: SLUG, number: 2 }]);
  await db.deleteFrom('hiding').execute();
  await db.deleteFrom('deletion').execute();
  const wrong = [
    { code: 'deletion', article: SLUG },
    { code: 'hiding', article: SLUG, number: 2 },
  ];
  expect(await findings()).toEqual(wrong);
  expect((await verify(db, () => undefined, { article: SLUG })).findings).toEqual(wrong);
  // The rows of the history are there all along.
  expect(await withParents(db).select('revision.number').execute()).toHaveLength(3);
});
