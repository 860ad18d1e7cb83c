import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { findArticle } from '../../../server/wiki/articles/articles.ts';
import { attributionAt } from '../../../server/wiki/credit/attribution.ts';
import type { Author } from '../../../server/wiki/history/author.ts';
import { readContents } from '../../../server/wiki/history/contents.ts';
import { createArticle, editArticle } from '../../../server/wiki/articles/edits.ts';
import { eraseContents } from '../../../server/wiki/erasure/erasure.ts';
import { rebuild } from '../../../server/wiki/upkeep/rebuild.ts';
import { contentAt } from '../../../server/wiki/history/revisions.ts';
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
  const mos = await join(wiki.db, mo, 'moderator');
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
  const mos = await join(wiki.db, mo, 'moderator');
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
