/** What comes twice, by a double click or from a page that somebody went back to: whoever said something last isn't made to say it again. */
import { isDeepStrictEqual } from 'node:util';
import type { Tx } from '../../db/schema.ts';
import type { Author } from '../history/author.ts';

/** Returns the newest thread about an article, if the author began it with just these words and nobody has hidden them; else undefined. */
export async function threadAgain(
  tx: Tx,
  author: Author,
  articleId: number,
  words: object,
): Promise<number | undefined> {
  const newest = posts(tx)
    .whereRef('post.act_id', '=', 'thread.id')
    .where('thread.article_id', '=', articleId)
    .orderBy('thread.id', 'desc')
    .limit(1);
  return sayingJust(words, author, await newest.executeTakeFirst());
}

/** Returns the newest answer of a thread, if the author wrote it with just these words and nobody has hidden them; else undefined. */
export async function answerAgain(
  tx: Tx,
  author: Author,
  threadId: number,
  words: object,
): Promise<number | undefined> {
  const newest = posts(tx).whereRef('post.act_id', '=', 'thread.last_post').where('thread.id', '=', threadId);
  return sayingJust(words, author, await newest.executeTakeFirst());
}

interface LastSaid {
  id: number;
  personId: number;
  words: string | null;
  hiddenBy: number | null;
}

function posts(tx: Tx) {
  return tx
    .selectFrom('thread')
    .innerJoin('post', 'post.thread_id', 'thread.id')
    .leftJoin('log_words', 'log_words.log_id', 'post.act_id')
    .leftJoin('post_hiding', 'post_hiding.post_id', 'post.act_id')
    .select(['post.act_id as id', 'post.person_id as personId', 'log_words.words'])
    .select('post_hiding.act_id as hiddenBy');
}

function sayingJust(words: object, { personId }: Author, said: LastSaid | undefined): number | undefined {
  if (!said?.words || said.personId !== personId || said.hiddenBy !== null) return undefined;
  return isDeepStrictEqual(JSON.parse(said.words), words) ? said.id : undefined;
}
