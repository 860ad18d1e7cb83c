/** The addresses of following: what one watches and is told, and the way to stop mail without signing in. */
import type { Address } from '../frame/visit.ts';
import { showLetterForm, takeLetter } from './letters.ts';
import { showNotices, takeRead } from './notices.ts';
import { showStopForm, takeStop } from './stopping.ts';
import { takeThanks, takeThanksForPost } from './thanks.ts';
import { goToWatchlist, showWatchlist, takeFollowing, takeSeen, takeWatch } from './watchlist.ts';

const own = { who: 'author' } as const;

export const door: readonly Address[] = [
  { path: '/watchlist', ...own, get: showWatchlist, post: takeWatch, draft: true },
  { path: '/watchlist/seen', ...own, get: goToWatchlist, post: takeSeen },
  { path: '/watchlist/mail', ...own, get: goToWatchlist, post: takeFollowing },
  { path: '/notices', ...own, get: showNotices, post: takeRead, query: ['before'] },
  { path: '/wiki/:slug/history/:number/thank', ...own, deed: 'thank', post: takeThanks },
  { path: '/wiki/:slug/talk/:thread/:post/thank', ...own, deed: 'thank-post', post: takeThanksForPost },
  {
    path: '/people/:id/write',
    ...own,
    deed: 'write-letter',
    get: showLetterForm,
    post: takeLetter,
    draft: true,
    makes: true,
  },
  {
    path: '/stop-mail',
    who: 'anyone',
    get: showStopForm,
    post: takeStop,
    query: ['person', 'what', 'key'],
    robots: 'noindex',
    fromElsewhere: true,
  },
];
