/** A file of a foreign commit becomes a revision: credited to who wrote it there, logged for who imported it here. */
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
import { foreignByline, type ForeignPerson } from './people.ts';
import type { ImportRecord } from './records.ts';

/** A file as a commit left it, and whose that is. `writtenAt` is ISO-8601 UTC. */
export interface Entry {
  source: string;
  person: ForeignPerson;
  writtenAt: string;
  summary: string;
  content: Content;
}

/** The article that the file is: the sequence of the last revision that came from it, and the content it had then. */
export interface Standing {
  id: number;
  sequence: number;
  base: Content;
}

/** A file that is in: `titleKept` tells why the article didn't take its new title. */
export type ImportSaved = ImportRecord & { articleId: number; titleKept?: WikiError };

/** What was changed there and here, each in its own way, by the names of the form's fields; nothing is saved. */
export interface ImportClash {
  outcome: 'clash';
  fields: string[];
}

/** Makes the article that a new file is. Throws 422 when its title has no slug, or another article's. */
export async function saveFirst(
  tx: Tx,
  performer: Author,
  entry: Entry,
  licence: string,
): Promise<ImportSaved> {
  const article = await insertArticle(tx, entry.content, licence);
  await enterLicence(tx, performer, article.id, licence);
  const sequence = await addRevision(tx, performer, entry, article, null);
  return { outcome: 'imported', articleId: article.id, sequence };
}

/** Saves a file onto its article. What was written here since the last import is merged in; a title that the article can't have is left. */
export async function saveNext(
  tx: Tx,
  performer: Author,
  entry: Entry,
  { id, sequence, base }: Standing,
): Promise<ImportSaved | ImportClash> {
  const nothing = { articleId: id, sequence: null };
  if (same(entry.content, base)) return { ...nothing, outcome: 'unchanged' };
  const article = await articleById(tx, id);
  const current = await readContent(tx, article.sequence);
  const alone = same(current, base);
  const merge = alone ? withoutMerge(entry.content) : mergeContents(base, entry.content, current);
  if (!merge.clean) return { outcome: 'clash', fields: [...new Set(merge.clashes.map(({ part }) => part))] };
  const { content, titleKept } = await withTitle(tx, performer, article, merge.content);
  const outcome = same(content, entry.content) ? 'imported' : 'merged';
  if (same(content, current)) return { ...nothing, outcome: 'merged', ...titleKept };
  const target = { id, uid: article.uid, revisionCount: article.revision_count };
  const baseNumber = alone ? article.revision_count : await numberOf(tx, sequence);
  const added = await addRevision(tx, performer, { ...entry, content }, target, baseNumber);
  return { articleId: id, sequence: added, outcome, ...titleKept };
}

const withoutMerge = (content: Content) => ({ clean: true, content, clashes: [] }) as const;

function same(a: Content, b: Content): boolean {
  return canonical(a) === canonical(b);
}

function articleById(tx: Tx, id: number) {
  return tx
    .selectFrom('article')
    .select(['id', 'uid', 'slug', 'title', 'revision_count', 'sequence'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
}

async function numberOf(tx: Tx, sequence: number): Promise<number> {
  const row = tx.selectFrom('revision').select('number').where('sequence', '=', sequence);
  return (await row.executeTakeFirstOrThrow()).number;
}

/** Moves the article when the title gives it another slug; when that can't be had, the content gets the old title. */
async function withTitle(
  tx: Tx,
  performer: Author,
  article: { id: number; slug: string; title: string },
  content: Content,
): Promise<{ content: Content; titleKept?: { titleKept: WikiError } }> {
  if (slugOf(content.title) === article.slug) return { content };
  const slug = await claimSlug(tx, article.id, content.title).catch((error: unknown) => {
    if (error instanceof WikiError) return error;
    throw error;
  });
  if (slug instanceof WikiError)
    return { content: { ...content, title: article.title }, titleKept: { titleKept: slug } };
  await recordAct(tx, performer, 'move', { articleId: article.id, words: { from: article.slug, to: slug } });
  return { content };
}

async function addRevision(
  tx: Tx,
  performer: Author,
  { source, person, writtenAt, summary, content }: Entry,
  target: Target,
  baseNumber: number | null,
): Promise<number> {
  const bylineId = await foreignByline(tx, person, { source, at: performer.at });
  const author = await importedAuthor(tx, bylineId, writtenAt);
  const save = { content, summary, baseNumber, recordedAt: performer.at };
  const imported = { ...save, action: 'import', minor: false } as const;
  const revision = await recordRevision(tx, author, target, imported, performer);
  return revision.sequence;
}
