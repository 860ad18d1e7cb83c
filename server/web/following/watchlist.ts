/** The watchlist: what is new of what one watches, all that one watches, and how often one has mail of it. */
import { chooseFollowing, followingOf, markSeen, PACES } from '../../wiki/following/followers.ts';
import { reachedNow } from '../../wiki/history/state.ts';
import { newsFor } from '../../wiki/following/news.ts';
import { newestFit } from '../../wiki/following/fits.ts';
import {
  listWatched,
  SUBJECTS,
  unwatch,
  watch,
  watchedThing,
  type Watched,
} from '../../wiki/following/watching.ts';
import { topicLabel } from '../../kinds/index.ts';
import { calledBy } from '../../locales/names.ts';
import { topicPath } from '../../locales/language.ts';
import { compareInDanish } from '../../text/danish-order.ts';
import { invalid } from '../../errors.ts';
import { seeOther, type Answer, type Page } from '../frame/answer.ts';
import { waitingDraft } from '../frame/drafts.ts';
import { isTicked, lineOf, readNumber, type Fields } from '../frame/fields.ts';
import { authorIn } from '../frame/guard.ts';
import { leaveFlash } from '../frame/flash.ts';
import { PAGE_SIZE } from '../frame/paging.ts';
import { fieldsOf, hrefFor, type Visit } from '../frame/visit.ts';
import { backOr } from '../frame/way-back.ts';
import { headOf } from '../showing/article.ts';
import { searchLink } from '../showing/watch.ts';
import { page, type BegunWatch } from './views.ts';

/** GET /watchlist */
export async function showWatchlist(visit: Visit): Promise<Page> {
  const { db } = visit.context;
  const author = authorIn(visit);
  const reached = { ...(await reachedNow(db)), fit: await newestFit(db, author.personId) };
  const following = await followingOf(db, author.personId);
  const { articles, people, topics, searches } = await listWatched(db, author.personId);
  const news = await newsFor(
    db,
    author.personId,
    { since: following.seen, until: reached },
    PAGE_SIZE,
    author,
  );
  return page('following/watchlist', {
    title: visit.t('watchlist.title'),
    news: news.map((line) => ({
      ...line,
      searches: line.searches.map((search) => searchLink(visit, search)),
    })),
    begun: await begunBefore(visit),
    reached,
    following,
    paces: PACES,
    articles: articles.map(headOf),
    people,
    topics: topics
      .map((topic) => ({
        topic,
        label: topicLabel(topic, visit.where.lang),
        href: hrefFor(visit, topicPath(topic)),
      }))
      .sort((a, b) => compareInDanish(a.label, b.label)),
    searches: searches.map((search) => searchLink(visit, search)),
  });
}

/** POST /watchlist: what to watch, or with an empty `watch` no more, and where to go back to. */
export async function takeWatch(visit: Visit): Promise<Answer> {
  const { db } = visit.context;
  const author = authorIn(visit);
  const fields = fieldsOf(visit);
  const watched = watchedIn(visit);
  if (isTicked(fields['watch'])) await watch(db, author, watched, visit.where);
  else await unwatch(db, author, watched);
  leaveFlash(visit, isTicked(fields['watch']) ? `watch.begun.${watched.subject}` : 'watch.ended');
  return backOr(visit, '/watchlist');
}

/** GET /watchlist/seen and /watchlist/mail: their forms stand on the watchlist. */
export function goToWatchlist(): Promise<Answer> {
  return Promise.resolve(seeOther('/watchlist'));
}

/** POST /watchlist/seen: how far the list that was seen went. */
export async function takeSeen(visit: Visit): Promise<Answer> {
  const fields = fieldsOf(visit);
  const [sequence = 0, act = 0, fit = 0] = ['sequence', 'act', 'fit'].map(
    (name) => readNumber(fields[name]) || 0,
  );
  await markSeen(visit.context.db, authorIn(visit), { sequence, act, fit });
  return seeOther('/watchlist');
}

/** POST /watchlist/mail */
export async function takeFollowing(visit: Visit): Promise<Answer> {
  const fields = fieldsOf(visit);
  const mail = PACES.find((pace) => pace === lineOf(fields['mail']));
  if (!mail) throw invalid([{ field: 'mail', code: 'required' }]);
  const chosen = {
    mail,
    watchesOwn: isTicked(fields['own']),
    takesLetters: isTicked(fields['letters']),
    lang: visit.where.lang,
  };
  await chooseFollowing(visit.context.db, authorIn(visit), chosen);
  leaveFlash(visit, 'watchlist.chosen');
  return seeOther('/watchlist');
}

/** What a stranger chose to watch before they signed in waits for them to press once more: nothing is watched for having been gone to. */
async function begunBefore(visit: Visit): Promise<BegunWatch | undefined> {
  const draft = waitingDraft(visit);
  const watched = draft && isTicked(draft['watch']) ? subjectIn(draft) : undefined;
  const things = watched && (await watchedThing(visit.context.db, watched));
  if (!watched || !things) return undefined;
  const { articles, people, topics, searches } = things;
  const [name] = [
    ...articles.map(({ title }) => title),
    ...people.map((byline) => calledBy(visit.t, byline)),
    ...topics.map((topic) => topicLabel(topic, visit.where.lang)),
    ...searches.map((search) => searchLink(visit, search).label),
  ];
  return { watch: { ...watched, isWatched: false, back: lineOf(draft!['next']) }, name: name ?? '' };
}

function watchedIn(visit: Visit): Watched {
  const watched = subjectIn(fieldsOf(visit));
  if (!watched) throw invalid([{ field: 'subject', code: 'required' }]);
  return watched;
}

function subjectIn(fields: Fields): Watched | undefined {
  const subject = SUBJECTS.find((each) => each === lineOf(fields['subject']));
  return subject && { subject, target: lineOf(fields['target']) };
}
