/** The starter content, laid in by a named administrator: it carries their byline, and says so. */
import type { Tx } from '../../db/schema.ts';
import type { Content } from '../../kinds/content.ts';
import { kindOf } from '../../kinds/index.ts';
import { DEFAULT_LICENCE } from '../../kinds/licences.ts';
import { splitFrontMatter } from '../../text/front-matter.ts';
import { slugOf } from '../../text/slug.ts';
import { starterFiles } from '../../starter/index.ts';
import type { Author } from '../history/author.ts';
import { readDocument } from '../articles/documents.ts';
import { insertArticle } from '../articles/edits.ts';
import { check } from '../policy.ts';
import { recordAct, recordRevision } from '../record.ts';
import { freeSlugs } from '../articles/slugs.ts';

/** Adds the starter articles that the wiki lacks and returns how many. Throws 403 unless the author is an administrator. */
export async function loadStarter(tx: Tx, author: Author): Promise<number> {
  check(author, 'starter');
  const contents = starterContents();
  const slugs = contents.map(({ title }) => slugOf(title));
  const free = await freeSlugs(tx, slugs);
  const fresh = contents.filter((_, index) => free.has(slugs[index]!));
  for (const content of fresh) {
    const article = await insertArticle(tx, content, DEFAULT_LICENCE);
    const save = { content, action: 'starter', summary: '', minor: false, baseNumber: null } as const;
    await recordRevision(tx, author, article, save);
  }
  if (fresh.length > 0) await recordAct(tx, author, 'starter', { words: { articles: fresh.length } });
  return fresh.length;
}

/** Returns the starter articles. Throws an Error that names the file when one can't be read. */
export function starterContents(): Content[] {
  return [...starterFiles()].map(([name, text]) => {
    const code = splitFrontMatter(text).data['kind'];
    const kind = typeof code === 'string' ? kindOf(code) : undefined;
    if (!kind) throw new Error(`The starter article ${name} has no known kind`);
    const { content, unknown, problem } = readDocument(text, kind, name);
    if (problem !== undefined || unknown.length > 0) {
      throw new Error(
        `The starter article ${name}: ${problem ?? `unknown front matter ${unknown.join(', ')}`}`,
      );
    }
    return content;
  });
}
