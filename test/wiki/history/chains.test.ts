/** Contents and attributions as chains of deltas: how far one goes, how it's read, and what an erasure makes of it. */
import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { findArticle } from '../../../server/wiki/articles/articles.ts';
import { attributionAt } from '../../../server/wiki/credit/attribution.ts';
import type { Author } from '../../../server/wiki/history/author.ts';
import { copyWhole, linkAfter, makeWhole, readLinks } from '../../../server/wiki/history/chains.ts';
import { readBeside, readContents } from '../../../server/wiki/history/contents.ts';
import { createArticle, editArticle } from '../../../server/wiki/articles/edits.ts';
import { eraseContents } from '../../support/erasing.ts';
import { rebuild } from '../../../server/wiki/upkeep/rebuild.ts';
import { contentAt } from '../../../server/wiki/history/reading.ts';
import { verify } from '../../../server/wiki/proof/verify.ts';
import { method } from '../../support/content.ts';
import { ana, join, mo } from '../../support/people.ts';
import { openWiki, type TestWiki } from '../../support/wiki.ts';

let wiki: TestWiki;
let anas: Author;
beforeEach(async () => {
  wiki = await openWiki();
  anas = await join(wiki.db, ana);
});
afterEach(() => wiki.close());

/** A text that deflating makes no shorter than its words. */
const LONG = Array.from({ length: 400 }, (_, i) => `ord${(i * 7919) % 10_007}`).join(' ');

async function save(bodies: readonly string[]): Promise<number> {
  for (const [i, body] of bodies.entries()) {
    const change = { content: method({ body }), summary: '', minor: false };
    if (i === 0) await createArticle(wiki.db, anas, change);
    else await editArticle(wiki.db, anas, 'prøvehandling', change);
  }
  return (await findArticle(wiki.db, 'prøvehandling')).id;
}

const steps = async (table: 'content' | 'attribution') => {
  const rows = await wiki.db.selectFrom(table).select('steps').orderBy('sequence').execute();
  return rows.map((row) => row.steps);
};

test('after 160 deltas a content is stored whole, and each of them is read as it was saved', async () => {
  const bodies = Array.from({ length: 164 }, (_, i) => `${LONG} ${i}.`);
  const id = await save(bodies);
  expect((await steps('content')).slice(158)).toEqual([158, 159, 160, 0, 1, 2]);
  for (const number of [1, 2, 160, 161, 162, 164]) {
    expect((await contentAt(wiki.db, id, number)).body).toBe(bodies[number - 1]);
  }
}, 180_000);

test('an attribution is stored as a delta where that is far lighter, in chains that are shorter for long bodies', async () => {
  const first = LONG.split(' ').slice(0, 300);
  const bodies = [LONG, ...first.map((_, i) => LONG.replace(` ${LONG.split(' ')[i + 1]} `, ` ny${i} `))];
  await save(bodies.slice(0, 12));
  expect(Math.max(...(await steps('attribution')))).toBe(0);
  const many = first.map((word, i) => (i % 2 ? word : `ny${i}`)).join(' ');
  const change = { content: method({ body: many }), summary: '', minor: false };
  await editArticle(wiki.db, anas, 'prøvehandling', change);
  await editArticle(wiki.db, anas, 'prøvehandling', { ...change, content: method({ body: `${many} mere` }) });
  expect((await steps('attribution')).at(-1)).toBe(1);
});

test('two contents are read together as they are apart, whichever stands on the other', async () => {
  const mos = await join(wiki.db, mo, 'administrator');
  const bodies = Array.from({ length: 6 }, (_, i) => `${LONG} ${i}.`);
  await save(bodies);
  for (const [first, second] of [
    [1, 2],
    [2, 5],
    [5, 2],
    [3, 3],
    [5, 6],
    [6, 1],
  ] as const) {
    const contents = await readContents(wiki.db, first, second);
    expect(contents.map(({ body }) => body)).toEqual([bodies[first - 1], bodies[second - 1]]);
  }
  await eraseContents(wiki.db, mos, 'prøvehandling', { numbers: [2], reason: 'Personoplysninger' });
  for (const [first, second] of [
    [2, 5],
    [5, 2],
  ] as const) {
    await expect(readContents(wiki.db, first, second)).rejects.toMatchObject({ status: 410 });
  }
});

test('deltas that weigh more than twice the whole content end a chain', async () => {
  const other = LONG.replaceAll('ord', 'and');
  await save([LONG, other, LONG, other, LONG, other, LONG]);
  expect(await steps('content')).toContain(0);
  expect((await steps('content')).lastIndexOf(0)).toBeGreaterThan(0);
});

test('a revision in the middle of a chain can be erased, and what stands on it is read as before', async () => {
  const mos = await join(wiki.db, mo, 'administrator');
  const bodies = Array.from({ length: 12 }, (_, i) => `${LONG} ${i}.`);
  const id = await save(bodies);
  await eraseContents(wiki.db, mos, 'prøvehandling', { numbers: [4, 5, 9], reason: 'Personoplysninger' });
  expect(await steps('content')).toEqual([0, 1, 2, 0, 1, 2, 0, 1, 2]);
  for (const number of [1, 3, 6, 7, 8, 10, 11, 12]) {
    expect((await contentAt(wiki.db, id, number)).body).toBe(bodies[number - 1]);
  }
  await expect(contentAt(wiki.db, id, 5)).rejects.toMatchObject({ status: 410 });
  expect((await verify(wiki.db, () => undefined, { attribution: true })).findings).toEqual([]);
});

test('the copies of what is current are made anew from the chains', async () => {
  const id = await save([LONG, `${LONG} mere.`]);
  const before = await attributionAt(wiki.db, id, 2);
  await wiki.db.deleteFrom('current_content').execute();
  await wiki.db.deleteFrom('current_attribution').execute();
  expect(await attributionAt(wiki.db, id, 2)).toEqual(before);
  await rebuild(wiki.db);
  const copies = await wiki.db.selectFrom('current_content').select(['article_id', 'sequence']).execute();
  expect(copies).toEqual([{ article_id: id, sequence: 2 }]);
  expect(await attributionAt(wiki.db, id, 2)).toEqual(before);
});

test('a revision is read from a whole one and the deltas on it, the current one from its copy', async () => {
  await save([LONG, `${LONG} to.`, `${LONG} tre.`]);
  const [first, second] = await wiki.db
    .selectFrom('content')
    .select(['sequence', 'bytes'])
    .orderBy('sequence')
    .execute();
  expect(await readLinks(wiki.db, 'content', 2)).toEqual({ whole: first, deltas: [second] });
  expect(await readLinks(wiki.db, 'content', 3)).toMatchObject({ whole: { sequence: 3 }, deltas: [] });
  expect(await readLinks(wiki.db, 'content', 4)).toBeUndefined();
  await wiki.db.deleteFrom('content').where('sequence', '=', 1).execute();
  await expect(readLinks(wiki.db, 'content', 2)).rejects.toThrow(RangeError);
});

test('the next stands on its parent while its delta is lighter, and the chain short and light enough', async () => {
  await save([LONG, `${LONG} to.`]);
  const whole = Buffer.alloc(100, 1);
  const after = (parent: number | null, weight: number, limits: { deltas: number; weight?: number }) =>
    wiki.db
      .transaction()
      .execute((tx) => linkAfter(tx, 'content', parent, { delta: Buffer.alloc(weight), whole, limits }));
  const { bytes } = await wiki.db
    .selectFrom('content')
    .select('bytes')
    .where('sequence', '=', 2)
    .executeTakeFirstOrThrow();
  const full = (bytes.length + 50) / 100;
  expect(await after(2, 50, { deltas: 2, weight: full })).toEqual({ steps: 2, bytes: Buffer.alloc(50) });
  const alone = { steps: 0, bytes: whole };
  expect(await after(2, 50, { deltas: 2, weight: full - 0.01 })).toEqual(alone);
  expect(await after(2, 50, { deltas: 1 })).toEqual(alone);
  expect(await after(2, 100, { deltas: 2 })).toEqual(alone);
  expect(await after(null, 50, { deltas: 2 })).toEqual(alone);
  expect(await after(9, 50, { deltas: 2 })).toEqual(alone);
});

test('one made whole begins the chain of those that stood on it, up to the next whole one', async () => {
  await save(Array.from({ length: 6 }, (_, i) => `${LONG} ${i}.`));
  const make = (sequence: number) =>
    wiki.db.transaction().execute((tx) => makeWhole(tx, 'content', sequence, Buffer.from('whole')));
  await make(5);
  expect(await steps('content')).toEqual([0, 1, 2, 3, 0, 1]);
  await make(3);
  expect(await steps('content')).toEqual([0, 1, 0, 1, 0, 1]);
  expect((await readLinks(wiki.db, 'content', 4))!.whole).toEqual({
    sequence: 3,
    bytes: Buffer.from('whole'),
  });
});

test('of an article one thing is current, and takes the place of what was', async () => {
  const id = await save([LONG]);
  await wiki.db
    .transaction()
    .execute((tx) => copyWhole(tx, 'attribution', { articleId: id, sequence: 1 }, Buffer.from('now')));
  const copies = await wiki.db.selectFrom('current_attribution').selectAll().execute();
  expect(copies).toEqual([{ article_id: id, sequence: 1, bytes: Buffer.from('now') }]);
  expect(await wiki.db.selectFrom('current_content').select('sequence').execute()).toEqual([{ sequence: 1 }]);
});

test('what stands beside bodies is read of many at once, whatever they say, also without their copies; none of what was erased', async () => {
  const trap = ',"body":"x","title":"y"';
  // Deflated it's longer than what is read of a content first.
  const long = randomBytes(2000).toString('base64');
  const facts = { body: trap, long, what: `"${trap}` };
  const id = await save(['Et.', trap]);
  await createArticle(wiki.db, anas, {
    content: method({ title: 'Den anden', facts, body: trap }),
    summary: '',
  });
  const articles = [await findArticle(wiki.db, 'prøvehandling'), await findArticle(wiki.db, 'den-anden')];
  const { body: _first, ...first } = method({ body: trap });
  const { body: _second, ...second } = method({ title: 'Den anden', facts, body: trap });
  const expected = new Map([
    [id, first],
    [articles[1]!.id, second],
  ]);
  expect(await readBeside(wiki.db, articles)).toEqual(expected);
  await wiki.db.deleteFrom('current_content').execute();
  expect(await readBeside(wiki.db, articles)).toEqual(expected);
  await wiki.db.deleteFrom('content').where('sequence', '=', articles[0]!.sequence).execute();
  expect([...(await readBeside(wiki.db, articles)).keys()]).toEqual([articles[1]!.id]);
});
