/** Acts: what people do besides writing. The log tells of each who performed it, on what, when and why, in the transaction that does it, and for ever. */
import type { Insertable } from 'kysely';
import { prepared } from '../../db/prepared.ts';
import type { Tx } from '../../db/schema.ts';
import type { LogTable, LogWordsTable } from '../../db/tables/history.ts';
import { signInNeeded } from '../../errors.ts';
import { writeAction, type ActCode } from '../acts.ts';
import type { Author } from './author.ts';
import { newestOf } from './bylines.ts';
import { entryLeaf } from './leaves.ts';
import { linkHash } from './hash.ts';
import { seal } from './seal.ts';

/**
 * What an act is about. `number` is a revision's, and `named` what stands behind the code and that, if anything does; `words` holds the reason and whatever else
 * names people or texts, `erasedId` tells what an erasure took.
 */
export interface Act {
  articleId?: number;
  personId?: number;
  /** An earlier act. */
  actId?: number;
  number?: number;
  named?: string;
  words?: Record<string, unknown>;
  erasedId?: number;
}

/**
 * Enters an act in the log and returns its id there. To be called by `recordAct` alone. What its code tells stands for ever; what its words tell may be erased.
 * Throws 401 when the performer's name is gone, unless that is what the act tells of.
 */
export async function insertAct(tx: Tx, performer: Author, code: ActCode, act: Act): Promise<number> {
  const text = act.words ? JSON.stringify(act.words) : undefined;
  const sealed = text === undefined ? undefined : seal(text);
  const before = await newestOf(tx, 'log');
  const row = {
    id: before.id + 1,
    byline_id: performer.bylineId,
    recorded_at: performer.at,
    words_digest: sealed?.digest ?? null,
    ...columnsOf(code, act),
  };
  const { named, ...names } = await namesOf(tx, row);
  const isOwnName =
    code === 'erase-byline' && act.personId === performer.personId && act.erasedId === performer.bylineId;
  if (named === null && !isOwnName) throw signInNeeded();
  const leaf = entryLeaf({ ...row, digest: row.words_digest, ...names });
  const hash = linkHash('log', { id: row.id, previous: before.hash }, leaf);
  await insertRow(tx, { ...row, hash });
  if (text !== undefined && sealed) await insertWords(tx, { log_id: row.id, salt: sealed.salt, words: text });
  return row.id;
}

const insertRow = prepared((db, row: Insertable<LogTable>) => db.insertInto('log').values(row));

const insertWords = prepared((db, row: LogWordsTable) => db.insertInto('log_words').values(row));

function columnsOf(code: ActCode, act: Act) {
  const { articleId, personId, actId, erasedId } = act;
  return {
    action: writeAction(code, act),
    article_id: articleId ?? null,
    person_id: personId ?? null,
    act_id: actId ?? null,
    erased_id: erasedId ?? null,
  };
}

/** The lasting names of what an act is about, and of who performed it. */
async function namesOf(
  tx: Tx,
  row: { byline_id: number; article_id: number | null; person_id: number | null },
) {
  const [names] = await lastingNames(tx, row.byline_id, row.article_id, row.person_id);
  return names!;
}

const lastingNames = prepared((db, bylineId: number, articleId: number | null, personId: number | null) =>
  db
    .selectFrom('byline')
    .leftJoin('article', (join) => join.on('article.id', '=', articleId))
    .leftJoin('person', (join) => join.on('person.id', '=', personId))
    .leftJoin('byline_words', 'byline_words.byline_id', 'byline.id')
    .select(['byline_words.byline_id as named'])
    .select(['byline.digest as byline_digest', 'article.uid as article_uid', 'person.uid as person_uid'])
    .where('byline.id', '=', bylineId),
);
