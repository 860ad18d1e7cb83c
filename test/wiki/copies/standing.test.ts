/** What was taken back, and what came in by the many: filed as it's saved, made anew, and left out of what is new, or told as one. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { kindOf } from '../../../server/kinds/index.ts';
import { findArticle } from '../../../server/wiki/articles/articles.ts';
import { createArticle, editArticle } from '../../../server/wiki/articles/edits.ts';
import { restoreRevision, rollBack, undoRevisions } from '../../../server/wiki/articles/reverts.ts';
import { intakes, wrongIntakes } from '../../../server/wiki/copies/intakes.ts';
import { reverted, standingReverts, wronglyReverted } from '../../../server/wiki/copies/reverted.ts';
import { importHistory } from '../../../server/wiki/exchange/imports.ts';
import type { Author } from '../../../server/wiki/history/author.ts';
import { newestChanges, newestStanding } from '../../../server/wiki/history/changes.ts';
import { historyPage } from '../../../server/wiki/history/lines.ts';
import { deleteArticle } from '../../../server/wiki/moderation/deletion.ts';
import { loadStarter } from '../../../server/wiki/setup/starter.ts';
import { method } from '../../support/content.ts';
import { peopled, type PeopledWiki } from '../../support/people.ts';

let wiki: PeopledWiki;
beforeEach(async () => {
  wiki = await peopled({}, 'administrator');
});
afterEach(() => wiki.close());

const create = (author: Author, title: string) =>
  createArticle(wiki.db, author, { content: method({ title }), summary: '' });
const edit = (author: Author, slug: string, body: string) =>
  editArticle(wiki.db, author, slug, { content: method({ title: 'Et', body }), summary: '', minor: false });
const load = () => wiki.db.transaction().execute((tx) => loadStarter(tx, wiki.mos));
const summary = 'Hærværk';

/** What is new, as a title and a number, or how many articles and revisions came in. */
async function news(limit = 8): Promise<string[]> {
  const found = await newestStanding(wiki.db, limit);
  return found.map((each) =>
    'articles' in each
      ? `${each.action} ${each.articles}/${each.revisions} ${each.by.map(({ name }) => name).join(' + ')}`
      : `${each.article.title} ${each.number}`,
  );
}

/** Imports a commit for each content, and returns how many revisions came of it. */
const importFiles = (...contents: string[]) => importAs(wiki.mos, 'git:x', contents);

async function importAs(performer: Author, source: string, contents: readonly string[]): Promise<number> {
  const commits = contents.map((text, i) => ({
    id: `c${i}${text}`,
    author: { name: 'Jo Doe', email: 'jo@example.com' },
    merge: false,
    writtenAt: '2020-05-01T08:00:00.000Z',
    message: 'Begin',
    changes: [{ path: `${text.slice(2, 6)}.md`, read: () => Promise.resolve(text) }],
  }));
  const terms = { kind: kindOf('method')!, licence: 'CC0-1.0', source };
  return (await importHistory(wiki.db, performer, terms, commits)).revisions;
}

describe('what was taken back', () => {
  const revertedIn = async () => {
    const { id } = await findArticle(wiki.db, 'et');
    const lines = await historyPage(wiki.db, id, 50);
    return Object.fromEntries(
      lines.flatMap(({ number, revertedIn: by }) => (by === undefined ? [] : [[number, by]])),
    );
  };

  test('stands under the first revert that stands: one that was itself taken back gives back what it took', async () => {
    await create(wiki.anas, 'Et');
    await edit(wiki.bos, 'et', 'Vrøvl.');
    await edit(wiki.bos, 'et', 'Mere vrøvl.');
    expect(await news()).toEqual(['Et 3', 'Et 2', 'Et 1']);
    await rollBack(wiki.db, wiki.anas, 'et', { base: 3, summary });
    expect([await revertedIn(), await news()]).toEqual([{ 2: 4, 3: 4 }, ['Et 1']]);
    await undoRevisions(wiki.db, wiki.bos, 'et', { from: 4, to: 4, summary: 'Det var ikke vrøvl' });
    expect([await revertedIn(), await news()]).toEqual([{ 4: 5 }, ['Et 3', 'Et 2', 'Et 1']]);
    await restoreRevision(wiki.db, wiki.mos, 'et', { number: 2, summary: 'Halvt' });
    expect([await revertedIn(), await news()]).toEqual([{ 3: 6, 4: 6, 5: 6 }, ['Et 2', 'Et 1']]);
    expect((await newestChanges(wiki.db, 50)).map(({ number }) => number)).toEqual([6, 5, 4, 3, 2, 1]);
  });

  test('is made anew from the history, and told of where it was altered', async () => {
    await create(wiki.anas, 'Et');
    await edit(wiki.bos, 'et', 'Vrøvl.');
    await undoRevisions(wiki.db, wiki.anas, 'et', { from: 2, to: 2, summary });
    expect(await wronglyReverted(wiki.db)).toEqual([]);
    await wiki.db.deleteFrom('reverted').execute();
    await wiki.db.insertInto('reverted').values({ sequence: 1, revert_number: 3 }).execute();
    expect([await wronglyReverted(wiki.db), await wronglyReverted(wiki.db, 1)]).toEqual([[1], [1]]);
    await reverted.rebuild(wiki.db);
    expect([await wronglyReverted(wiki.db), await revertedIn()]).toEqual([[], { 2: 3 }]);
  });

  test('is worked out from the newest revert back', () => {
    const reverts = [
      { number: 3, first: 2, last: 2 },
      { number: 5, first: 3, last: 4 },
      { number: 7, first: 5, last: 5 },
    ];
    expect(standingReverts(reverts).map(({ number }) => number)).toEqual([7, 3]);
    expect(standingReverts([])).toEqual([]);
  });
});

describe('what came in by the many', () => {
  test('is one line as long as nothing else was saved between, and tells how many articles it began', async () => {
    await create(wiki.anas, 'Et');
    const count = await load();
    const files = ['# Maps\n\nDraw.\n', '# Maps\n\nDraw a map.\n', '# Walk\n\nWalk.\n'];
    expect(await importFiles(...files)).toBe(3);
    await edit(wiki.bos, 'et', 'Nyt.');
    expect(await importFiles(...files, '# Maps\n\nDraw a large map.\n')).toBe(1);
    const all = [
      'import 0/1 Mo Lindholm',
      'Et 2',
      'import 2/3 Mo Lindholm',
      `starter ${count}/${count} Mo Lindholm`,
      'Et 1',
    ];
    expect(await news()).toEqual(all);
    for (const limit of [1, 2, 3, 4]) expect(await news(limit)).toEqual(all.slice(0, limit));
    await deleteArticle(wiki.db, wiki.mos, 'et', summary);
    expect(await news()).toEqual(all.filter((line) => !line.startsWith('Et')));
  });

  test('names who imported, both where one import followed upon another', async () => {
    await importFiles('# Maps\n\nDraw.\n', '# Walk\n\nWalk.\n');
    expect(await news()).toEqual(['import 2/2 Mo Lindholm']);
    await importAs(wiki.anas, 'git:y', ['# Sing\n\nSing.\n']);
    expect(await news()).toEqual(['import 3/3 Mo Lindholm + Ana Østergård']);
  });

  test('is made anew from the history, and told of where it was altered', async () => {
    await importFiles('# Maps\n\nDraw.\n', '# Walk\n\nWalk.\n');
    await create(wiki.anas, 'Et');
    await load();
    const filed = () => wiki.db.selectFrom('intake').selectAll().orderBy('sequence').execute();
    const before = await filed();
    expect(before).toHaveLength(2);
    expect(before[0]).toEqual({ sequence: 1, last: 2, action: 'import', articles: 2 });
    expect(await wrongIntakes(wiki.db)).toEqual([]);
    await wiki.db.updateTable('intake').set({ last: 3 }).where('sequence', '=', 1).execute();
    expect(await wrongIntakes(wiki.db)).toEqual([1]);
    await intakes.rebuild(wiki.db);
    expect([await filed(), await wrongIntakes(wiki.db)]).toEqual([before, []]);
  });
});
