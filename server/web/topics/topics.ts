/** Topics: the list of them all, and each one's page, which is its own article's where somebody has written that. */
import { notFound } from '../../errors.ts';
import { TOPIC_KIND } from '../../kinds/index.ts';
import { cleanLine } from '../../text/clean.ts';
import { allTopics, countFiled, findTopic, type FoundTopic } from '../../wiki/topics/topics.ts';
import { topicKey } from '../../wiki/history/topics.ts';
import { articlePath, topicPath } from '../../locales/language.ts';
import { seeOther, type Answer, type Page } from '../frame/answer.ts';
import { lineOf } from '../frame/fields.ts';
import { nextPage } from '../frame/paging.ts';
import { hrefFor, type Visit } from '../frame/visit.ts';
import { showTopicLists } from '../showing/topic.ts';
import { page } from './views.ts';

/** How many topics a page shows: a line is short. */
const SIZE = 200;

/** GET /topics?after= */
export async function showTopics(visit: Visit): Promise<Page> {
  const { context, where, t, request } = visit;
  const all = await allTopics(context.db, where.lang);
  const after = topicKey(lineOf(request.query['after']));
  const from = after === '' ? 0 : all.findIndex(({ topic }) => topicKey(topic) === after) + 1;
  const shown = all.slice(from, from + SIZE);
  const counts = await countFiled(
    context.db,
    shown.map(({ topic }) => topic),
  );
  return page('topics/list', {
    title: t('topics.title'),
    topics: shown.map(({ topic, label }) => ({
      label,
      count: counts.get(topic) ?? 0,
      href: hrefFor(visit, topicPath(topic)),
    })),
    count: all.length,
    files: (['csv', 'json'] as const).map((type) => ({ type, href: hrefFor(visit, `/topics.${type}`) })),
    next:
      from + SIZE < all.length ? nextPage(visit, shown, ({ topic }) => ({ after: topic }), SIZE) : undefined,
  });
}

/** GET /topics/:topic: its article, if it has one; its own page, where it's called as all its articles call it. */
export async function showTopic(visit: Visit): Promise<Answer> {
  const asked = topicIn(visit);
  const found = await topicAt(visit);
  if (found.text) return seeOther(articlePath(found.text.slug));
  if (found.topic !== asked) return seeOther(topicPath(found.topic));
  const shown = await showTopicLists(visit, found);
  return page('topics/topic', {
    title: shown.label,
    description: visit.t('topics.about', { topic: shown.label, count: found.count }),
    feed: shown.feed,
    about: shown,
    writeHref: hrefFor(visit, `/new?kind=${TOPIC_KIND}&title=${encodeURIComponent(shown.label)}`),
  });
}

/** Returns the topic that an address names, on a clean line. */
export function topicIn({ request: { params } }: Visit): string {
  return cleanLine(String(params['topic']));
}

/** Returns the topic that an address names, as articles are filed under it. Throws 404 when there's none. */
export async function topicAt(visit: Visit): Promise<FoundTopic> {
  const found = await findTopic(visit.context.db, topicIn(visit));
  if (!found) throw notFound('no-such-topic');
  return found;
}
