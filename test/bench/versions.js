/** Fills shelves with versions, people who write them, and talk about them, many at a time: what lists of the newest read, and no more. */
import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { authorOf } from '../../dist/server/wiki/history/author.js';
import { enrol } from '../../dist/server/wiki/people/accounts.js';
import { randomFrom } from './history.js';
import { PEOPLE } from './people.js';
import { fillShelves, insert } from './shelves.js';

/** How many versions are written at a time, how many versions there are to a post, and how many posts to a thread. */
const BATCH = 5000;
const TO_A_POST = 10;
const TO_A_THREAD = 5;

/** Fills a wiki with articles, and with so many versions of them in all by people in turn; returns the people's ids. */
export async function fillVersions(db, { articles, versions, at }) {
  const people = [];
  for (const person of PEOPLE) people.push(await enrol(db, person, at));
  await fillShelves(db, { articles, personId: people[0], at });
  const authors = await Promise.all(people.map((personId) => authorOf(db, personId, at)));
  const counts = Array(articles + 1).fill(1);
  const random = randomFrom(5);
  const drawn = () => 1 + Math.floor(random() * articles);
  for (let made = articles; made < versions; made += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, versions - made) }, (_, index) => {
      const article = drawn();
      return {
        sequence: made + index + 1,
        article,
        number: ++counts[article],
        author: pick(random, authors),
      };
    });
    await db.transaction().execute((tx) => writeVersions(tx, batch));
  }
  await newestIs(db);
  for (let made = 0; made < versions / TO_A_POST; made += TO_A_THREAD) {
    await db.transaction().execute((tx) => writeThread(tx, drawn(), pick(random, authors)));
  }
  return people;
}

async function writeVersions(tx, batch) {
  await insert(tx, 'revision', batch.map(revisionOf));
  const contents = batch.map(({ sequence }) => ({
    ...{ sequence, salt: randomBytes(16), steps: 1, bytes: Buffer.from('m') },
  }));
  await insert(tx, 'content', contents);
}

function revisionOf({ sequence, article, number, author: { bylineId, personId, at } }) {
  return {
    ...{ sequence, article_id: article, number, byline_id: bylineId, person_id: personId, action: 'edit' },
    ...{ from_number: null, to_number: null, base_number: number - 1, minor: sequence % 3 === 0 ? 1 : 0 },
    ...{ size: 4000 + (sequence % 700), written_at: at, recorded_at: '' },
    ...{ content_digest: randomBytes(32), summary_digest: null, hash: randomBytes(32) },
  };
}

/** Lets each article and person know how much there is of theirs. */
async function newestIs(db) {
  await sql`update article set
    sequence = (select max(sequence) from revision where article_id = article.id),
    revision_count = (select count(*) from revision where article_id = article.id)`.execute(db);
  await sql`update current_content set
    sequence = (select sequence from article where id = current_content.article_id)`.execute(db);
  await sql`update person set
    revision_count = (select count(*) from revision where person_id = person.id)`.execute(db);
}

async function writeThread(tx, article, author) {
  const posts = [];
  for (let count = 0; count < TO_A_THREAD; count++) posts.push(await writeAct(tx, article, author, posts[0]));
  const [id] = posts;
  const thread = { id, article_id: article, section: '', last_post: posts.at(-1), settled_by: null };
  await insert(tx, 'thread', [thread]);
  const rows = posts.map((act) => ({
    act_id: act,
    thread_id: id,
    person_id: author.personId,
    current_act: act,
  }));
  await insert(tx, 'post', rows);
}

async function writeAct(tx, article, { bylineId, at }, thread) {
  const words = JSON.stringify({
    ...(!thread && { title: 'Hvor mange var med?' }),
    words: 'Vi var **tolv**.',
  });
  const entry = {
    ...{ byline_id: bylineId, action: 'post', article_id: article, person_id: null, act_id: thread ?? null },
    ...{ recorded_at: at, words_digest: randomBytes(32), erased_id: null, hash: randomBytes(32) },
  };
  const { id } = await tx.insertInto('log').values(entry).returning('id').executeTakeFirstOrThrow();
  await tx
    .insertInto('log_words')
    .values({ log_id: id, salt: randomBytes(16), words })
    .execute();
  return id;
}

function pick(random, list) {
  return list[Math.floor(random() * list.length)];
}
