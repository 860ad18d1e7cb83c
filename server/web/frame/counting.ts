/** What is counted of a page that is shown, to whomever: that it was, and whether a search found anything. Nothing of who asked is. */
import { count, countInVain } from '../../wiki/figures/reading.ts';
import type { SearchedFor } from './answer.ts';
import type { Visit } from './visit.ts';

/** Counts a page that is there for everyone; forms and what is one's own aren't counted. */
export function countPage({ context, request, address }: Visit, sought: SearchedFor | undefined): void {
  if (request.method !== 'GET' || !address?.changesWith) return;
  const { db } = context;
  const day = context.now().slice(0, 10);
  count(db, day, 'pages');
  if (address.path === '/wiki/:slug') count(db, day, 'articles');
  if (!sought) return;
  count(db, day, 'searches');
  if (sought.isInVain) count(db, day, 'vain');
  countInVain(db, day, sought.words);
}
