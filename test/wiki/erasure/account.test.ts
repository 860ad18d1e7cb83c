/** What an erasure tells in the log, and what it takes out beside the contents: slugs, drafts, paths and the log's words. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { kindOf } from '../../../server/kinds/index.ts';
import { findArticle } from '../../../server/wiki/articles/articles.ts';
import { editArticle } from '../../../server/wiki/articles/edits.ts';
import { slugsOf } from '../../../server/wiki/articles/slugs.ts';
import { writeErasure } from '../../../server/wiki/erasure/account.ts';
import { eraseBesides } from '../../../server/wiki/erasure/besides.ts';
import { importHistory } from '../../../server/wiki/exchange/imports.ts';
import { eraseContent } from '../../../server/wiki/history/contents.ts';
import { beginSession, readSession } from '../../../server/wiki/people/sessions.ts';
import { method } from '../../support/content.ts';
import { AT, peopled, type PeopledWiki } from '../../support/people.ts';

let wiki: PeopledWiki;
beforeEach(async () => {
  wiki = await peopled({}, 'administrator');
});
afterEach(() => wiki.close());

const LATER = '2099-01-01T00:00:00.000Z';
const reason = 'Personoplysninger';

/** The entries of the log after the one that tells who administers. */
async function entries() {
  const rows = await wiki.db
    .selectFrom('log')
    .leftJoin('log_words', 'log_words.log_id', 'log.id')
    .select(['log.id', 'log.action', 'log.byline_id', 'log.article_id', 'log.erased_id', 'log_words.words'])
    .where('log.action', '<>', 'found-administrator')
    .orderBy('log.id')
    .execute();
  return rows.map(({ words, ...row }) => ({ ...row, words: words && (JSON.parse(words) as object) }));
}

describe('the account of an erasure', () => {
  const write = (who: 'anas' | 'mos', id: number, more: { kept?: object } = {}) =>
    wiki.db
      .transaction()
      .execute((tx) => writeErasure(tx, wiki[who], ['byline', id], { reason, personId: id, ...more }));

  test('names what was erased, by whom, why, and what was kept, if anything', async () => {
    await write('mos', 1);
    await write('mos', 2, { kept: { until: 3 } });
    const entry = { action: 'erase-byline', byline_id: wiki.mos.bylineId, article_id: null };
    expect(await entries()).toEqual([
      { id: 2, ...entry, erased_id: 1, words: { reason } },
      { id: 3, ...entry, erased_id: 2, words: { reason, kept: { until: 3 } } },
    ]);
  });

  test('is an administrator’s to give, and is refused to others', async () => {
    await expect(write('anas', 1)).rejects.toMatchObject({ status: 403 });
    expect(await entries()).toEqual([]);
  });
});

describe('beside its contents an article', () => {
  const terms = { source: 'git:x', kind: kindOf('method')!, licence: 'CC-BY-4.0' };
  beforeEach(async () => {
    const commit = (id: string, path: string, title: string, from?: string) => ({
      ...{ id, author: { name: 'Lars Bæk', email: 'lars@example.dk' }, merge: false, writtenAt: AT },
      ...{
        message: 'Ret',
        changes: [{ path, ...(from && { from }), read: () => Promise.resolve(`# ${title}\n\nTekst.\n`) }],
      },
    });
    await importHistory(wiki.db, wiki.mos, terms, [
      commit('a', 'om/zebra-sagen.md', 'Prøvehandling'),
      commit('b', 'zebra-sagen.md', 'Prøve to'),
      commit('c', 'om/zebra-sagens.md', 'Prøvehandling', 'om/zebra-sagen.md'),
    ]);
    await edit('Zebra sagen');
    await edit('Prøvehandling');
    const draft = (slug: string) => JSON.stringify({ draft: { path: `/wiki/${slug}/edit` }, notice: 'x' });
    for (const slug of ['zebra-sagen', 'prøve-to'])
      await beginSession(wiki.db, slug, { personId: 1, data: draft(slug) }, LATER);
  });

  let slug = 'prøvehandling';
  const edit = async (title: string) => {
    const change = { content: method({ title }), summary: '', minor: false };
    ({ slug } = (await editArticle(wiki.db, wiki.bos, slug, change)) as { slug: string });
  };
  /** Erases the revision of a sequence, and besides what stands of some titles. */
  const erase = (sequence: number, ...titles: string[]) =>
    wiki.db.transaction().execute(async (tx) => {
      await eraseContent(tx, sequence);
      await eraseBesides(tx, wiki.mos, await findArticle(tx, 'prøvehandling'), titles, { reason });
    });
  const draftOf = async (id: string) => JSON.parse((await readSession(wiki.db, id, AT))!.data) as object;
  const paths = async () => {
    const rows = await wiki.db
      .selectFrom('import_record')
      .innerJoin('import_path', 'import_path.id', 'import_record.path_id')
      .select('import_path.path')
      .orderBy('import_record.commit_id')
      .execute();
    return rows.map(({ path }) => path);
  };

  test('loses the slug of a title that is gone, and with it the paths and the log’s words that hold it', async () => {
    const before = await entries();
    expect(before.map(({ action }) => action)).toEqual(['import', 'import', 'move', 'move']);
    expect(JSON.stringify(before)).toContain('zebra-sagen');
    await erase(3, 'Zebra sagen', 'Prøvehandling');
    const { id } = await findArticle(wiki.db, 'prøvehandling');
    expect(await slugsOf(wiki.db, id)).toEqual(['prøvehandling']);
    await expect(findArticle(wiki.db, 'zebra-sagen')).rejects.toMatchObject({ status: 404 });
    expect(await paths()).toEqual([
      expect.stringMatching(/^[\da-f]{64}$/),
      'zebra-sagen.md',
      'om/zebra-sagens.md',
    ]);
    const after = await entries();
    const erasure = { action: 'erase-log', byline_id: wiki.mos.bylineId, article_id: id, words: { reason } };
    expect(after.slice(4)).toEqual(
      [2, 4, 5].map((erased, i) => ({ id: 6 + i, ...erasure, erased_id: erased })),
    );
    expect(after.slice(0, 4).map(({ words }) => words === null)).toEqual([true, false, true, true]);
  });

  test('loses the drafts of its forms, whatever slug they have, and another’s stay', async () => {
    await erase(3);
    expect(await draftOf('zebra-sagen')).toEqual({ notice: 'x' });
    expect(await draftOf('prøve-to')).toEqual({ draft: { path: '/wiki/prøve-to/edit' }, notice: 'x' });
  });

  test('keeps the slug of a title that another revision has, and all that holds it', async () => {
    await edit('Zebra sagen');
    const [before, known] = [await entries(), await paths()];
    await wiki.db.transaction().execute(async (tx) => {
      await eraseContent(tx, 3);
      await eraseBesides(tx, wiki.mos, await findArticle(tx, slug), ['Zebra sagen'], { reason });
    });
    expect(await findArticle(wiki.db, 'zebra-sagen')).toMatchObject({ title: 'Zebra sagen' });
    expect([await entries(), await paths()]).toEqual([before, known]);
    expect(known[0]).toBe('om/zebra-sagen.md');
  });
});
