/** Texts that wait to be saved: in sessions, behind the links in mails, and on the way to a workplace's login. What is erased waits nowhere. */
import type { Tx } from '../../db/schema.ts';
import { slugOf } from '../../text/slug.ts';

/** What a row says of its draft: in a session the path of its form, elsewhere the address to go on to. */
interface WaitingText {
  draft?: string | { path: string };
  next?: string;
}

/** Removes the drafts that wait for the forms of an article, by its slugs. */
export async function forgetDrafts(tx: Tx, slugs: readonly string[]): Promise<void> {
  for (const table of ['session', 'token', 'journey'] as const) {
    const rows = await tx.selectFrom(table).select('data').where('data', 'like', '%"draft"%').execute();
    for (const { data } of rows) {
      const { draft, ...rest } = JSON.parse(data) as WaitingText;
      const address = typeof draft === 'object' ? draft.path : rest.next;
      if (!isOfArticle(address, slugs)) continue;
      const without = JSON.stringify(rest);
      await tx.updateTable(table).set({ data: without }).where('data', '=', data).execute();
    }
  }
}

function isOfArticle(address = '', slugs: readonly string[]): boolean {
  const slug = /\/wiki\/([^/?#]+)/.exec(address)?.[1];
  return slug !== undefined && slugs.includes(slugOf(decoded(slug)));
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
