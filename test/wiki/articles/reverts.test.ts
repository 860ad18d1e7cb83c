import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Content } from '../../../server/kinds/content.ts';
import { findArticle } from '../../../server/wiki/articles/articles.ts';
import type { Author } from '../../../server/wiki/history/author.ts';
import { createArticle, editArticle } from '../../../server/wiki/articles/edits.ts';
import { restoreRevision, rollBack, undoRevisions } from '../../../server/wiki/articles/reverts.ts';
import { revisionLine } from '../../../server/wiki/history/lines.ts';
import { contentAt } from '../../../server/wiki/history/reading.ts';
import { method } from '../../support/content.ts';
import { mo, peopled, type PeopledWiki } from '../../support/people.ts';

let wiki: PeopledWiki;
let anas: Author;
let bos: Author;
let mos: Author;
const slug = 'prøvehandling';
const paragraphs = ['Første afsnit står her.', 'Andet afsnit står her.', 'Tredje afsnit står her.'];
const text = (...changed: string[]) => paragraphs.map((old, index) => changed[index] ?? old).join('\n\n');

beforeEach(async () => {
  wiki = await peopled();
  ({ anas, bos, mos } = wiki);
  await createArticle(wiki.db, anas, { content: method({ body: text() }), summary: '' });
});
afterEach(() => wiki.close());

const edit = (author: Author, change: Partial<Content>) =>
  editArticle(wiki.db, author, slug, { content: method(change), summary: '', minor: false });
const current = async () => {
  const article = await findArticle(wiki.db, slug);
  return contentAt(wiki.db, article.id, article.number);
};
const line = async () => {
  const article = await findArticle(wiki.db, slug);
  return revisionLine(wiki.db, article.id, article.number);
};

describe('undoing', () => {
  beforeEach(async () => {
    await edit(bos, { body: text('Første afsnit er ændret.'), lead: 'En ny sætning.' });
    await edit(anas, {
      body: text('Første afsnit er ændret.', undefined!, 'Tredje er ændret.'),
      lead: 'En ny sætning.',
    });
  });

  test('a revision in the middle keeps what came after, and brings back lead and text', async () => {
    const saved = await undoRevisions(wiki.db, mos, slug, {
      from: 2,
      to: 2,
      base: 3,
      summary: 'Det holder ikke',
    });
    expect(saved).toEqual({ outcome: 'saved', slug, number: 4, merged: false });
    expect(await current()).toMatchObject({
      body: text(undefined!, undefined!, 'Tredje er ændret.'),
      lead: 'Et lille forsøg i hverdagen.',
    });
    expect(await line()).toMatchObject({
      action: 'undo',
      fromNumber: 2,
      toNumber: 2,
      byline: { name: mo.name },
    });
  });

  test('a run of revisions takes them all back', async () => {
    await undoRevisions(wiki.db, mos, slug, { from: 2, to: 3, summary: 'Begge to' });
    expect((await current()).body).toBe(text());
  });

  test('what has been changed again since clashes, shows both, and writes nothing', async () => {
    await edit(anas, {
      body: text('Første afsnit er ændret igen.', undefined!, 'Tredje er ændret.'),
      lead: 'En ny sætning.',
    });
    const outcome = await undoRevisions(wiki.db, mos, slug, { from: 2, to: 2, summary: 'Det holder ikke' });
    expect(outcome).toMatchObject({
      outcome: 'conflict',
      mine: { body: text(undefined!, undefined!, 'Tredje er ændret.'), lead: 'Et lille forsøg i hverdagen.' },
      current: { body: text('Første afsnit er ændret igen.', undefined!, 'Tredje er ændret.') },
    });
    expect((await line()).number).toBe(4);
  });

  test('the first revision, a number that never was, or without a reason is refused', async () => {
    const undo = (from: number, to: number, summary = 'Derfor') =>
      undoRevisions(wiki.db, mos, slug, { from, to, summary });
    await expect(undo(1, 2)).rejects.toMatchObject({ status: 422, problems: [{ code: 'undo-first' }] });
    await expect(undo(2, 9)).rejects.toMatchObject({ status: 404 });
    await expect(undo(3, 2)).rejects.toMatchObject({ status: 422 });
    await expect(undo(2, 2, '')).rejects.toMatchObject({
      status: 422,
      problems: [{ field: 'summary', code: 'say-why' }],
    });
  });

  test('and undoing that gives the text back', async () => {
    const before = await current();
    await undoRevisions(wiki.db, mos, slug, { from: 2, to: 2, summary: 'Ud' });
    await undoRevisions(wiki.db, mos, slug, { from: 4, to: 4, summary: 'Ind igen' });
    expect(await current()).toEqual(before);
  });
});

describe('rolling back', () => {
  test("takes back the last author's consecutive revisions, in one", async () => {
    await edit(bos, { body: text('Bos første.') });
    await edit(bos, { body: text('Bos anden.') });
    const saved = await rollBack(wiki.db, mos, slug, { base: 3, summary: 'Hærværk' });
    expect(saved).toMatchObject({ outcome: 'saved', number: 4 });
    expect((await current()).body).toBe(text());
    expect(await line()).toMatchObject({ action: 'rollback', fromNumber: 2, toNumber: 3 });
  });

  test('is refused when somebody has saved since', async () => {
    await edit(bos, { body: text('Bos.') });
    await edit(anas, { body: text('Anas.') });
    await expect(rollBack(wiki.db, mos, slug, { base: 2, summary: 'Hærværk' })).rejects.toMatchObject({
      status: 409,
      code: 'edited-since',
    });
    expect((await current()).body).toBe(text('Anas.'));
  });

  test('is refused when that person is the only author, and without a base or a reason', async () => {
    await edit(anas, { body: text('Anas.') });
    const only = rollBack(wiki.db, mos, slug, { base: 2, summary: 'Hærværk' });
    await expect(only).rejects.toMatchObject({ status: 422, problems: [{ code: 'only-author' }] });
    await expect(rollBack(wiki.db, mos, slug, { summary: 'Hærværk' })).rejects.toMatchObject({ status: 422 });
    await expect(rollBack(wiki.db, mos, slug, { base: 2, summary: '' })).rejects.toMatchObject({
      status: 422,
    });
  });
});

describe('restoring', () => {
  test('on a stale base merges with what was saved meanwhile', async () => {
    await edit(bos, { body: text('Bos første.') });
    await edit(anas, { body: text('Bos første.', undefined!, 'Anas tredje.') });
    const saved = await restoreRevision(wiki.db, mos, slug, { number: 1, base: 2, summary: 'Tilbage' });
    expect(saved).toMatchObject({ outcome: 'saved', merged: true });
    expect((await current()).body).toBe(text(undefined!, undefined!, 'Anas tredje.'));
  });

  test('brings back what no longer would be accepted', async () => {
    await wiki.db.transaction().execute(async (tx) => {
      const { recordRevision } = await import('../../../server/wiki/record.ts');
      const { id, uid, number } = await findArticle(tx, slug);
      const content = method({ lead: 'x'.repeat(400) });
      const save = { content, action: 'import', summary: '', minor: false, baseNumber: null } as const;
      await recordRevision(tx, bos, { id, uid, revisionCount: number }, save);
    });
    await edit(anas, { lead: 'Kort.' });
    await restoreRevision(wiki.db, mos, slug, { number: 2, summary: 'Den lange var rigtig' });
    expect((await current()).lead).toHaveLength(400);
  });
});
