/** What can be written is counted, by person and by network, and what was typed comes back. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { findArticle } from '../../../server/wiki/articles/articles.ts';
import { authorOf } from '../../../server/wiki/history/author.ts';
import { createArticle } from '../../../server/wiki/articles/edits.ts';
import { countAttempt } from '../../../server/wiki/people/attempts.ts';
import { method } from '../../support/content.ts';
import { serveWiki, type Client, type ServedWiki } from '../../support/client.ts';
import { ana, bo, mo } from '../../support/people.ts';

let wiki: ServedWiki;
let anas: Client;
let bos: Client;
beforeAll(async () => {
  wiki = await serveWiki();
  anas = await wiki.joined(ana);
  bos = await wiki.joined(bo);
  for (const title of ['Idéstorm', 'Fyld']) {
    await bos.post('/new', { kind: 'method', title, lead: 'Lead.', body: 'x', action: 'save' });
  }
});
afterAll(() => wiki.close());

const HOUR = 60 * 60 * 1000;
const personOf = async ({ email }: { email: string }) =>
  (
    await wiki.db
      .selectFrom('credential')
      .select('person_id')
      .where('email', '=', email)
      .executeTakeFirstOrThrow()
  ).person_id;

/** Adds revisions by someone, as if saved at some time before now: bare rows, to an article that nobody reads. */
async function save(who: { email: string }, times: number, ago: number, size = 1): Promise<void> {
  const writtenAt = new Date(Date.now() - ago).toISOString();
  const author = (await authorOf(wiki.db, await personOf(who), writtenAt))!;
  await wiki.db.transaction().execute(async (tx) => {
    const { id } = await findArticle(tx, 'fyld');
    const { sequence, number } = await tx
      .selectFrom('revision')
      .select(({ fn, eb }) => [
        fn.max('sequence').as('sequence'),
        fn.max(eb.case().when('article_id', '=', id).then(eb.ref('number')).else(0).end()).as('number'),
      ])
      .executeTakeFirstOrThrow();
    for (let time = 1; time <= times; time++) {
      await tx
        .insertInto('revision')
        .values({
          ...{ sequence: sequence + time, article_id: id, number: number + time },
          ...{ byline_id: author.bylineId, person_id: author.personId, action: 'edit', minor: 0, size },
          ...{
            written_at: writtenAt,
            recorded_at: '',
            content_digest: Buffer.alloc(32),
            hash: Buffer.alloc(32),
          },
        })
        .execute();
    }
  });
}

test('one person saves three hundred times within an hour, and is given the text back after that', async () => {
  await save(ana, 310, 2 * HOUR);
  await save(ana, 299, HOUR / 2);
  const edit = (lead: string) => anas.post('/wiki/id%C3%A9storm/edit', { lead, action: 'save' });
  expect((await edit('Den næstsidste.')).status).toBe(303);
  const stopped = await edit('Min <lange> tekst.');
  expect(stopped.status).toBe(429);
  expect(stopped.text).toContain('Din tekst står her endnu. Vent 30 minutter');
  expect(stopped.text).toContain('Min &lt;lange&gt; tekst.');
  const moved = await anas.post('/wiki/id%C3%A9storm/move', { title: 'Ny titel', summary: 'Derfor' });
  expect([moved.status, moved.text.includes('value="Ny titel"')]).toEqual([429, true]);
  const back = await anas.post('/wiki/id%C3%A9storm/restore', { number: '1', summary: 'Tilbage' });
  expect([back.status, back.text.includes('value="Tilbage"')]).toEqual([429, true]);
  expect((await bos.post('/wiki/id%C3%A9storm/edit', { lead: 'Bos.', action: 'save' })).status).toBe(303);
});

test('whoever keeps order may save more', async () => {
  const mos = await wiki.joined(mo);
  await wiki.db
    .updateTable('person')
    .set({ role: 'moderator' })
    .where('id', '=', await personOf(mo))
    .execute();
  await save(mo, 301, HOUR / 2);
  expect((await mos.post('/wiki/id%C3%A9storm/edit', { lead: 'Mos.', action: 'save' })).status).toBe(303);
});

test('what one person saves within an hour is bounded in size too', async () => {
  const client = await wiki.joined({ ...ana, name: 'Eva Holm', email: 'eva@example.dk' });
  await save({ email: 'eva@example.dk' }, 67, HOUR / 2, 250_000);
  const stopped = await client.post('/wiki/id%C3%A9storm/edit', { lead: 'Evas.', action: 'save' });
  expect(stopped.status).toBe(429);
});

test('nobody goes by more than twenty names a day, and those before are shown by the page', async () => {
  const client = await wiki.joined({ ...ana, name: 'Ulla Birk', email: 'ulla@example.dk' });
  const change = (title: string) => client.post('/account', { name: 'Ulla Birk', title, workplace: '' });
  const changes = await Promise.all(Array.from({ length: 30 }, (_, number) => change(`stilling ${number}`)));
  expect(changes.filter(({ status }) => status === 303)).toHaveLength(19);
  const stopped = changes.find(({ status }) => status === 429)!;
  expect(stopped.text).toContain('i morgen');
  expect(stopped.text).toMatch(/name="title"[^>]*|value="stilling \d+"/);

  const id = await personOf({ email: 'ulla@example.dk' });
  const yesterday = { person_id: id, verification: 'unconfirmed', digest: Buffer.alloc(32) } as const;
  const old = await wiki.db.selectFrom('byline').select('id').where('person_id', '=', id).execute();
  await wiki.db
    .insertInto('byline')
    .values(
      Array.from({ length: 40 }, (_, i) => ({
        ...yesterday,
        id: old.at(-1)!.id + 1000 + i,
        recorded_at: '2020-01-01T00:00:00.000Z',
      })),
    )
    .execute();
  await wiki.db
    .updateTable('person')
    .set((eb) => ({ byline_id: eb.selectFrom('byline').select((each) => each.fn.max('id').as('id')) }))
    .where('id', '=', id)
    .execute();
  const last = await wiki.db
    .selectFrom('byline')
    .select('id')
    .where('person_id', '=', id)
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow();
  let next: string | undefined = `/people/${id}`;
  let shown = 0;
  while (next !== undefined) {
    const page: string = (await wiki.client().get(next)).text;
    const list = /<details[\s\S]*?<\/details>/.exec(page)?.[0] ?? '';
    const lines = list.match(/<li>/g)?.length ?? 0;
    expect(lines).toBeLessThanOrEqual(20);
    shown += lines;
    next = /href="([^"]*\?names=\d+)"/.exec(list)?.[1];
  }
  expect(shown).toBe(old.length + 40 - 1);
  expect(last.id).toBeGreaterThan(old.length);
});

test('of seventy new articles sent at once no more are made than make sixty an hour', async () => {
  const author = (await authorOf(wiki.db, await personOf(bo), wiki.now()))!;
  const made = await Promise.allSettled(
    Array.from({ length: 70 }, (_, number) =>
      createArticle(wiki.db, author, { content: method({ title: `Ny ${number}` }), summary: '' }),
    ),
  );
  expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(58);
});

describe('what is being written waits with a link', () => {
  const draftOf = (size: number) =>
    Buffer.from(JSON.stringify({ kind: 'method', title: 'Færgen', body: 'a'.repeat(size) })).toString(
      'base64url',
    );
  const someone = (number: number) => ({
    ...{ name: 'Ny Pedersen', title: 'konsulent', workplace: 'Nordby Kommune', password: ana.password },
    ...{ email: `ny${number}@example.dk`, next: '/new' },
  });
  const kept = async (email: string) => {
    const rows = await wiki.db.selectFrom('token').select('data').where('purpose', '=', 'register').execute();
    const data = rows.map((row) => JSON.parse(row.data) as { email: string; draft?: string });
    return data.find((each) => each.email === email)?.draft;
  };

  test('until that of all would be too much: then it goes on by the page, and registers all the same', async () => {
    const draft = draftOf(1000);
    const all = { name: 'drafts-of-all', most: Infinity, minutes: 2 * 24 * 60 };
    const before = await wiki.client().post('/register', { ...someone(1), draft });
    expect([before.status, await kept('ny1@example.dk')]).toEqual([303, draft]);
    await countAttempt(wiki.db, all, 'all', 256 * 1024 * 1024);
    const answer = await wiki.client().post('/register', { ...someone(2), draft });
    expect(answer.status).toBe(503);
    expect(answer.text).toContain('Der er en mail på vej, men din tekst ligger kun her på siden.');
    expect(answer.text).toMatch(new RegExp(`action="/login"[^]*name="draft" value="${draft}"`));
    const sent = await wiki.db
      .selectFrom('outbox')
      .where('recipient', '=', 'ny2@example.dk')
      .select('message')
      .execute();
    expect([sent, await kept('ny2@example.dk')]).toEqual([[{ message: 'register' }], undefined]);
    expect((await wiki.client().post('/register', someone(3))).status).toBe(303);
  });

  test('until one network has sent four megabytes in an hour, and the next is given back', async () => {
    const draft = draftOf(500_000);
    let answer = await wiki.client().post('/register', { ...someone(10), draft });
    for (let sent = 1; sent < 7 && answer.status !== 429; sent++) {
      answer = await wiki.client().post('/register', { ...someone(10 + sent), draft });
    }
    expect(answer.status).toBe(429);
    expect(answer.text).toContain(`name="draft" value="${draft}"`);
  });
});
