/** The log: what its entries come to, which of them nobody can have made, and what anyone may read of it. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { STATES, type ActCode } from '../../../server/wiki/acts.ts';
import {
  createArticle,
  editArticle,
  insertArticle,
  moveArticle,
} from '../../../server/wiki/articles/edits.ts';
import { enterLicence } from '../../../server/wiki/articles/licences.ts';
import { eraseByline, eraseContents, eraseSummary } from '../../support/erasing.ts';
import { insertAct, type Act } from '../../../server/wiki/history/acts.ts';
import type { Author } from '../../../server/wiki/history/author.ts';
import { readDeeds } from '../../../server/wiki/history/deeds.ts';
import { listActs, type LogFilter } from '../../../server/wiki/history/public-log.ts';
import { changeSignature } from '../../../server/wiki/people/signatures.ts';
import { appoint } from '../../../server/wiki/people/roles.ts';
import { recordRevision } from '../../../server/wiki/record.ts';
import { method } from '../../support/content.ts';
import { ana, AT, bo, join, mo, peopled, type PeopledWiki } from '../../support/people.ts';
import { tamper } from '../../support/tamper.ts';

let wiki: PeopledWiki;
beforeEach(async () => {
  wiki = await peopled({}, 'administrator');
  await createArticle(wiki.db, wiki.anas, { content: method(), summary: 'Første' });
  const change = { content: method({ lead: 'To.' }), summary: '', minor: false };
  await editArticle(wiki.db, wiki.bos, 'prøvehandling', change);
});
afterEach(() => wiki.close());

const reason = 'Personoplysninger';
const LATER = '2026-12-01T08:00:00.000Z';

describe('what the entries come to', () => {
  /** Enters an act past the policy, and returns its id. */
  const enter = (who: Author, code: ActCode, act: Act): Promise<number> =>
    wiki.db.transaction().execute(async (tx) => {
      await insertAct(tx, who, code, act);
      return (
        await tx
          .selectFrom('log')
          .select((eb) => eb.fn.max('id').as('id'))
          .executeTakeFirstOrThrow()
      ).id;
    });

  test('is roles, licences and what was erased', async () => {
    await wiki.db.transaction().execute(async (tx) => {
      const article = await insertArticle(tx, method({ title: 'Fri' }), 'CC0-1.0');
      await enterLicence(tx, wiki.bos, article.id, 'CC0-1.0');
      const content = method({ title: 'Fri' });
      const save = { content, action: 'create', summary: '', minor: false, baseNumber: null } as const;
      await recordRevision(tx, wiki.bos, article, save);
    });
    await moveArticle(wiki.db, wiki.anas, 'prøvehandling', { title: 'Zebra', summary: '' });
    await moveArticle(wiki.db, wiki.anas, 'zebra', { title: 'Prøvehandling', summary: '' });
    await eraseSummary(wiki.db, wiki.mos, 'prøvehandling', { number: 1, reason });
    await eraseContents(wiki.db, wiki.mos, 'prøvehandling', { numbers: [3], reason });
    await eraseByline(wiki.db, wiki.mos, wiki.bos.bylineId, reason);
    expect(await readDeeds(wiki.db)).toEqual({
      roles: new Map([[wiki.mos.personId, 'administrator']]),
      licences: new Map([[2, 'CC0-1.0']]),
      erasures: {
        content: new Set([4]),
        summary: new Set([1]),
        byline: new Set([wiki.bos.bylineId]),
        log: new Set([3, 4]),
      },
      states: Object.fromEntries(STATES.map((state) => [state, new Map()])),
      unfit: [],
    });
  });

  test('leaves out, as unfit, what nobody can have done', async () => {
    const { anas, bos, mos } = wiki;
    const unfit = [
      await enter(anas, 'erase-content', { articleId: 1, erasedId: 1 }),
      await enter(mos, 'erase-content', { articleId: 1, erasedId: 9 }),
      await enter(mos, 'erase-content', { articleId: 1 }),
      await enter(mos, 'erase-summary', { articleId: 1, erasedId: 2 }),
      await enter(mos, 'erase-byline', { personId: anas.personId, erasedId: bos.bylineId }),
      await enter(mos, 'erase-log', { articleId: 1, erasedId: 99 }),
      await enter(bos, 'appoint-moderator', { personId: anas.personId }),
      await enter(bos, 'found-moderator', { personId: anas.personId }),
      await enter(mos, 'found-administrator', { personId: mos.personId }),
      await enter({ ...bos, at: LATER }, 'licence', { articleId: 1, named: 'CC0-1.0' }),
      await enter(bos, 'found-licence', { articleId: 1, named: 'CC0-1.0' }),
      await enter(anas, 'licence', { articleId: 1 }),
      await enter(anas, 'move', {}),
      await enter(anas, 'move', { articleId: 1, personId: 1 }),
      await enter(anas, 'move', { articleId: 1, erasedId: 1 }),
      await enter(anas, 'fly' as ActCode, { articleId: 1 }),
    ];
    const fit = await enter(anas, 'found-licence', { articleId: 1, named: 'CC-BY-SA-4.0' });
    const deeds = await readDeeds(wiki.db);
    expect([...deeds.unfit].sort((a, b) => a - b)).toEqual(unfit);
    expect(deeds.unfit).not.toContain(fit);
    expect(deeds).toMatchObject({
      roles: new Map([[mos.personId, 'administrator']]),
      licences: new Map([[1, 'CC-BY-SA-4.0']]),
      erasures: { content: new Set(), summary: new Set(), byline: new Set(), log: new Set() },
    });
  });

  test('is held to the role that the performer had then, and what was found counts from the beginning', async () => {
    const first = await enter(wiki.bos, 'erase-content', { articleId: 1, erasedId: 1 });
    await enter(wiki.bos, 'found-administrator', { personId: wiki.bos.personId });
    await wiki.db.transaction().execute(async (tx) => {
      await tx.updateTable('person').set({ role: 'administrator' }).where('id', '=', 2).execute();
      await appoint(tx, wiki.bos, wiki.mos.personId, 'contributor');
    });
    const late = await enter(wiki.mos, 'erase-content', { articleId: 1, erasedId: 2 });
    const { unfit, erasures, roles } = await readDeeds(wiki.db);
    expect([unfit, erasures.content]).toEqual([[late], new Set([1])]);
    expect(unfit).not.toContain(first);
    expect([...roles]).toEqual([
      [wiki.mos.personId, 'contributor'],
      [wiki.bos.personId, 'administrator'],
    ]);
  });
});

describe('what anyone may read of it', () => {
  const list = async (filter: LogFilter = {}, limit = 50, before?: number) =>
    listActs(wiki.db, filter, limit, before);
  const ids = async (filter: LogFilter) => (await list(filter)).acts.map(({ id }) => id);

  beforeEach(async () => {
    await moveArticle(wiki.db, wiki.anas, 'prøvehandling', { title: 'Zebra', summary: '' });
    await wiki.db.transaction().execute(async (tx) => {
      const { id } = await insertArticle(tx, method({ title: 'Fri' }), 'CC0-1.0');
      await enterLicence(tx, wiki.bos, id, 'CC0-1.0');
    });
    await eraseSummary(wiki.db, wiki.mos, 'zebra', { number: 1, reason });
    await eraseByline(wiki.db, wiki.mos, wiki.bos.bylineId, reason);
  });

  test('is each act, newest first: who, when, on what, why', async () => {
    const zebra = { slug: 'zebra', title: 'Zebra' };
    expect(await list()).toMatchObject({
      acts: [
        {
          id: 5,
          code: 'erase-byline',
          byline: { name: mo.name },
          person: { erased: true },
          words: { reason },
        },
        {
          id: 4,
          code: 'erase-summary',
          article: { ...zebra, number: 1 },
          words: { reason },
          isErased: false,
        },
        { id: 3, code: 'licence', named: 'CC0-1.0', byline: { erased: true }, words: {}, isErased: false },
        { id: 2, code: 'move', named: '', at: AT, byline: { name: ana.name }, article: zebra },
        { id: 1, code: 'found-administrator', byline: { name: mo.name }, person: { name: mo.name } },
      ],
    });
    const [, , , move] = (await list()).acts;
    expect(move).toMatchObject({ words: { from: 'prøvehandling', to: 'zebra' } });
    expect(move).not.toHaveProperty('person');
  });

  test('is chosen by code, article and person, who did it or whom it is about', async () => {
    expect(await ids({ code: 'licence' })).toEqual([3]);
    expect(await ids({ code: 'move' })).toEqual([2]);
    expect(await ids({ articleId: 1 })).toEqual([4, 2]);
    expect(await ids({ personId: wiki.bos.personId })).toEqual([5, 3]);
    expect(await ids({ personId: wiki.anas.personId, code: 'move' })).toEqual([2]);
    expect(await ids({ personId: wiki.anas.personId, articleId: 2 })).toEqual([]);
  });

  test('of a person is found under every name that they went by', async () => {
    await changeSignature(wiki.db, { ...wiki.anas, at: LATER }, { ...ana, name: 'Ana Lund' });
    expect(await ids({ personId: wiki.anas.personId })).toEqual([2]);
    expect((await list({ code: 'move' })).acts).toMatchObject([{ byline: { name: ana.name } }]);
    expect((await list({ code: 'found-administrator' })).acts).toMatchObject([{ person: { name: mo.name } }]);
  });

  test('comes in pages, and says where the older ones begin while there are any', async () => {
    const first = await list({}, 2);
    expect([first.acts.map(({ id }) => id), first.older]).toEqual([[5, 4], 4]);
    const second = await list({}, 3, 4);
    expect([second.acts.map(({ id }) => id), second.older]).toEqual([[3, 2, 1], undefined]);
  });

  test('is no word of what was erased, and nothing of an act that the wiki doesn’t know', async () => {
    await eraseContents(wiki.db, wiki.mos, 'zebra', { numbers: [3], reason });
    const [move] = (await list({ code: 'move' })).acts;
    expect(move).toMatchObject({ words: {}, isErased: true });
    const before = (await list()).acts.length;
    await tamper(wiki.db, "update log set action = 'fly' where id = 1");
    expect((await list()).acts).toHaveLength(before - 1);
  });
});

test('somebody who comes later has done nothing yet', async () => {
  const eva = await join(wiki.db, { ...bo, name: 'Eva Holm', email: 'eva@example.dk' });
  expect(await listActs(wiki.db, { personId: eva.personId }, 5)).toEqual({ acts: [] });
});
