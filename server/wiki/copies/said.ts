/** What is said, by the stems of its present wording: what is hidden or erased isn't there, and the vocabulary that is suggested from knows none of it. */
import { indexPost, postsIndexed, unindexPost } from '../../db/search-index.ts';
import { forEachInBatches } from '../../db/batches.ts';
import type { Db, Tx } from '../../db/schema.ts';
import { proseOf } from '../../text/markdown/prose.ts';
import { writeMentions } from '../../text/mentions.ts';
import { stemmed, type StemmedText } from '../../text/finding/stemmed.ts';
import { catchUpWhole, type Copy } from './copy.ts';

/** To be raised with whatever changes what is kept of the same words. */
const WAY = 1;

export const said: Copy = {
  name: 'said',
  catchUp: (db) => catchUpWhole(db, { name: 'said', way: WAY }, takeAll),
  rebuild: takeAll,
};

/** Takes a post up as it stands now, in the transaction that changed it: said, said otherwise, hidden, shown again or erased. */
export async function followPost(tx: Tx, id: number): Promise<void> {
  const row = await shownPosts(tx).where('post.act_id', '=', id).executeTakeFirst();
  if (row) await indexPost(tx, id, stemsOf(row.words));
  else await unindexPost(tx, id);
}

/** Returns the posts that the index holds and readers aren't shown, and those that it lacks. */
export async function wronglySaid(db: Db): Promise<number[]> {
  const held = new Set((await indexed(db)).map(({ id }) => id));
  const shown = new Set((await shownPosts(db).execute()).map(({ id }) => id));
  const wrong = [...held].filter((id) => !shown.has(id));
  return [...wrong, ...[...shown].filter((id) => !held.has(id))].sort((a, b) => a - b);
}

async function takeAll(db: Db): Promise<void> {
  const posts = await db.selectFrom('post').select('act_id as id').execute();
  await forEachInBatches(db, [...(await indexed(db)), ...posts], (tx, { id }) => followPost(tx, id));
}

function indexed(db: Db): Promise<{ id: number }[]> {
  return db.selectFrom(postsIndexed(db).as('held')).select('held.post_id as id').execute();
}

function shownPosts(db: Db) {
  return db
    .selectFrom('post')
    .innerJoin('log_words', 'log_words.log_id', 'post.current_act')
    .leftJoin('post_hiding', 'post_hiding.post_id', 'post.act_id')
    .select(['post.act_id as id', 'log_words.words'])
    .where('post_hiding.act_id', 'is', null);
}

/** Whom it mentions is called something else tomorrow. */
function stemsOf(words: string) {
  const { title = '', words: text = '' } = JSON.parse(words) as { title?: string; words?: string };
  const { headings, text: lines } = proseOf(writeMentions(text, () => ''));
  const body = [...headings, ...lines].map(stemmedText);
  const head = stemmedText(title);
  return {
    title: head.stems,
    body: [...body.map(({ stems }) => stems), head.joined, ...body.map(({ joined }) => joined)].join(''),
  };
}

function stemmedText(text: string): StemmedText {
  return stemmed(text, () => text);
}
