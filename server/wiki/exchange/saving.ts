/** A file of a foreign commit becomes a revision: credited to who wrote it there, logged for who imported it here. */
import { prepared } from '../../db/prepared.ts';
import type { Tx } from '../../db/schema.ts';
import { WikiError } from '../../errors.ts';
import { canonical, type Content } from '../../kinds/content.ts';
import { slugOf } from '../../text/slug.ts';
import { importedAuthor, type Author } from '../history/author.ts';
import { readContent } from '../history/contents.ts';
import { insertArticle } from '../articles/edits.ts';
import { enterLicence } from '../articles/licences.ts';
import { mergeContents } from '../articles/merging.ts';
import { recordAct, recordRevision, type Target } from '../record.ts';
import { claimSlug } from '../articles/slugs.ts';
import { foreignByline, type ForeignAuthors, type ForeignPerson } from './people.ts';
import type { ImportRecord } from './records.ts';
import { freeTitle } from './titles.ts';

/** A file as a commit left it, and whose that is. `writtenAt` is ISO-8601 UTC. */
export interface Entry extends ForeignAuthors {
  source: string;
  writtenAt: string;
  summary: string;
  content: Content;
  /** What its article may be called: its own title, and then those that tell it from others. */
  titles: readonly string[];
}

/**
 * The article that the file is: the sequence of the last revision that came from it, the content it had then, and what
 * the article was called for it.
 */
export interface Standing {
  id: number;
  sequence: number;
  base: Content;
  called: string;
}

/** A file that is in, and what the article is called for it. */
export type ImportSaved = ImportRecord & { articleId: number; called: string };

/** What was changed there and here, each in its own way, by the names of the form's fields; nothing is saved. */
export interface ImportClash {
  outcome: 'clash';
  fields: string[];
}

/** Makes the article that a new file is. Throws 422 when each of its titles is another article's. */
export async function saveFirst(
  tx: Tx,
  performer: Author,
  entry: Entry,
  licence: string,
): Promise<ImportSaved> {
  const called = await freeTitle(tx, entry.titles);
  const content = { ...entry.content, title: called };
  const article = await insertArticle(tx, content, licence);
  await enterLicence(tx, performer, article.id, licence);
  const sequence = await addRevision(tx, performer, { ...entry, content }, article, null);
  return { outcome: outcomeOf(content, entry), articleId: article.id, sequence, called };
}

/**
 * Saves a file onto its article. What was written here since the last import is merged in, and a title that was given
 * here stays. Throws 422 when each of its new titles is another article's.
 */
export async function saveNext(
  tx: Tx,
  performer: Author,
  entry: Entry,
  { id, sequence, base, called }: Standing,
): Promise<ImportSaved | ImportClash> {
  const nothing = { articleId: id, sequence: null, called };
  if (same(entry.content, base)) return { ...nothing, outcome: 'unchanged' };
  const [article] = await articlesById(tx, id);
  if (!article) throw new Error(`There is no article ${id}`);
  const current = await readContent(tx, article.sequence);
  // What the import itself called the article is no edit of anybody's.
  const before = { ...base, title: called };
  const title = entry.content.title === base.title ? called : await freeTitle(tx, entry.titles, id);
  const after = { ...entry.content, title };
  const alone = same(current, before);
  const merge = alone ? withoutMerge(after) : mergeContents(before, after, current);
  if (!merge.clean) return { outcome: 'clash', fields: [...new Set(merge.clashes.map(({ part }) => part))] };
  const { content } = merge;
  if (same(content, current)) return { ...nothing, outcome: 'merged', called: title };
  await moveTo(tx, performer, article, content.title);
  const target = { id, uid: article.uid, revisionCount: article.revision_count };
  const baseNumber = alone ? article.revision_count : await numberOf(tx, sequence);
  const added = await addRevision(tx, performer, { ...entry, content }, target, baseNumber);
  return { articleId: id, sequence: added, outcome: outcomeOf(content, entry), called: title };
}

/** Where the revision holds more, or is called otherwise, than the file says, only the file tells what came from it. */
function outcomeOf(content: Content, entry: Entry): 'imported' | 'merged' {
  return same(content, entry.content) ? 'imported' : 'merged';
}

const withoutMerge = (content: Content) => ({ clean: true, content, clashes: [] }) as const;

function same(a: Content, b: Content): boolean {
  return canonical(a) === canonical(b);
}

const articlesById = prepared((db, id: number) =>
  db
    .selectFrom('article')
    .select(['id', 'uid', 'slug', 'title', 'revision_count', 'sequence'])
    .where('id', '=', id),
);

async function numberOf(tx: Tx, sequence: number): Promise<number> {
  const row = tx.selectFrom('revision').select('number').where('sequence', '=', sequence);
  return (await row.executeTakeFirstOrThrow()).number;
}

/** Moves the article when the title gives it another slug. */
async function moveTo(
  tx: Tx,
  performer: Author,
  article: { id: number; slug: string },
  title: string,
): Promise<void> {
  if (slugOf(title) === article.slug) return;
  const slug = await claimSlug(tx, article.id, title);
  await recordAct(tx, performer, 'move', { articleId: article.id, words: { from: article.slug, to: slug } });
}

async function addRevision(
  tx: Tx,
  performer: Author,
  entry: Entry,
  target: Target,
  baseNumber: number | null,
): Promise<number> {
  const { content, summary } = entry;
  const author = await foreignAuthor(tx, performer, entry, entry.person);
  const named = await namedCoAuthors(tx, performer, entry);
  const coAuthors = named.filter(({ personId }) => personId !== author.personId);
  // Who is named twice goes by the author's name.
  if (coAuthors.length < named.length) await foreignAuthor(tx, performer, entry, entry.person);
  const save = { content, summary, baseNumber, coAuthors, recordedAt: performer.at };
  const imported = { ...save, action: 'import', minor: false } as const;
  const revision = await recordRevision(tx, author, target, imported, performer);
  return revision.sequence;
}

async function foreignAuthor(
  tx: Tx,
  { at }: Author,
  { source, writtenAt }: Entry,
  person: ForeignPerson,
): Promise<Author> {
  return importedAuthor(tx, await foreignByline(tx, person, { source, at }), writtenAt);
}

/** Returns those who wrote it with its author, each person once; one whose name was erased isn't named again. */
async function namedCoAuthors(tx: Tx, performer: Author, entry: Entry): Promise<Author[]> {
  const found = new Map<number, Author>();
  for (const person of entry.coAuthors) {
    try {
      const author = await foreignAuthor(tx, performer, entry, person);
      found.set(author.personId, author);
    } catch (error) {
      if (!(error instanceof WikiError && error.code === 'name-erased')) throw error;
    }
  }
  return [...found.values()];
}
