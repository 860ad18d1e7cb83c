/** What articles are found by: the stems of the current content of each, and the vocabulary of all of them. */
import { idsFound, indexArticle, unindexArticle, type IndexedStems } from '../../db/search-index.ts';
import type { Tx } from '../../db/schema.ts';
import { slices } from '../../db/slices.ts';
import { textsBeside } from '../../kinds/beside.ts';
import type { Content } from '../../kinds/content.ts';
import { foldedWords, isStopWord, joinedWords, stemOf } from '../../text/finding/stems.ts';
import { endingsOf, soundOf } from '../../text/finding/vocabulary.ts';
import { proseOf } from '../../text/markdown/prose.ts';
import { readContent, unlessErased } from '../history/contents.ts';
import type { RevisionChange } from '../history/revisions.ts';
import {
  catchUpArticles,
  currentOf,
  forEachArticle,
  type Copy,
  type CurrentArticle,
  type GoneContent,
} from './copy.ts';

/** To be raised with whatever changes what is kept of the same content: every article is then taken up anew. */
const WAY = 2;

export const search: Copy = {
  name: 'search',
  follow: (tx, { articleId, content, change }) => take(tx, articleId, content, wordsBefore(change)),
  forget: forgetWords,
  catchUp: (db) => catchUpArticles(db, { name: 'search', way: WAY }, takeStanding),
  rebuild: (db) => forEachArticle(db, takeStanding),
};

async function takeStanding(tx: Tx, { id, sequence }: CurrentArticle): Promise<void> {
  const content = await unlessErased(readContent(tx, sequence));
  if (content) await take(tx, id, content);
  else {
    await unindexArticle(tx, id);
    await nameBy(tx, id, []);
  }
}

/** The vocabulary holds the words that stood before a change. */
function wordsBefore({ before }: RevisionChange): ReadonlySet<string> | undefined {
  return before && new Set(Object.values(wordsOf(JSON.parse(before.toString()) as Content)).flat());
}

async function take(
  tx: Tx,
  articleId: number,
  content: Content,
  known: ReadonlySet<string> = new Set(),
): Promise<void> {
  const words = wordsOf(content);
  await indexArticle(tx, articleId, stemsOf(words));
  await nameBy(tx, articleId, words.title);
  const all = new Set(Object.values(words).flat());
  await learn(
    tx,
    [...all].filter((word) => !known.has(word)),
  );
}

/** Keeps the words of an article's title to be found by how they begin. */
async function nameBy(tx: Tx, articleId: number, words: readonly string[]): Promise<void> {
  await tx.deleteFrom('title_word').where('article_id', '=', articleId).execute();
  const telling = words.filter((word) => !isStopWord(word));
  const rows = [...new Set(telling)].map((word) => ({ word, article_id: articleId }));
  if (rows.length > 0) await tx.insertInto('title_word').values(rows).execute();
}

/** The folded words of a content in their order, by where they stand. */
function wordsOf(content: Content): Record<keyof IndexedStems, string[]> {
  const { title, lead, body } = content;
  const { headings, text } = proseOf(body);
  const beside = [...headings, ...textsBeside(content)];
  const joined = [title, lead, ...beside, ...text].flatMap(joinedWords);
  return {
    title: foldedWords(title),
    lead: foldedWords(lead),
    beside: [...beside.flatMap(foldedWords), ...joined],
    body: text.flatMap(foldedWords),
  };
}

function stemsOf(words: Record<keyof IndexedStems, string[]>): IndexedStems {
  const { title, lead, beside, body } = words;
  return {
    title: title.map(stemOf),
    lead: lead.map(stemOf),
    beside: beside.map(stemOf),
    body: body.map(stemOf),
  };
}

/** How many letters the words have together that are learnt of one article: each letter is a row. */
const MOST_LETTERS = 30_000;

/** Adds the words that the vocabulary lacks, of those that come first if they're more than anyone writes. */
async function learn(tx: Tx, words: readonly string[]): Promise<void> {
  let letters = 0;
  const learnt = words.filter((word) => LETTER.test(word) && (letters += word.length) <= MOST_LETTERS);
  for (const slice of slices(learnt)) {
    const fresh = await tx
      .insertInto('vocabulary')
      .values(slice.map(soundRow))
      .onConflict((conflict) => conflict.doNothing())
      .returning('word')
      .execute();
    const stems = new Set(fresh.map(({ word }) => stemOf(word)));
    for (const rows of slices([...stems].flatMap(endingRows))) {
      await tx
        .insertInto('vocabulary')
        .values(rows)
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    }
  }
}

const LETTER = /\p{L}/u;

function soundRow(word: string) {
  return { way: 'sound' as const, key: soundOf(word), word };
}

function endingRows(stem: string) {
  return endingsOf(stem).map((key) => ({ way: 'ending' as const, key, word: stem }));
}

/** Takes up what stands of the article, and forgets each word of what is gone that no article holds any more. */
async function forgetWords(tx: Tx, { article, content }: GoneContent): Promise<void> {
  await takeStanding(tx, article);
  const holders = wordsByArticle(tx);
  for (const word of new Set(Object.values(wordsOf(content)).flat())) {
    const stem = stemOf(word);
    const ids = await holding(tx, stem);
    if (ids.length === 0) await forgetRows(tx, endingRows(stem));
    const held = await Promise.all(ids.map(holders));
    if (!held.some((words) => words.has(word))) await forgetRows(tx, [soundRow(word)]);
  }
}

/** How many of the articles that hold a stem are asked whether they hold the word, too. */
const MOST_HOLDERS = 20;

async function holding(tx: Tx, stem: string): Promise<number[]> {
  const found = idsFound(tx, { sought: { phrase: [stem] }, without: [] }).as('found');
  const rows = await tx.selectFrom(found).select('article_id').limit(MOST_HOLDERS).execute();
  return rows.map(({ article_id }) => article_id);
}

/** Returns what reads the words of an article, each article once. */
function wordsByArticle(tx: Tx): (id: number) => Promise<ReadonlySet<string>> {
  const read = new Map<number, Promise<ReadonlySet<string>>>();
  const readWords = async (id: number) => {
    const { sequence } = await currentOf(tx, id);
    const content = await unlessErased(readContent(tx, sequence));
    return new Set(content ? Object.values(wordsOf(content)).flat() : []);
  };
  return (id) => {
    const words = read.get(id) ?? readWords(id);
    read.set(id, words);
    return words;
  };
}

async function forgetRows(
  tx: Tx,
  rows: readonly { way: 'ending' | 'sound'; key: string; word: string }[],
): Promise<void> {
  for (const { way, key, word } of rows) {
    await tx
      .deleteFrom('vocabulary')
      .where('way', '=', way)
      .where('key', '=', key)
      .where('word', '=', word)
      .execute();
  }
}
