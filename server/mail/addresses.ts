/** The whole addresses of pages, as a mail in some language leads to them. */
import type { Settings } from '../config.ts';
import type { Db } from '../context.ts';
import type { Lang } from '../kinds/kind.ts';
import { hrefIn } from '../locales/language.ts';
import type { Stoppable } from '../wiki/following/followers.ts';
import { stopLinkOf } from '../wiki/following/stopping.ts';

/** Returns what makes the whole address of a path of the wiki. */
export function addressesIn({ baseUrl, basePath }: Settings, lang: Lang): (path: string) => string {
  const { origin } = new URL(baseUrl);
  return (path) => origin + hrefIn({ base: basePath, lang }, path);
}

/** Returns the path that stops such mail to a person. */
export async function stopPath(db: Db, personId: number, what: Stoppable): Promise<string> {
  const { person, key } = await stopLinkOf(db, personId, what);
  return `/stop-mail?person=${person}&what=${what}&key=${key}`;
}
