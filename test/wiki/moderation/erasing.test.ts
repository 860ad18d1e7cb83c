/** An erasure takes two administrators, and a name that is removed leaves a number behind. */
import type { NameAskable } from '../../../server/db/schema.ts';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { createArticle, editArticle } from '../../../server/wiki/articles/edits.ts';
import { restoreRevision } from '../../../server/wiki/articles/reverts.ts';
import { takeByline } from '../../../server/wiki/erasure/erasure.ts';
import { authorOf, type Author } from '../../../server/wiki/history/author.ts';
import { bylinesOf } from '../../../server/wiki/history/bylines.ts';
import { readContent } from '../../../server/wiki/history/contents.ts';
import { historyPage } from '../../../server/wiki/history/lines.ts';
import { listActs } from '../../../server/wiki/history/public-log.ts';
import { hidingOf } from '../../../server/wiki/history/withheld.ts';
import {
  askErasure,
  askRemoval,
  confirmErasure,
  endRequest,
  isAnotherThere,
  listRequests,
} from '../../../server/wiki/moderation/erasing.ts';
import { hideRevision } from '../../../server/wiki/moderation/hiding.ts';
import { listRemovals } from '../../../server/wiki/moderation/removals.ts';
import { changeSignature } from '../../../server/wiki/people/signatures.ts';
import { verify } from '../../../server/wiki/proof/verify.ts';
import { method } from '../../support/content.ts';
import { ana, AT, join, mo, peopledEach } from '../../support/people.ts';

const wiki = peopledEach();
const reason = 'Et navn på en borger.';
const SLUG = 'prøvehandling';
const place = { slug: SLUG, number: 2 };
let aases: Author;
let pers: Author;

beforeEach(async () => {
  const { db, anas, bos } = wiki;
  aases = await join(db, { ...mo, name: 'Åse Ørsted', email: 'aase@example.dk' }, 'administrator');
  pers = await join(db, { ...mo, name: 'Per Juhl', email: 'per@example.dk' }, 'administrator');
  await createArticle(db, anas, { content: method(), summary: '' });
  const content = method({ body: 'Ring til Okapi Hansen.' });
  await editArticle(db, bos, SLUG, { content, summary: 'Okapi Hansens nummer', minor: false });
  await restoreRevision(db, anas, SLUG, { number: 1, summary: 'Væk med det' });
});

const verified = () => verify(wiki.db, () => undefined);
const codes = async () => (await listActs(wiki.db, {}, 50)).acts.map(({ code }) => code);
const onlyId = async () => (await listRequests(wiki.db, aases))[0]!.id;

describe('an erasure that is asked for', () => {
  test('hides the text, and the log says no more than that', async () => {
    await askErasure(wiki.db, aases, place, { what: 'content', reason });
    expect(await hidingOf(wiki.db, 2)).toMatchObject({ text: true, summary: false });
    const [act] = (await listActs(wiki.db, {}, 1)).acts;
    expect(act).toMatchObject({ code: 'hide', byline: { name: 'Åse Ørsted' }, words: {}, isErased: false });
    expect(await listRequests(wiki.db, pers)).toMatchObject([
      { what: 'content', reason, at: AT, asker: { name: 'Åse Ørsted' }, revision: { ...place } },
    ]);
    expect((await readContent(wiki.db, 2)).body).toBe('Ring til Okapi Hansen.');
    expect((await verified()).findings).toEqual([]);
  });

  test('is not asked for with a CPR number in its reason, which nobody could confirm', async () => {
    const cpr = { status: 422, problems: [{ field: 'reason', code: 'cpr' }] };
    const told = 'Nævner 070761-4285.';
    await expect(askErasure(wiki.db, aases, place, { what: 'content', reason: told })).rejects.toMatchObject(
      cpr,
    );
    await expect(askRemoval(wiki.db, aases, 2, { what: 'names', reason: told })).rejects.toMatchObject(cpr);
    expect([await listRequests(wiki.db, aases), await hidingOf(wiki.db, 2)]).toEqual([[], undefined]);
  });

  test('is made by another, and the log names both', async () => {
    await askErasure(wiki.db, aases, place, { what: 'content', reason });
    await confirmErasure(wiki.db, pers, await onlyId());
    await expect(readContent(wiki.db, 2)).rejects.toMatchObject({ status: 410, code: 'erased' });
    const [act] = (await listActs(wiki.db, {}, 1)).acts;
    expect(act).toMatchObject({
      ...{ code: 'erase-content', byline: { name: 'Per Juhl' }, asker: { name: 'Åse Ørsted' } },
      ...{ article: { number: 2 }, words: { reason } },
    });
    expect(await listRequests(wiki.db, aases)).toEqual([]);
    expect(await verified()).toMatchObject({ findings: [], erased: { content: 1, summary: 0 } });
  });

  test('is of a summary, too', async () => {
    await askErasure(wiki.db, aases, place, { what: 'summary', reason });
    await askErasure(wiki.db, aases, place, { what: 'content', reason });
    expect(await hidingOf(wiki.db, 2)).toMatchObject({ text: true, summary: true });
    await confirmErasure(wiki.db, pers, await onlyId());
    expect(await wiki.db.selectFrom('summary').select('sequence').execute()).toEqual([{ sequence: 3 }]);
    expect(await verified()).toMatchObject({ findings: [], erased: { content: 0, summary: 1 } });
  });

  test('is not made by who asked, nor by one who is no administrator, and not twice', async () => {
    await askErasure(wiki.db, aases, place, { what: 'content', reason });
    const id = await onlyId();
    const refused = (author: Author) => expect(confirmErasure(wiki.db, author, id)).rejects;
    await refused(aases).toMatchObject({ status: 403, code: 'takes-two' });
    await refused(wiki.mos).toMatchObject({ status: 403 });
    await refused(wiki.anas).toMatchObject({ status: 403 });
    expect((await readContent(wiki.db, 2)).body).toBe('Ring til Okapi Hansen.');
    const both = await Promise.allSettled([
      confirmErasure(wiki.db, pers, id),
      confirmErasure(wiki.db, pers, id),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await refused(pers).toMatchObject({ status: 404, code: 'no-such-request' });
    expect((await codes()).filter((code) => code === 'erase-content')).toHaveLength(1);
  });

  test('is not made in the place of another that was seen, and withdrawn since', async () => {
    await askErasure(wiki.db, aases, place, { what: 'summary', reason });
    const [seen] = await listRequests(wiki.db, pers);
    await endRequest(wiki.db, aases, seen!.id, 'withdraw');
    await askErasure(wiki.db, aases, place, { what: 'content', reason });
    const [unseen] = await listRequests(wiki.db, pers);
    const confirm = (id: number) => confirmErasure(wiki.db, pers, id);
    await expect(confirm(seen!.id)).rejects.toMatchObject({ status: 404, code: 'no-such-request' });
    expect((await readContent(wiki.db, 2)).body).toBe('Ring til Okapi Hansen.');
    await confirm(unseen!.id);
    await expect(readContent(wiki.db, 2)).rejects.toMatchObject({ status: 410, code: 'erased' });
  });

  test.each(['withdraw', 'refuse'] as const)(
    'ends without one by %s, and what it hid is shown again',
    async (how) => {
      await askErasure(wiki.db, aases, place, { what: 'content', reason });
      const id = await onlyId();
      const [one, other] = how === 'withdraw' ? [aases, pers] : [pers, aases];
      await expect(endRequest(wiki.db, other, id, how)).rejects.toMatchObject({ status: 403 });
      await expect(endRequest(wiki.db, wiki.mos, id, how)).rejects.toMatchObject({ status: 403 });
      await endRequest(wiki.db, one, id, how);
      expect(await hidingOf(wiki.db, 2)).toBeUndefined();
      expect(await listRequests(wiki.db, aases)).toEqual([]);
      expect((await codes())[0]).toBe('unhide');
      expect((await verified()).findings).toEqual([]);
    },
  );

  test('leaves hidden what a moderator hid', async () => {
    const { db, mos } = wiki;
    await hideRevision(db, mos, place, { text: true, summary: true, reason });
    await askErasure(db, aases, place, { what: 'content', reason });
    await endRequest(db, aases, await onlyId(), 'withdraw');
    expect(await hidingOf(db, 2)).toMatchObject({ text: true, summary: true });
  });

  test('is refused without a reason, a second time, of the current text and to whoever is no administrator', async () => {
    const { db, mos } = wiki;
    const ask = (asked: Partial<Parameters<typeof askErasure>[3]>, at = place, author = aases) =>
      askErasure(db, author, at, { what: 'content', reason, ...asked });
    await expect(ask({ reason: '' })).rejects.toMatchObject({ problems: [{ field: 'reason' }] });
    await expect(ask({}, { slug: SLUG, number: 3 })).rejects.toMatchObject({
      problems: [{ code: 'hide-current' }],
    });
    await expect(ask({ what: 'summary' }, { slug: SLUG, number: 1 })).rejects.toMatchObject({
      problems: [{ code: 'no-summary' }],
    });
    await expect(ask({}, place, mos)).rejects.toMatchObject({ status: 403 });
    await expect(listRequests(db, mos)).rejects.toMatchObject({ status: 403 });
    await ask({});
    await expect(ask({})).rejects.toMatchObject({ problems: [{ code: 'asked-already' }] });
    expect(await listRequests(db, aases)).toHaveLength(1);
  });

  test('can’t be made where there is no other administrator who can sign in', async () => {
    expect(await isAnotherThere(wiki.db, aases)).toBe(true);
    await wiki.db.deleteFrom('credential').where('person_id', '=', pers.personId).execute();
    expect(await isAnotherThere(wiki.db, aases)).toBe(false);
    expect(await isAnotherThere(wiki.db, pers)).toBe(true);
  });
});

describe('a name that is removed', () => {
  const remove = async (what: NameAskable) => {
    await askRemoval(wiki.db, aases, wiki.anas.personId, { what, reason });
    await confirmErasure(wiki.db, pers, await onlyId());
  };
  const names = async () => (await bylinesOf(wiki.db, wiki.anas.personId)).map(({ name }) => name);
  beforeEach(() => changeSignature(wiki.db, wiki.anas, { name: 'Ana Lund', title: '', workplace: '' }));

  test('goes from every revision, with the account, and only when another has confirmed it', async () => {
    await askRemoval(wiki.db, aases, wiki.anas.personId, { what: 'names', reason });
    expect(await names()).toEqual(['Ana Lund', ana.name]);
    expect(await listRequests(wiki.db, pers)).toMatchObject([
      { what: 'names', person: { name: 'Ana Lund' } },
    ]);
    await confirmErasure(wiki.db, pers, await onlyId());
    expect(await names()).toEqual(['', '']);
    const [newest] = await historyPage(wiki.db, 1, 1, 4);
    expect(newest).toMatchObject({ byline: { personId: wiki.anas.personId, erased: true, name: '' } });
    expect(await authorOf(wiki.db, wiki.anas.personId, AT)).toBeUndefined();
    expect(await verified()).toMatchObject({ findings: [], erased: { byline: 2 } });
  });

  test('may be the one of today alone', async () => {
    await remove('name');
    expect(await names()).toEqual(['', ana.name]);
  });

  test('may be all but the one of today, and the account goes on under that', async () => {
    await remove('earlier');
    expect(await names()).toEqual(['Ana Lund', '']);
    expect(await authorOf(wiki.db, wiki.anas.personId, AT)).toMatchObject({ personId: wiki.anas.personId });
    const asked = { what: 'earlier', reason } as const;
    await expect(askRemoval(wiki.db, aases, wiki.anas.personId, asked)).rejects.toMatchObject({
      problems: [{ code: 'name-gone' }],
    });
    expect(await verified()).toMatchObject({ findings: [], erased: { byline: 1 } });
  });

  test.each(['name', 'names', 'earlier'] as const)(
    'is not one that they took after it was asked for (%s)',
    async (what) => {
      const { db, anas } = wiki;
      await askRemoval(db, aases, anas.personId, { what, reason });
      const later = { ...anas, at: '2026-11-22T08:00:00.000Z' };
      await changeSignature(db, later, { name: 'Ana Holm', title: '', workplace: '' });
      await expect(confirmErasure(db, pers, await onlyId())).rejects.toMatchObject({ code: 'renamed-since' });
      expect(await names()).toEqual(['Ana Holm', 'Ana Lund', ana.name]);
      await endRequest(db, pers, await onlyId(), 'refuse');
      const now = { ...aases, at: '2026-11-23T08:00:00.000Z' };
      await askRemoval(db, now, anas.personId, { what: 'earlier', reason });
      await confirmErasure(db, pers, await onlyId());
      expect(await names()).toEqual(['Ana Holm', '', '']);
    },
  );

  test('stands on the list of removals by its number and its digest, never by itself', async () => {
    await remove('names');
    const removals = await listRemovals(wiki.db, 10);
    const digests = await wiki.db
      .selectFrom('byline')
      .select('digest')
      .where('person_id', '=', wiki.anas.personId)
      .orderBy('id', 'desc')
      .execute();
    expect(removals).toMatchObject([
      { personId: wiki.anas.personId, at: AT, revisions: 0, byline: digests[0]!.digest },
      { personId: wiki.anas.personId, at: AT, revisions: 2, byline: digests[1]!.digest },
    ]);
    expect(JSON.stringify(removals)).not.toContain('Ana');
    expect(await listRemovals(wiki.db, 10, removals[0]!.id)).toEqual([removals[1]]);
  });

  test('is refused when it’s gone, asked for already, nobody’s, or asked by one who is no administrator', async () => {
    const { db, anas, mos } = wiki;
    const asked = { what: 'names', reason } as const;
    await expect(askRemoval(db, mos, anas.personId, asked)).rejects.toMatchObject({ status: 403 });
    await expect(askRemoval(db, aases, 999, asked)).rejects.toMatchObject({ status: 404 });
    await remove('names');
    await expect(askRemoval(db, aases, anas.personId, asked)).rejects.toMatchObject({
      problems: [{ code: 'name-gone' }],
    });
    await askRemoval(db, aases, wiki.bos.personId, asked);
    await expect(askRemoval(db, pers, wiki.bos.personId, asked)).rejects.toMatchObject({
      problems: [{ code: 'asked-already' }],
    });
  });

  test('goes only by who may take it when their turn comes', async () => {
    const { db, mos, anas } = wiki;
    const taking = db.transaction().execute((tx) => takeByline(tx, mos, anas.bylineId, { reason }));
    await expect(taking).rejects.toMatchObject({ status: 403 });
    expect(await names()).toEqual(['Ana Lund', ana.name]);
  });
});
