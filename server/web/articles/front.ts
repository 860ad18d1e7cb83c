/** The front page: the ways in, what is new, what needs a hand, and who has just come. */
import { kinds, topicLabel, topicsKnown } from '../../kinds/index.ts';
import { compareInDanish } from '../../text/danish-order.ts';
import { countUpTo, newestUnfinished } from '../../wiki/finding/lists.ts';
import { newestStanding, type Change, type Intake } from '../../wiki/history/changes.ts';
import { mergesNow } from '../../wiki/history/topics.ts';
import { someLostHeadings } from '../../wiki/links/lost-headings.ts';
import { newcomersSince } from '../../wiki/people/newcomers.ts';
import { listQuestions } from '../../wiki/talk/threads.ts';
import { isSetUp } from '../../wiki/setup/setup.ts';
import { topicsInUse } from '../../wiki/topics/topics.ts';
import type { Page } from '../frame/answer.ts';
import { hrefFor, type Visit } from '../frame/visit.ts';
import { articlePath, topicPath } from '../../locales/language.ts';
import { showChange } from '../showing/article.ts';
import { page, type HandNeeded } from './views.ts';

/** How much of each is shown, so that it's taken in at a glance. */
const SHOWN = { changes: 6, questions: 2, lost: 1, hands: 5, newcomers: 4 };
/** How many times as many changes are looked through, so that an article at which many are at work leaves room for others. */
const LOOKED_THROUGH = 3;
/** More articles than these aren't counted. */
const MOST_COUNTED = 1000;
/** How long somebody is new, in milliseconds. */
const NEW = 30 * 24 * 60 * 60 * 1000;

/** GET / */
export async function showFront(visit: Visit): Promise<Page> {
  const { db } = visit.context;
  const changes = await newestStanding(db, SHOWN.changes * LOOKED_THROUGH, visit.author);
  const counts = [];
  for (const kind of kinds)
    counts.push({ kind, count: await countUpTo(db, { kinds: [kind.code] }, MOST_COUNTED) });
  const newcomers = await newcomersNow(visit);
  return page('articles/front', {
    title: '',
    section: 'front',
    isSetUp: await isSetUp(db),
    counts,
    mostCounted: MOST_COUNTED,
    changes: ofEachArticle(changes)
      .slice(0, SHOWN.changes)
      .map((each) => ('articles' in each ? each : showChange(each))),
    unfinished: await countUpTo(db, { unfinished: true }, MOST_COUNTED),
    hands: await handsNeeded(visit),
    newcomers: newcomers.map(({ byline, article }) => ({ byline, article })),
    topics: await topicsOnFront(visit),
    until: newcomers
      .map(({ began }) => new Date(Date.parse(began) + NEW).toISOString())
      .sort()
      .at(0),
  });
}

/** Returns the newest change of each article, and what came in by the many. */
function ofEachArticle(changes: readonly (Change | Intake)[]): (Change | Intake)[] {
  const told = new Set<string>();
  return changes.filter((each) => {
    if ('articles' in each) return true;
    const { slug } = each.article;
    return !told.has(slug) && told.add(slug);
  });
}

async function newcomersNow({ context: { db, now } }: Visit) {
  const since = new Date(Date.parse(now()) - NEW).toISOString();
  return newcomersSince(db, since, SHOWN.newcomers);
}

/** Articles that wait for somebody: a reader's question, a link that leads to nothing, sections that nobody has written. Each is named once. */
async function handsNeeded(visit: Visit): Promise<HandNeeded[]> {
  const { db } = visit.context;
  const { t } = visit;
  const questions = (await listQuestions(db, {}, SHOWN.questions)).map(({ id, article }) => ({
    ...{ slug: article.slug, title: article.title, text: t('front.hands.question') },
    href: hrefFor(visit, articlePath(article.slug, `/talk/${id}`)),
  }));
  const lost = (await someLostHeadings(db, SHOWN.lost)).map(({ slug, title }) => ({
    ...{ slug, title, text: t('front.hands.lost') },
    href: hrefFor(visit, articlePath(slug)),
  }));
  const unfinished = (await newestUnfinished(db, SHOWN.hands)).map(({ slug, title, sections }) => ({
    ...{ slug, title, text: t('article.sections', { done: sections.done, count: sections.total }) },
    href: hrefFor(visit, articlePath(slug)),
  }));
  const all = new Map([...questions, ...lost, ...unfinished].toReversed().map((hand) => [hand.slug, hand]));
  return [...all.values()].toReversed().slice(0, SHOWN.hands);
}

/** The topics of the vocabulary that something is written about, in the reader's order. */
async function topicsOnFront(visit: Visit) {
  const { db } = visit.context;
  const merges = await mergesNow(db);
  const topics = await topicsInUse(
    db,
    topicsKnown.filter((topic) => !merges.has(topic)),
  );
  return topics
    .map((topic) => ({
      label: topicLabel(topic, visit.where.lang),
      href: hrefFor(visit, topicPath(topic)),
    }))
    .sort((a, b) => compareInDanish(a.label, b.label));
}
