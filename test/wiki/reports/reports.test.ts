/** Reports, below all doors: what one may hold, who sees it, how it's handled, and how long it's kept. */
import { beforeEach, describe, expect, test } from '@jest/globals';
import { createArticle, editArticle } from '../../../server/wiki/articles/edits.ts';
import { authorOf } from '../../../server/wiki/history/author.ts';
import { listActs } from '../../../server/wiki/history/public-log.ts';
import { deleteArticle } from '../../../server/wiki/moderation/deletion.ts';
import { closeAccount } from '../../../server/wiki/people/leaving.ts';
import { personalDataOf } from '../../../server/wiki/people/personal-data.ts';
import { verify } from '../../../server/wiki/proof/verify.ts';
import {
  countReports,
  findReport,
  handleReport,
  listClosed,
  listReports,
} from '../../../server/wiki/reports/handling.ts';
import { deleteOldReports, makeReport, type NewReport } from '../../../server/wiki/reports/reports.ts';
import { keptSince } from '../../../server/wiki/upkeep/keeping.ts';
import { method } from '../../support/content.ts';
import { eraseContents } from '../../support/erasing.ts';
import { AT, join, mo, peopledEach } from '../../support/people.ts';

const wiki = peopledEach();
const report: NewReport = {
  ...{ articleId: 1, number: 1, section: '', reason: 'wrong', words: 'Tallet er forkert.', email: '' },
  personId: undefined,
};
const make = (change: Partial<NewReport> = {}) => makeReport(wiki.db, { ...report, ...change }, AT);
const open = () => listReports(wiki.db, wiki.mos, 9);
const note = 'Tallet er rettet.';

beforeEach(async () => {
  await createArticle(wiki.db, wiki.anas, { content: method(), summary: '' });
});

describe('a report', () => {
  test('keeps nothing of a heading whose text is erased', async () => {
    const content = method({ body: '## Okapi Hansens sag\n\nEn borger.\n' });
    await editArticle(wiki.db, wiki.bos, 'prøvehandling', { content, summary: '', minor: false });
    await editArticle(wiki.db, wiki.bos, 'prøvehandling', { content: method(), summary: '', minor: false });
    await make({ section: 'sådan-gør-du' });
    await make({ section: 'okapi-hansens-sag', number: 2 });
    const sections = async () => (await open()).map(({ number, section }) => [number, section]);
    expect(await sections()).toContainEqual([2, 'okapi-hansens-sag']);
    const pers = await join(wiki.db, { ...mo, name: 'Per Juhl', email: 'per@example.dk' }, 'administrator');
    await eraseContents(wiki.db, pers, 'prøvehandling', { numbers: [2], reason: 'En borgers navn.' });
    expect(await sections()).toEqual([
      [1, 'sådan-gør-du'],
      [2, ''],
    ]);
  });

  test('waits with what was sent, the oldest first, and tells who it is from if somebody is', async () => {
    await make({ section: 'sådan-gør-du', email: 'laeser@example.dk' });
    await make({ reason: 'other', words: 'Billedet mangler.', personId: wiki.bos.personId });
    const [first, second] = await open();
    expect(first).toMatchObject({
      ...{ number: 1, section: 'sådan-gør-du', reason: 'wrong', words: 'Tallet er forkert.' },
      ...{ email: 'laeser@example.dk', at: AT },
      article: { slug: 'prøvehandling', title: 'Prøvehandling', current: 1 },
    });
    expect(first).not.toHaveProperty('sender');
    expect(second!.sender).toMatchObject({ name: 'Bo Åkjær' });
    expect(await countReports(wiki.db, 9)).toBe(2);
    expect((await listReports(wiki.db, wiki.mos, 1)).map(({ id }) => id)).toEqual([first!.id]);
    expect((await listReports(wiki.db, wiki.mos, 9, first!.id)).map(({ id }) => id)).toEqual([second!.id]);
  });

  test.each([
    ['no reason', { reason: '' }, [{ field: 'reason', code: 'choose-reason' }]],
    ['a reason that there isn’t', { reason: 'boring' }, [{ field: 'reason', code: 'choose-reason' }]],
    ['no words for something else', { reason: 'other', words: '' }, [{ field: 'words', code: 'say-what' }]],
    [
      'too many words',
      { words: '😀'.repeat(2001) },
      [{ field: 'words', code: 'too-long', params: { max: 2000, length: 2001 } }],
    ],
    ['no address', { email: 'mig@' }, [{ field: 'email', code: 'bad-email' }]],
    ['two addresses', { email: 'a@example.dk,b@example.dk' }, [{ field: 'email', code: 'bad-email' }]],
    [
      'a CPR number',
      { words: 'Her står\n070761-4285' },
      [{ field: 'words', code: 'cpr-line', params: { line: 2 } }],
    ],
    ['a CPR number for an address', { email: '0707614285@example.dk' }, [{ field: 'email', code: 'cpr' }]],
  ])('with %s is refused, and says where', async (_what, change, problems) => {
    await expect(make(change)).rejects.toMatchObject({ status: 422, problems });
    expect(await countReports(wiki.db, 9)).toBe(0);
  });

  test('may be without words, as long as they may be, and from a post', async () => {
    await make({ words: '' });
    await make({ words: '😀'.repeat(2000), email: 'post@example.dk' });
    expect(await countReports(wiki.db, 9)).toBe(2);
  });

  test('is shown to moderators alone', async () => {
    await make();
    const { id } = (await open())[0]!;
    for (const reading of [
      () => listReports(wiki.db, wiki.anas, 9),
      () => findReport(wiki.db, wiki.anas, id),
      () => listClosed(wiki.db, wiki.anas, 9),
      () => handleReport(wiki.db, wiki.anas, id, { answer: 'done', note }),
    ])
      await expect(reading()).rejects.toMatchObject({ status: 403 });
    expect(await findReport(wiki.db, wiki.mos, id)).toMatchObject({ words: 'Tallet er forkert.' });
  });
});

describe('a report that is handled', () => {
  const handle = (id: number, answer = 'done', words = note) =>
    handleReport(wiki.db, wiki.mos, id, { answer, note: words });

  test('stands in the log with the moderator’s note, and not a word of the reader’s', async () => {
    await make({ email: 'laeser@example.dk', personId: wiki.bos.personId });
    const { id } = (await open())[0]!;
    await handle(id);
    expect(await countReports(wiki.db, 9)).toBe(0);
    const closed = await listClosed(wiki.db, wiki.mos, 9);
    expect(closed).toMatchObject([{ id, words: 'Tallet er forkert.', act: { named: 'done' } }]);
    expect(await listClosed(wiki.db, wiki.mos, 9, closed[0]!.act.id)).toEqual([]);
    const { acts } = await listActs(wiki.db, { articleId: 1, code: 'handle-report' }, 9);
    expect(acts).toMatchObject([{ named: 'done', words: { reason: note }, byline: { name: 'Mo Lindholm' } }]);
    const log = JSON.stringify(await listActs(wiki.db, {}, 99));
    expect(log).toContain(note);
    for (const private_ of ['Tallet er forkert.', 'laeser@example.dk', 'Bo Åkjær"},"reason'])
      expect(log).not.toContain(private_);
    expect((await verify(wiki.db, () => undefined)).findings).toEqual([]);
  });

  test('needs an answer and a note, and waits no more for a second', async () => {
    await make();
    const { id } = (await open())[0]!;
    await expect(handle(id, 'maybe')).rejects.toMatchObject({ problems: [{ field: 'answer' }] });
    await expect(handle(id, 'done', '')).rejects.toMatchObject({ problems: [{ field: 'reason' }] });
    await handle(id, 'no-action');
    await expect(handle(id)).rejects.toMatchObject({ status: 404, code: 'no-such-report' });
    await expect(findReport(wiki.db, wiki.mos, id + 1)).rejects.toMatchObject({ status: 404 });
    expect((await listActs(wiki.db, { code: 'handle-report' }, 9)).acts).toHaveLength(1);
  });

  test('is forgotten thirteen months after, and one that waits never', async () => {
    await make();
    await make({ words: 'Den her venter.' });
    const { id } = (await open())[0]!;
    await handle(id);
    const left = async () => (await wiki.db.selectFrom('report').select('words').execute()).length;
    expect(keptSince('2027-12-21T17:05:00.000Z')).toBe('2026-11-21T17:05:00.000Z');
    await deleteOldReports(wiki.db, '2027-12-21T17:05:00.000Z');
    expect(await left()).toBe(2);
    await deleteOldReports(wiki.db, '2027-12-21T17:05:00.001Z');
    expect((await wiki.db.selectFrom('report').select('words').execute()).map(({ words }) => words)).toEqual([
      'Den her venter.',
    ]);
  });
});

test('whoever sent a report sees it among their data, and whoever leaves takes their name and address off it', async () => {
  await make({ email: 'bo@example.dk', personId: wiki.bos.personId });
  await make({ words: 'En andens.', personId: wiki.anas.personId });
  const { reports } = await personalDataOf(wiki.db, wiki.bos.personId, AT);
  expect(reports).toEqual([
    {
      ...{ article: 'prøvehandling', title: 'Prøvehandling', number: 1, section: '', reason: 'wrong' },
      ...{ words: 'Tallet er forkert.', email: 'bo@example.dk', at: AT, handledAt: null, post: null },
    },
  ]);
  await deleteArticle(wiki.db, wiki.mos, 'prøvehandling', 'Vrøvl.');
  const { reports: afterwards } = await personalDataOf(wiki.db, wiki.bos.personId, AT);
  expect(afterwards).toMatchObject([{ article: null, words: 'Tallet er forkert.' }]);
  await wiki.db.transaction().execute((tx) => closeAccount(tx, wiki.bos.personId, AT));
  expect(await authorOf(wiki.db, wiki.bos.personId, AT)).toBeUndefined();
  const [left, others] = await open();
  expect([left!.words, left!.email, left!.sender]).toEqual(['Tallet er forkert.', '', undefined]);
  expect(others!.sender).toMatchObject({ name: 'Ana Østergård' });
});
