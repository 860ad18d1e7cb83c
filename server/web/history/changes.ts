/** Recent changes: edits and acts in the whole wiki, or those that somebody asks for, as a page and as a feed. */
import { calledBy } from '../../locales/names.ts';
import { localDay } from '../../locales/formats.ts';
import { topicFiled } from '../../wiki/history/topics.ts';
import { kindOf, topicLabel } from '../../kinds/index.ts';
import { findAnyArticle, type Article } from '../../wiki/articles/articles.ts';
import type { Byline } from '../../wiki/history/bylines.ts';
import { RECENT_KINDS, recentActivity, type Recent, type RecentFilter } from '../../wiki/history/recent.ts';
import { findPerson, type Person } from '../../wiki/people/people.ts';
import { seesHidden } from '../../wiki/policy.ts';
import { file, type Answer, type Page } from '../frame/answer.ts';
import { isTicked, lineOf, pageFrom, readNumber } from '../frame/fields.ts';
import { PAGE_SIZE } from '../frame/paging.ts';
import { wordsOf } from '../frame/render.ts';
import { renderView } from '../frame/templates.ts';
import { addressWith, type Visit } from '../frame/visit.ts';
import { showChange } from '../showing/article.ts';
import { withTools } from '../showing/tools.ts';
import { page, type RecentDay, type ShownRecent } from './views.ts';

/** What the changes may be chosen by; the feed knows them, too. */
export const CHOICES = [
  'what',
  'kind',
  'topic',
  'workplace',
  'person',
  'article',
  'major',
  'newcomers',
  'least',
  'each',
];
/** Changes of how many code points may be asked for. */
const SIZES = [100, 500, 2000];

/** GET /changes?what=&kind=&topic=&workplace=&person=&article=&major=&newcomers=&least=&each=&by=&before=&act= */
export async function showChanges(visit: Visit): Promise<Page> {
  const { context, author, request, t } = visit;
  const { query } = request;
  const asked = await askedIn(visit);
  const place = { sequence: pageFrom(query['before']), act: pageFrom(query['act']) };
  const { recent, older } = await recentActivity(context.db, asked.filter, place, PAGE_SIZE, author);
  const isByArticle = lineOf(query['by']) === 'article';
  return page('history/changes', {
    title: t('changes.title'),
    section: 'changes',
    feed: feedFor(visit),
    days: daysOf(await shownRecent(visit, recent), isByArticle),
    isByArticle,
    orders: ['', 'article'].map((by) => ({
      text: t(by === '' ? 'changes.byTime' : 'changes.byArticle'),
      href: addressWith(visit, { by }),
      isChosen: (by === 'article') === isByArticle,
    })),
    values: Object.fromEntries(CHOICES.map((name) => [name, lineOf(query[name])])),
    sizes: SIZES,
    chosen: asked.chosen,
    removeAllHref: addressWith(
      visit,
      Object.fromEntries([...CHOICES, 'before', 'act'].map((name) => [name, ''])),
    ),
    older: older && addressWith(visit, { before: older.sequence, act: older.act }),
  });
}

/** GET /changes.atom?…: the newest of the same (RFC 4287). */
export async function sendChangesFeed(visit: Visit): Promise<Answer> {
  const { context, where } = visit;
  const { db, settings, now } = context;
  const { filter, chosen } = await askedIn(visit);
  const { recent } = await recentActivity(db, filter, {}, PAGE_SIZE, undefined);
  const feed = renderView('history/changes.atom', {
    ...wordsOf(where),
    site: settings.siteName,
    origin: new URL(settings.baseUrl).origin,
    self: addressWith(visit, {}),
    page: addressWith(visit, {}, '/changes'),
    chosen: chosen.map(({ text, byline }) => byline?.name ?? text),
    recent: recent.map((each) => ('change' in each ? { ...each, change: showChange(each.change) } : each)),
    updated: recent[0]?.at ?? now(),
  });
  return file(feed, 'application/atom+xml');
}

function feedFor(visit: Visit): string {
  return addressWith(visit, { before: '', act: '', by: '' }, '/changes.atom');
}

/** What an address asks for, and the same as it's shown chosen. Throws 404 when it names nobody, or no article. */
async function askedIn(visit: Visit) {
  const { context, request } = visit;
  const { query } = request;
  const slug = lineIn(visit, 'article');
  const article = slug === undefined ? undefined : await findAnyArticle(context.db, slug);
  const id = readNumber(query['person']);
  const person = id === undefined ? undefined : await findPerson(context.db, id || 0);
  const topic = lineIn(visit, 'topic');
  const filter: RecentFilter = {
    what: RECENT_KINDS.find((each) => each === lineIn(visit, 'what')),
    articleId: article?.id,
    personId: person?.id,
    kind: kindOf(lineIn(visit, 'kind') ?? '')?.code,
    topic: topic === undefined ? undefined : await topicFiled(context.db, topic),
    workplace: lineIn(visit, 'workplace'),
    isMajor: isTicked(query['major']),
    isNewcomers: isTicked(query['newcomers']),
    isEach: isTicked(query['each']),
    least: SIZES.find((size) => String(size) === lineIn(visit, 'least')),
  };
  return { filter, chosen: chosenIn(visit, filter, article, person) };
}

function lineIn({ request }: Visit, name: string): string | undefined {
  return lineOf(request.query[name]) || undefined;
}

/** What is chosen, each with the address that goes on without it. */
function chosenIn(
  visit: Visit,
  { what, kind, topic, workplace, isMajor, isNewcomers, least, isEach }: RecentFilter,
  article: Article | undefined,
  person: Person | undefined,
) {
  const { t, where } = visit;
  const named: [name: string, text: string | false | undefined, byline?: Byline][] = [
    ['what', what && t(`changes.what.${what}`)],
    ['kind', kindOf(kind ?? '')?.label[where.lang]],
    ['topic', topic && topicLabel(topic, where.lang)],
    ['workplace', workplace],
    ['article', article && titleFor(visit, article)],
    ['major', isMajor && t('changes.major')],
    ['newcomers', isNewcomers && t('changes.newcomers')],
    ['each', isEach && t('changes.each')],
    ['least', least !== undefined && t('changes.leastSize', { count: least })],
  ];
  if (person) named.push(['person', calledBy(visit.t, person.byline), person.byline]);
  return named.flatMap(([name, text, byline]) => {
    const removeHref = addressWith(visit, { [name]: '', before: '', act: '' });
    return text ? [{ text, removeHref, ...(byline && { byline }) }] : [];
  });
}

/** What a deleted article was called is told to none but those who see it. */
function titleFor({ t, author }: Visit, { title, deletedBy }: Article): string {
  return deletedBy === undefined || seesHidden(author) ? title : t('log.deletedArticle');
}

async function shownRecent(visit: Visit, recent: readonly Recent[]): Promise<ShownRecent[]> {
  const changes = recent.flatMap((each) => ('change' in each ? showChange(each.change) : []));
  const tooled = new Map((await withTools(visit, changes)).map((change) => [change.sequence, change]));
  return recent.map((each) =>
    'change' in each ? { at: each.at, change: tooled.get(each.change.sequence)! } : each,
  );
}

/** Each day in Copenhagen, with what happened then: in the order of time, or all of an article together, at its newest. */
function daysOf(recent: readonly ShownRecent[], isByArticle: boolean): RecentDay[] {
  const days = new Map<string, ShownRecent[]>();
  for (const each of recent) {
    const day = localDay(each.at);
    days.set(day, [...(days.get(day) ?? []), each]);
  }
  return [...days.values()].map((all) => ({
    at: all[0]!.at,
    groups: isByArticle ? groupsOf(all) : all.map((each) => [each]),
  }));
}

function groupsOf(all: readonly ShownRecent[]): ShownRecent[][] {
  const groups = new Map<string, ShownRecent[]>();
  all.forEach((each, place) => {
    const article = 'intake' in each ? undefined : ('change' in each ? each.change : each.act).article;
    const key = article === undefined || article.isGone ? String(place) : `/${article.slug}`;
    groups.set(key, [...(groups.get(key) ?? []), each]);
  });
  return [...groups.values()];
}
