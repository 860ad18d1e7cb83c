/** Following what is found: what a list or a search offers to watch, and the feed of it. */
import { keyOf, labelsOf, type AskedSearch } from '../../wiki/finding/asked.ts';
import { newestFitting } from '../../wiki/finding/newest.ts';
import { findPerson } from '../../wiki/people/people.ts';
import { searchName } from '../../locales/searches.ts';
import { file, type Answer } from '../frame/answer.ts';
import { PAGE_SIZE } from '../frame/paging.ts';
import { wordsOf } from '../frame/render.ts';
import { renderView } from '../frame/templates.ts';
import { addressWith, hrefFor, type Visit } from '../frame/visit.ts';
import { offerWatch, type OfferedWatch } from '../showing/watch.ts';
import { askedIn, typedIn } from './narrowing.ts';

/** What can be followed of a page: something to watch, and the address of its feed. */
interface Followed {
  watch?: OfferedWatch;
  feed?: string;
}

/** Returns what a list offers to follow: what is filed under one topic alone is followed as that, all articles as changes are. */
export async function listToFollow(visit: Visit): Promise<Followed> {
  const asked = askedIn(visit);
  const [topic] = asked.chosen['topic'] ?? [];
  const isTopic = topic !== undefined && keyOf(asked) === new URLSearchParams({ topic }).toString();
  if (!isTopic) return searchToFollow(visit, asked);
  const feed = hrefFor(visit, `/changes.atom?topic=${encodeURIComponent(topic)}`);
  return { watch: await offerWatch(visit, { subject: 'topic', target: topic }), feed };
}

/** Returns what a search offers to follow; one that is longer than any that is kept can't be. */
export async function searchToFollow(visit: Visit, asked: AskedSearch): Promise<Followed> {
  const target = keyOf(asked);
  if (target === '') return {};
  const feed = hrefFor(visit, `/search.atom?${target}`);
  return { watch: await offerWatch(visit, { subject: 'search', target }), feed };
}

/** GET /search.atom?q=, and what lists are narrowed by: the articles that fit, the newest changed first (RFC 4287). */
export async function sendSearchFeed(visit: Visit): Promise<Answer> {
  const { context, where, t } = visit;
  const { db, settings, now } = context;
  const asked = askedIn(visit, typedIn(visit));
  const articles = await newestFitting(db, asked, PAGE_SIZE);
  const feed = renderView('finding/search.atom', {
    ...wordsOf(where),
    site: settings.siteName,
    origin: new URL(settings.baseUrl).origin,
    self: addressWith(visit, {}),
    page: addressWith(visit, {}, asked.typed === '' ? '/articles' : '/search'),
    name: keyOf(asked) === '' ? t('list.title') : await nameOf(visit, asked),
    articles,
    updated: articles[0]?.at ?? now(),
  });
  return file(feed, 'application/atom+xml');
}

async function nameOf({ context, where, t }: Visit, asked: AskedSearch): Promise<string> {
  const { typed, person, unfinished } = asked;
  const writer = person === undefined ? undefined : (await findPerson(context.db, person)).byline;
  return searchName(t, { typed, labels: labelsOf(asked, where.lang), writer, unfinished });
}
