/** The starter articles and a library of short ones beside them: what searches are tried on. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Db, Tx } from '../../server/db/schema.ts';
import type { Content } from '../../server/kinds/content.ts';
import { kindOf } from '../../server/kinds/index.ts';
import { DEFAULT_LICENCE } from '../../server/kinds/licences.ts';
import { splitFrontMatter } from '../../server/text/front-matter.ts';
import { readDocument } from '../../server/wiki/articles/documents.ts';
import { insertArticle } from '../../server/wiki/articles/edits.ts';
import type { Author } from '../../server/wiki/history/author.ts';
import { recordRevision } from '../../server/wiki/record.ts';
import { starterContents } from '../../server/wiki/setup/starter.ts';
import { read } from './files.ts';

const FOLDER = 'test/support/library';

/** Returns the contents of all of them. Throws an Error that names a file that can't be read. */
export function libraryContents(): Content[] {
  const names = readdirSync(join(import.meta.dirname, 'library')).sort();
  return [...starterContents(), ...names.map(contentOf)];
}

/** Lays contents in as one person's, past what bounds a person who writes. */
export async function fillWith(db: Db, author: Author, contents: readonly Content[]): Promise<void> {
  await db.transaction().execute(async (tx) => {
    for (const content of contents) await lay(tx, author, content);
  });
}

async function lay(tx: Tx, author: Author, content: Content): Promise<void> {
  const article = await insertArticle(tx, content, DEFAULT_LICENCE);
  const save = { content, action: 'create', summary: '', minor: false, baseNumber: null } as const;
  await recordRevision(tx, author, article, save);
}

function contentOf(name: string): Content {
  const text = read(`${FOLDER}/${name}`);
  const kind = kindOf(String(splitFrontMatter(text).data['kind']));
  if (!kind) throw new Error(`${name} has no known kind`);
  const { content, problem } = readDocument(text, kind, name);
  if (problem !== undefined) throw new Error(`${name}: ${problem}`);
  return content;
}
