/**
 * What the article of a file is called. The file is what is known again, and two files may have one heading: where a
 * title is another article's, the folder's or the file's name goes with it.
 */
import { prepared } from '../../db/prepared.ts';
import type { Action, Db, Tx } from '../../db/schema.ts';
import { cleanLine } from '../../text/clean.ts';
import { slugOf } from '../../text/slug.ts';
import { isOthers } from '../articles/slugs.ts';
import { readContent, unlessErased } from '../history/contents.ts';

/** The longest title, in characters: its slug stands in an index. */
export const TITLE_LIMIT = 200;
/** How many files of one path and title there may be: those of other histories, and what people wrote here. */
const NAMESAKES = 20;

/** Returns the folders that a file stands in, the nearest last, and what is left of its own name: nothing, of a README. */
export function placeOf(path: string): { folders: string[]; name: string } {
  const folders = path.split('/');
  const name = folders.pop()!.replace(/(?<=.)\.[^.]*$/, '');
  return { folders, name: README.test(name) && folders.length > 0 ? '' : name };
}

/** It is about the folder that it stands in. */
const README = /^[\W_]*(?:readme|index)$/i;

/** Returns what a file is called that doesn't say: `_methods/card-sorting.md` → `Card sorting`. */
export function nameOf(path: string): string {
  const { folders, name } = placeOf(path);
  return wordsOf(name || folders.at(-1)!).replace(/^./u, (letter) => letter.toUpperCase());
}

/**
 * Returns a title, and then those that tell a file's article from others: `Introduktion`, `Introduktion (veje)`. `beside`
 * is the file that has the title already, if any: in one folder the files' own names tell them apart.
 */
export function titlesFor(title: string, path: string, beside?: string): string[] {
  const { folders, name } = placeOf(path);
  const other = beside === undefined ? undefined : placeOf(beside).folders.join('/');
  const folder = folders.at(-1) ?? '';
  const near = other === folders.join('/') ? [name, folder] : [folder, name];
  const own = name === '' ? folders : [...folders, name];
  const longer = own.map((_, index) => own.slice(-1 - index).join('/'));
  const words = [...near, ...longer]
    .map(wordsOf)
    .filter((each) => each !== '' && slugOf(each) !== slugOf(title));
  const whole = wordsOf(own.join('/'));
  const numbered = Array.from({ length: NAMESAKES }, (_, index) => `${whole} ${index + 2}`.trim());
  return [cut(title, TITLE_LIMIT), ...new Set([...words, ...numbered].map((each) => withWords(title, each)))];
}

/** Returns the first of a file's titles that is no other article's; when all are, the title itself. */
export async function freeTitle(tx: Tx, titles: readonly string[], articleId = NOBODY): Promise<string> {
  for (const title of titles) {
    const slug = slugOf(title);
    if (slug !== '' && !(await isOthers(tx, slug, articleId))) return title;
  }
  return titles[0]!;
}

/** Returns the article that has or has had a title's slug, and whether it has it now. */
export async function holderOf(
  db: Db,
  title: string,
): Promise<{ id: number; isCurrent: boolean } | undefined> {
  const [row] = await holders(db, slugOf(title));
  return row && { id: row.id, isCurrent: row.slug === slugOf(title) };
}

const holders = prepared((db, slug: string) =>
  db
    .selectFrom('slug')
    .innerJoin('article', 'article.id', 'slug.article_id')
    .select(['article.id', 'article.slug'])
    .where('slug.slug', '=', slug),
);

/**
 * Returns what the import called the article of a file of that title, for the revision that came of it: what the article
 * is called there, unless somebody here called it so.
 */
export async function calledFor(db: Db, sequence: number, title: string): Promise<string> {
  const called = (await readContent(db, sequence)).title;
  if (called === title || called.startsWith(`${title} (`)) return called;
  return (await firstCalled(db, sequence, called)) === 'import' ? called : title;
}

/** Returns by what kind of edit an article got the title that it has in a revision. */
async function firstCalled(db: Db, sequence: number, title: string): Promise<Action | undefined> {
  const revisions = await db
    .selectFrom('revision')
    .innerJoin('revision as last', 'last.article_id', 'revision.article_id')
    .select(['revision.sequence', 'revision.action'])
    .where('last.sequence', '=', sequence)
    .where('revision.sequence', '<=', sequence)
    .orderBy('revision.number', 'desc')
    .execute();
  let action: Action | undefined;
  for (const each of revisions) {
    const content = await unlessErased(readContent(db, each.sequence));
    if (content?.title !== title) break;
    ({ action } = each);
  }
  return action;
}

/** No article has that id. */
const NOBODY = 0;

function wordsOf(name: string): string {
  return cleanLine(name.replace(/[-_\s]+/g, ' ').replace(/ ?\/ ?/g, '/'));
}

function withWords(title: string, words: string): string {
  const end = ` (${cut(words, TITLE_LIMIT / 2)})`;
  return `${cut(title, TITLE_LIMIT - end.length)}${end}`;
}

/** Returns the first characters of a text. */
export function cut(text: string, limit: number): string {
  const all = text.length <= limit ? text : [...text].slice(0, limit).join('');
  return all.trim();
}
