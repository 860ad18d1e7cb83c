/** What waits for a moderator's look, and how it strikes the wiki; that somebody looked, and what the log tells of it. */
import { describe, expect, test } from '@jest/globals';
import { kindOf } from '../../../server/kinds/index.ts';
import {
  createArticle,
  editArticle,
  insertArticle,
  moveArticle,
} from '../../../server/wiki/articles/edits.ts';
import {
  restoreRevision,
  rollBack,
  standingsOf,
  undoRevisions,
} from '../../../server/wiki/articles/reverts.ts';
import { importHistory } from '../../../server/wiki/exchange/imports.ts';
import { authorOf, type Author } from '../../../server/wiki/history/author.ts';
import { listActs } from '../../../server/wiki/history/public-log.ts';
import { NEWCOMER } from '../../../server/wiki/history/unpatrolled.ts';
import { deleteArticle, undeleteArticle } from '../../../server/wiki/moderation/deletion.ts';
import {
  countWaiting,
  isWaiting,
  listWaiting,
  type DeskFilter,
} from '../../../server/wiki/moderation/desk.ts';
import { patrolPerson, patrolRevision } from '../../../server/wiki/moderation/patrols.ts';
import { protectArticle } from '../../../server/wiki/moderation/protections.ts';
import { appoint } from '../../../server/wiki/people/roles.ts';
import { changeSignature } from '../../../server/wiki/people/signatures.ts';
import { verify } from '../../../server/wiki/proof/verify.ts';
import { recordRevision } from '../../../server/wiki/record.ts';
import { method } from '../../support/content.ts';
import { eraseContents } from '../../support/erasing.ts';
import { ana, AT, bo, peopledEach } from '../../support/people.ts';

const wiki = peopledEach('administrator');
const slug = 'prøvehandling';
const summary = 'Ikke sandt';
const reason = 'Hører ikke til her';
const EVERYTHING = 2 ** 31 - 1;
const later = (days: number) => new Date(Date.parse(AT) + days * 86_400_000).toISOString();

const create = (author: Author, change = {}) =>
  createArticle(wiki.db, author, { content: method(change), summary: '' });
const edit = (author: Author, change: Parameters<typeof method>[0], minor = false) =>
  editArticle(wiki.db, author, slug, { content: method(change), summary: '', minor });
const waiting = (filter: Partial<DeskFilter> = {}, page = {}) =>
  listWaiting(wiki.db, wiki.mos, { flags: [], ...filter }, { limit: 50, at: AT, ...page });
/** Whose revisions wait, by the number of each in its article. */
const numbers = async (filter: Partial<DeskFilter> = {}) =>
  (await waiting(filter)).map(({ article, number }) => `${article.slug} ${number}`);
const acts = async () => {
  const some = await Promise.all(
    (['patrol', 'patrol-person'] as const).map((code) => listActs(wiki.db, { code }, 50)),
  );
  return some
    .flatMap(({ acts }) => acts)
    .map(({ code, article, person, words }) => [code, article?.number ?? person?.name, words['revisions']]);
};

describe('what is saved', () => {
  test('waits, whichever way it came, unless a moderator or an administrator wrote it', async () => {
    await create(wiki.anas);
    await edit(wiki.bos, { lead: 'Anden.' });
    await moveArticle(wiki.db, wiki.anas, slug, { title: 'Rettesnor', summary: '' });
    await restoreRevision(wiki.db, wiki.bos, slug, { number: 2, summary });
    await undoRevisions(wiki.db, wiki.anas, slug, { from: 4, to: 4, summary });
    await rollBack(wiki.db, wiki.bos, slug, { base: 5, summary });
    await edit(wiki.mos, { lead: 'Moderatorens.' });
    await importHistory(wiki.db, wiki.mos, { kind: kindOf('method')!, licence: 'CC0-1.0', source: 'git:x' }, [
      {
        id: '1',
        author: { name: 'Jo Doe', email: 'jo@example.com' },
        merge: false,
        writtenAt: '2020-05-01T08:00:00.000Z',
        message: 'First',
        changes: [{ path: 'a.md', read: () => Promise.resolve('# Cards\n\nSort the cards.\n') }],
      },
    ]);
    await wiki.db.transaction().execute(async (tx) => {
      const content = method({ title: 'Begyndelse' });
      const article = await insertArticle(tx, content, 'CC-BY-4.0');
      await recordRevision(tx, wiki.mos, article, {
        ...{ content, action: 'starter', summary: '', minor: false, baseNumber: null },
      });
    });
    expect(await numbers()).toEqual(['cards 1', ...[6, 5, 4, 3, 2, 1].map((number) => `${slug} ${number}`)]);
    expect(await countWaiting(wiki.db, 100)).toBe(7);
    expect(await countWaiting(wiki.db, 3)).toBe(3);
    expect([await isWaiting(wiki.db, 6), await isWaiting(wiki.db, 7)]).toEqual([true, false]);
  });

  test('is told by what strikes about it, as its author was then', async () => {
    const body = `${'Et langt stykke om det. '.repeat(40)}\n`;
    await create(wiki.anas, { body });
    await edit(wiki.bos, { body: 'Kort.\n' });
    await edit(wiki.anas, { body: 'Se https://eksempel.dk og <https://andet.example/a>.\n' }, true);
    await edit(wiki.bos, { body: 'Se https://eksempel.dk/andet og <https://andet.example/b>.\n' });
    await edit(wiki.bos, { body: 'Se.\n', sources: [{ title: 'Kilde', url: 'https://kilde.example/' }] });
    expect((await waiting()).map(({ flags }) => flags)).toEqual([
      ['newcomer', 'links'],
      ['newcomer'],
      ['newcomer', 'links', 'minor'],
      ['newcomer', 'removal'],
      ['newcomer'],
    ]);
    expect(await numbers({ flags: ['links'] })).toEqual([`${slug} 5`, `${slug} 3`]);
    expect(await numbers({ flags: ['links', 'minor'] })).toEqual([`${slug} 3`]);
    expect(await numbers({ flags: ['removal'] })).toEqual([`${slug} 2`]);
    expect(await numbers({ flags: ['imported'] })).toEqual([]);
  });

  test('is a newcomer’s until they have been here for days, and have written so many revisions', async () => {
    await create(wiki.anas);
    const old = (await authorOf(wiki.db, wiki.anas.personId, later(NEWCOMER.days)))!;
    for (let count = 1; count <= NEWCOMER.revisions; count++) await edit(old, { lead: `Nr. ${count}.` });
    await edit(wiki.anas, { lead: 'Igen på den første dag.' });
    const flagged = (await waiting()).map(({ number, flags }) => [number, flags.includes('newcomer')]);
    expect(flagged.slice(0, 3)).toEqual([
      [12, true],
      [11, false],
      [10, true],
    ]);
  });

  test('stands on the desk until what it was written in is deleted or erased', async () => {
    await create(wiki.anas);
    await edit(wiki.bos, { lead: 'Anden.' });
    await create(wiki.anas, { title: 'Slettet' });
    await deleteArticle(wiki.db, wiki.mos, 'slettet', reason);
    expect([await numbers(), await countWaiting(wiki.db, 9), await isWaiting(wiki.db, 3)]).toEqual([
      [`${slug} 2`, `${slug} 1`],
      2,
      false,
    ]);
    await eraseContents(wiki.db, wiki.mos, slug, { numbers: [1], reason });
    expect(await numbers()).toEqual([`${slug} 2`]);
    await undeleteArticle(wiki.db, wiki.mos, 'slettet', reason);
    expect(await numbers()).toEqual(['slettet 1', `${slug} 2`]);
  });

  test('is chosen by kind, protection, person and a part of the workplace, and goes on where a page ended', async () => {
    await create(wiki.anas);
    await edit(wiki.bos, { lead: 'Anden.' });
    await create(wiki.bos, { title: 'Begreb', kind: 'concept', facts: {} });
    await protectArticle(wiki.db, wiki.mos, slug, { level: 'verified', until: later(1), reason });
    const [first, second, third] = [`${slug} 1`, `${slug} 2`, 'begreb 1'];
    expect(await numbers({ kind: 'concept' })).toEqual([third]);
    expect(await numbers({ isProtected: true })).toEqual([second, first]);
    expect(await waiting({ isProtected: true }, { at: later(2) })).toEqual([]);
    expect(await numbers({ personId: wiki.bos.personId })).toEqual([third, second]);
    expect(await numbers({ workplace: 'Aarhus' })).toEqual([third, second]);
    expect(await numbers({ workplace: 'aarhus KOMMUNE' })).toEqual([third, second]);
    expect(await numbers({ workplace: 'Nordjylland' })).toEqual([first]);
    // Neither a name, nor a sign that stands for others, is a workplace.
    expect([await numbers({ workplace: ana.name }), await numbers({ workplace: '%' })]).toEqual([[], []]);
    expect(await numbers({ workplace: bo.title })).toEqual([]);
    const [newest] = await waiting({}, { limit: 1 });
    const older = await waiting({}, { limit: 1, before: newest!.sequence });
    expect([newest!.sequence, older[0]!.sequence]).toEqual([3, 2]);
  });

  test('is chosen by a part of the workplace whatever its capitals, sign by sign', async () => {
    await changeSignature(wiki.db, wiki.anas, { ...ana, workplace: 'Ærø Kommune (100 %)' });
    await create((await authorOf(wiki.db, wiki.anas.personId, AT))!, { title: 'Ø' });
    for (const workplace of ['ærØ', 'Ærø kommune (', '(100 %'])
      expect(await numbers({ workplace })).toEqual(['ø 1']);
    expect(await numbers({ workplace: '1%0' })).toEqual([]);
  });

  test('is listed for moderators alone', async () => {
    await create(wiki.anas);
    await expect(listWaiting(wiki.db, wiki.anas, { flags: [] }, { limit: 1, at: AT })).rejects.toMatchObject({
      status: 403,
    });
    expect(await waiting()).toHaveLength(1);
  });
});

describe('a moderator', () => {
  test('patrols a revision once, and the second to do so is told', async () => {
    await create(wiki.anas);
    const patrol = () => patrolRevision(wiki.db, wiki.mos, { slug, number: 1 });
    expect((await Promise.all([patrol(), patrol()])).sort()).toEqual([false, true]);
    expect([await numbers(), await acts()]).toEqual([[], [['patrol', 1, undefined]]]);
    await expect(patrolRevision(wiki.db, wiki.mos, { slug, number: 2 })).rejects.toMatchObject({
      status: 404,
    });
    expect((await verify(wiki.db, () => undefined)).findings).toEqual([]);
  });

  test('patrols all that a person has waiting, as far as they have seen it, in one act', async () => {
    await create(wiki.anas);
    await edit(wiki.bos, { lead: 'Anden.' });
    await edit(wiki.anas, { lead: 'Tredje.' });
    await create(wiki.anas, { title: 'Slettet' });
    await deleteArticle(wiki.db, wiki.mos, 'slettet', reason);
    await create(wiki.anas, { title: 'Kom imens' });
    expect(await patrolPerson(wiki.db, wiki.mos, wiki.anas.personId, 4)).toBe(2);
    expect(await patrolPerson(wiki.db, wiki.mos, wiki.anas.personId, 4)).toBe(0);
    expect(await acts()).toEqual([['patrol-person', ana.name, 2]]);
    await undeleteArticle(wiki.db, wiki.mos, 'slettet', reason);
    expect(await numbers()).toEqual(['kom-imens 1', 'slettet 1', `${slug} 2`]);
    await expect(patrolPerson(wiki.db, wiki.mos, 999, EVERYTHING)).rejects.toMatchObject({ status: 404 });
    expect((await verify(wiki.db, () => undefined)).findings).toEqual([]);
  });

  test('patrols nothing of their own, and a contributor nothing at all', async () => {
    await create(wiki.anas);
    const ids = wiki.anas.personId;
    await wiki.db.transaction().execute((tx) => appoint(tx, wiki.mos, ids, 'moderator'));
    const raised = (await authorOf(wiki.db, ids, AT))!;
    for (const author of [raised, wiki.bos]) {
      await expect(patrolRevision(wiki.db, author, { slug, number: 1 })).rejects.toMatchObject({
        status: 403,
      });
    }
    await expect(patrolPerson(wiki.db, raised, ids, EVERYTHING)).rejects.toMatchObject({ status: 403 });
    await expect(patrolPerson(wiki.db, wiki.bos, ids, EVERYTHING)).rejects.toMatchObject({ status: 403 });
    expect([await numbers(), await acts()]).toEqual([[`${slug} 1`], []]);
  });

  test('has looked at what they take back, and at no more than that', async () => {
    await create(wiki.anas);
    for (const count of [2, 3, 4, 5, 6]) {
      const author = count > 4 ? wiki.bos : wiki.anas;
      await edit(author, count === 2 ? { facts: { timeRequired: 'kort' } } : { lead: `Nr. ${count}.` });
    }
    await undoRevisions(wiki.db, wiki.mos, slug, { from: 6, to: 6, summary });
    expect(await numbers()).toEqual([5, 4, 3, 2, 1].map((number) => `${slug} ${number}`));
    await restoreRevision(wiki.db, wiki.mos, slug, { number: 3, summary });
    expect(await numbers()).toEqual([3, 2, 1].map((number) => `${slug} ${number}`));
    await edit(wiki.bos, { lead: 'Nr. 9.' });
    await rollBack(wiki.db, wiki.mos, slug, { base: 9, summary });
    await edit(wiki.bos, { lead: 'Nr. 11.' });
    await rollBack(wiki.db, wiki.anas, slug, { base: 11, summary });
    expect(await numbers()).toEqual([12, 11, 3, 2, 1].map((number) => `${slug} ${number}`));
  });

  test('hasn’t looked at what was saved while they restored, and was merged', async () => {
    await create(wiki.anas);
    await edit(wiki.bos, { lead: 'Anden.' });
    await edit(wiki.bos, { lead: 'Anden.', facts: { timeRequired: 'kort' } });
    await restoreRevision(wiki.db, wiki.mos, slug, { number: 1, base: 2, summary });
    expect(await numbers()).toEqual([3, 1].map((number) => `${slug} ${number}`));
  });
});

test('what may be taken back of a revision is told by how it stands', async () => {
  await create(wiki.anas);
  await edit(wiki.bos, { lead: 'Anden.' });
  await create(wiki.bos, { title: 'Alene' });
  const until = later(1);
  await protectArticle(wiki.db, wiki.mos, slug, { level: 'verified', until, reason });
  await deleteArticle(wiki.db, wiki.mos, 'alene', reason);
  const at = (moment: string) => standingsOf(wiki.db, [1, 2, 3], moment);
  const protection = { level: 'verified' };
  expect([...(await at(AT))].sort()).toEqual([
    [1, { isCurrent: false, hasOthers: true, protection }],
    [2, { isCurrent: true, hasOthers: true, protection }],
    [3, { isCurrent: true, hasOthers: false, deletedBy: expect.any(Number) as unknown }],
  ]);
  expect((await at(later(2))).get(2)).toEqual({ isCurrent: true, hasOthers: true });
  expect(await standingsOf(wiki.db, [], AT)).toEqual(new Map());
});
