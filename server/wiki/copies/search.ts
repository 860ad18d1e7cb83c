/** What articles are found by: the stems of the current content of each, and the vocabulary of all of them. */
import { idsFound, indexArticle, unindexArticle, type IndexedStems } from '../../db/search-index.ts';
import { prepared } from '../../db/prepared.ts';
import type { Tx } from '../../db/schema.ts';
import { pieces } from '../../db/slices.ts';
import type { TitleWordTable } from '../../db/tables/copies.ts';
import type { Content } from '../../kinds/content.ts';
import { foldedWords, isStopWord, stemOf } from '../../text/finding/stems.ts';
import { stemmed, wordsIn, type StemmedText } from '../../text/finding/stemmed.ts';
import { readContent, unlessErased } from '../history/contents.ts';
import {
  catchUpArticles,
  currentOf,
  forEachArticle,
  type Copy,
  type CurrentArticle,
  type GoneContent,
} from './copy.ts';
import { besideIn, contentBefore, passagesIn } from './reading.ts';
import { forget, learn } from './vocabulary.ts';

/** To be raised with whatever changes what is kept of the same content: every article is then taken up anew. */
const WAY = 3;

export const search: Copy = {
  name: 'search',
  isOfCurrent: true,
  follow: (tx, { articleId, content, change }) => take(tx, articleId, content, contentBefore(change)),
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

/** The title of what stood before is kept already, and so are its words. */
async function take(tx: Tx, articleId: number, content: Content, before?: Content): Promise<void> {
  await indexArticle(tx, articleId, stemsOf(content));
  if (content.title !== before?.title) await nameBy(tx, articleId, foldedWords(content.title));
  await learn(tx, learnable(wordsAdded(content, before)));
}

/** Keeps the words of an article's title to be found by how they begin. */
async function nameBy(tx: Tx, articleId: number, words: readonly string[]): Promise<void> {
  await removeName(tx, articleId);
  const telling = words.filter((word) => !isStopWord(word));
  const rows = [...new Set(telling)].map((word) => ({ word, article_id: articleId }));
  for (const piece of pieces(rows)) await insertName(tx, piece);
}

const removeName = prepared((db, articleId: number) =>
  db.deleteFrom('title_word').where('article_id', '=', articleId),
);

const insertName = prepared((db, rows: TitleWordTable[]) => db.insertInto('title_word').values(rows));

/** Returns the stems that an article of a content is found by. */
export function stemsOf(content: Content): IndexedStems {
  const title = stemmedText(content.title);
  const lead = stemmedText(content.lead);
  const headings: StemmedText[] = [];
  const body: StemmedText[] = [];
  for (const { isHeading, key, text } of passagesIn(content)) {
    (isHeading ? headings : body).push(stemmed(key, text));
  }
  const beside = [...headings, ...besideIn(content).map(stemmedText)];
  const joined = [title, lead, ...beside, ...body].map((each) => each.joined);
  return {
    title: title.stems,
    lead: lead.stems,
    beside: [...beside.map(({ stems }) => stems), ...joined].join(''),
    body: body.map(({ stems }) => stems).join(''),
  };
}

function stemmedText(text: string): StemmedText {
  return stemmed(text, () => text);
}

/** The texts of a content, each by what alone says how it reads. */
function textsOf(content: Content): Map<string, () => string> {
  const { title, lead } = content;
  const plain = [title, lead, ...besideIn(content)].map((text) => [text, () => text] as const);
  return new Map([...plain, ...passagesIn(content).map(({ key, text }) => [key, text] as const)]);
}

function wordsOf(content: Content): Set<string> {
  return new Set(Array.from(textsOf(content).values(), (text) => wordsIn(text())).flat());
}

/** Returns the words of the texts that a content has and the one before hadn't, but for those of texts that are gone. */
function wordsAdded(content: Content, before: Content | undefined): Set<string> {
  if (!before) return wordsOf(content);
  const [texts, known] = [textsOf(content), textsOf(before)];
  const words = new Set<string>();
  for (const [key, text] of texts) if (!known.has(key)) for (const word of wordsIn(text())) words.add(word);
  for (const [key, text] of known)
    if (!texts.has(key)) for (const word of wordsIn(text())) words.delete(word);
  return words;
}

/** How many letters the words have together that are learnt of one article: far more than anyone writes. */
const MOST_LETTERS = 30_000;
const LETTER = /\p{L}/u;

/** Returns what the vocabulary learns of some words: those that come first if they're more than anyone writes. */
function learnable(words: ReadonlySet<string>): string[] {
  let letters = 0;
  return [...words].filter((word) => LETTER.test(word) && (letters += word.length) <= MOST_LETTERS);
}

/** Takes up what stands of the article, and forgets each word of what is gone that no article holds any more. */
async function forgetWords(tx: Tx, { article, content }: GoneContent): Promise<void> {
  await takeStanding(tx, article);
  const holders = wordsByArticle(tx);
  for (const word of wordsOf(content)) {
    const ids = await holding(tx, stemOf(word));
    const held = await Promise.all(ids.map(holders));
    if (!held.some((words) => words.has(word))) await forget(tx, word, ids.length > 0);
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
    return content ? wordsOf(content) : new Set<string>();
  };
  return (id) => {
    const words = read.get(id) ?? readWords(id);
    read.set(id, words);
    return words;
  };
}
