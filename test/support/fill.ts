/** Fills a wiki fast with many articles, people and revisions, for plans and times; not for what they say. */
import type { Db } from '../../server/db/schema.ts';
import { authorOf, type Author } from '../../server/wiki/history/author.ts';
import { findArticle } from '../../server/wiki/articles/articles.ts';
import { insertArticle } from '../../server/wiki/articles/edits.ts';
import { insertPerson } from '../../server/wiki/people/accounts.ts';
import { recordRevision } from '../../server/wiki/record.ts';
import { method } from './content.ts';
import { AT } from './people.ts';

/** Spreads revisions evenly over articles and people, the articles' first revisions first; each takes the place of what stood, or is added to it. */
export async function fillWiki(
  db: Db,
  { articles, revisions, people, adds }: { articles: number; revisions: number; people: number; adds?: true },
): Promise<Author[]> {
  return db.transaction().execute(async (tx) => {
    const authors: Author[] = [];
    for (let index = 1; index <= people; index++) {
      const words = {
        name: `Person Nummer${'x'.repeat(index % 7)}`,
        title: 'konsulent',
        workplace: `Kommune ${index % 9}`,
      };
      const credential = { email: `person${index}@example.dk`, passwordHash: '' };
      const newcomer = { role: 'contributor', verification: 'email', at: AT } as const;
      const id = await insertPerson(tx, words, credential, newcomer);
      authors.push((await authorOf(tx, id, AT))!);
    }
    const bodies = new Map<string, string>();
    for (let index = 1; index <= revisions; index++) {
      const title = `Artikel ${((index - 1) % articles) + 1}`;
      const body = `${(adds && bodies.get(title)) ?? ''}Tekst nummer ${index}.\n\n`;
      bodies.set(title, body);
      const content = method({ title, body: body.trim() });
      const found = index <= articles ? undefined : await findArticle(tx, title);
      const target = found
        ? { id: found.id, uid: found.uid, revisionCount: found.number }
        : await insertArticle(tx, content, 'CC-BY-4.0');
      const action = found ? 'edit' : 'create';
      const save = {
        content,
        action,
        summary: `Ændring ${index}`,
        minor: false,
        baseNumber: found?.number ?? null,
      } as const;
      await recordRevision(tx, authors[index % people]!, target, save);
    }
    return authors;
  });
}
