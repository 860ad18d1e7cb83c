/** Holds talk to the log: each thread, post and mention comes from the acts by which people posted and reworded, and none is left out. */
import type { Db } from '../../../db/schema.ts';
import type { MentionTable, PostTable, ThreadTable } from '../../../db/tables/talk.ts';
import { mentionsIn } from '../../../text/mentions.ts';
import type { Finding } from './findings.ts';

/** How many acts are read at a time: their words may be long. */
const BATCH = 500;

/** What the acts come to. Of words that are gone nobody can tell what they were about, or whom they mentioned. */
interface Said {
  threads: Map<number, SaidThread>;
  posts: Map<number, PostTable>;
  /** The people whom each wording mentions, as one text. */
  mentions: Map<number, string>;
}

/** Compares the rows with the acts, all or those about one article. */
export async function checkTalk(db: Db, articleId?: number): Promise<Finding[]> {
  const said = await readSaid(db, articleId);
  const threads = await rowsOfThreads(db, articleId);
  const passages = await passagesByThread(db);
  const ids = new Set(threads.map(({ id }) => id));
  const posts = (await db.selectFrom('post').selectAll().execute()).filter(
    ({ thread_id: id }) => articleId === undefined || ids.has(id),
  );
  const mentions = await mentionsByAct(db);
  return [
    ...differing(
      threads,
      said.threads,
      ({ id }) => id,
      (row, told) => {
        const isSection = told.section === undefined || told.section === row.section;
        const isPassage = told.passage === undefined || told.passage === (passages.get(row.id) ?? '');
        return (
          isSection && isPassage && told.article_id === row.article_id && told.last_post === row.last_post
        );
      },
    ).map((id): Finding => ({ code: 'thread', id })),
    ...differing(
      posts,
      said.posts,
      ({ act_id: id }) => id,
      (row, told) => {
        const keys = ['thread_id', 'person_id', 'current_act'] as const;
        return keys.every((key) => row[key] === told[key]);
      },
    ).map((id): Finding => ({ code: 'post', id })),
    ...[...new Set([...mentions.keys(), ...said.mentions.keys()])]
      .filter((act) => articleId === undefined || said.mentions.has(act))
      .filter((act) => (mentions.get(act) ?? '') !== (said.mentions.get(act) ?? ''))
      .map((id): Finding => ({ code: 'mention', id })),
  ];
}

/** `passage` is what stands in its row, empty if it's about none. */
type SaidThread = Omit<ThreadTable, 'settled_by' | 'section'> & {
  section: string | undefined;
  passage: string | undefined;
};

async function readSaid(db: Db, articleId: number | undefined): Promise<Said> {
  const said: Said = { threads: new Map(), posts: new Map(), mentions: new Map() };
  let last = 0;
  for (;;) {
    const rows = await actsAfter(db, last, articleId);
    for (const row of rows) count(row, said);
    if (rows.length < BATCH) return said;
    last = rows.at(-1)!.id;
  }
}

function actsAfter(db: Db, last: number, articleId: number | undefined) {
  let query = db
    .selectFrom('log')
    .innerJoin('byline', 'byline.id', 'log.byline_id')
    .leftJoin('log_words', 'log_words.log_id', 'log.id')
    .select(['log.id', 'log.action', 'log.article_id', 'log.act_id', 'byline.person_id', 'log_words.words'])
    .where('log.action', 'in', ['post', 'reword'])
    .where('log.id', '>', last);
  if (articleId !== undefined) query = query.where('log.article_id', '=', articleId);
  return query.orderBy('log.id').limit(BATCH).execute();
}

function count(row: Awaited<ReturnType<typeof actsAfter>>[number], said: Said): void {
  const { id, action, article_id: articleId, act_id: of, person_id: personId } = row;
  const words = wordsIn(row.words);
  const mentioned = [...new Set(mentionsIn(words?.words ?? ''))].sort((a, b) => a - b).join(' ');
  if (mentioned !== '') said.mentions.set(id, mentioned);
  if (action === 'reword') {
    const post = said.posts.get(of ?? 0);
    if (post) post.current_act = id;
    return;
  }
  const threadId = of ?? id;
  said.posts.set(id, { act_id: id, thread_id: threadId, person_id: personId, current_act: id });
  const thread = said.threads.get(threadId);
  if (thread) thread.last_post = id;
  else if (of === null && articleId !== null)
    said.threads.set(id, {
      ...{ id, article_id: articleId, last_post: id },
      section: words && (words.section ?? ''),
      passage: words && passageIn(words.passage),
    });
}

/** What the words of an act tell. */
interface ActWords {
  words?: string;
  section?: string;
  passage?: { number: number; start: number; end: number };
}

/** Words that are gone or can't be read are told of where they stand. */
function wordsIn(text: string | null): ActWords | undefined {
  try {
    return (JSON.parse(text ?? 'null') as object | null) ?? undefined;
  } catch {
    return undefined;
  }
}

function passageIn(passage: ActWords['passage']): string {
  return passage === undefined ? '' : `${passage.number} ${passage.start}-${passage.end}`;
}

async function passagesByThread(db: Db): Promise<Map<number, string>> {
  const rows = await db.selectFrom('passage').select(['thread_id', 'number', 'span']).execute();
  return new Map(rows.map(({ thread_id: id, number, span }) => [id, `${number} ${span}`]));
}

function rowsOfThreads(db: Db, articleId: number | undefined): Promise<ThreadTable[]> {
  const all = db.selectFrom('thread').selectAll();
  return (articleId === undefined ? all : all.where('article_id', '=', articleId)).execute();
}

async function mentionsByAct(db: Db): Promise<Map<number, string>> {
  const rows: MentionTable[] = await db
    .selectFrom('mention')
    .selectAll()
    .orderBy('act_id')
    .orderBy('person_id')
    .execute();
  const found = new Map<number, string>();
  for (const { act_id: act, person_id: id } of rows) {
    const before = found.get(act);
    found.set(act, before === undefined ? `${id}` : `${before} ${id}`);
  }
  return found;
}

/** Returns the keys of which the rows say something else than the acts, or of which only one of them tells. */
function differing<Row, Told>(
  rows: readonly Row[],
  told: ReadonlyMap<number, Told>,
  keyOf: (row: Row) => number,
  isSame: (row: Row, told: Told) => boolean,
): number[] {
  const shown = new Set(rows.map(keyOf));
  const wrong = rows.filter((row) => {
    const act = told.get(keyOf(row));
    return act === undefined || !isSame(row, act);
  });
  return [...wrong.map(keyOf), ...[...told.keys()].filter((id) => !shown.has(id))];
}
