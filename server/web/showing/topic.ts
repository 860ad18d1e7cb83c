/** What a topic's place shows beneath its own text, wherever that is: its articles, its people, and what else it's called. */
import { topicLabel } from '../../kinds/index.ts';
import { listArticles } from '../../wiki/finding/lists.ts';
import type { Person } from '../../wiki/people/people.ts';
import { mergedInto, type MergedTopic } from '../../wiki/topics/merging.ts';
import { peopleOn, type FoundTopic } from '../../wiki/topics/topics.ts';
import { topicPath } from '../../locales/language.ts';
import { hrefFor, type Visit } from '../frame/visit.ts';
import { linesFor, type ArticleLine } from './lines.ts';
import { offerWatch, type OfferedWatch } from './watch.ts';

/** How many of a topic's articles and people are shown; a list of its own has them all. */
const ARTICLES = 20;
const PEOPLE = 8;

/** What is shown of a topic. */
export interface ShownTopic {
  label: string;
  count: number;
  articles: ArticleLine[];
  people: Person[];
  hasMorePeople: boolean;
  merged: MergedTopic[];
  watch: OfferedWatch;
  feed: string;
  hrefs: { articles: string; people: string; merge: string };
}

/** Returns what is shown of a topic. */
export async function showTopicLists(visit: Visit, { topic, count }: FoundTopic): Promise<ShownTopic> {
  const { context, where } = visit;
  const asked = `?topic=${encodeURIComponent(topic)}`;
  const people = await peopleOn(context.db, topic, PEOPLE + 1);
  const articles = await listArticles(context.db, { facets: { topic: [topic] } }, ARTICLES);
  return {
    label: topicLabel(topic, where.lang),
    count,
    articles: await linesFor(visit, articles),
    people: people.slice(0, PEOPLE),
    hasMorePeople: people.length > PEOPLE,
    merged: await mergedInto(context.db, topic),
    watch: await offerWatch(visit, { subject: 'topic', target: topic }),
    feed: hrefFor(visit, `/changes.atom${asked}`),
    hrefs: {
      articles: hrefFor(visit, `/articles${asked}`),
      people: hrefFor(visit, `/people${asked}`),
      merge: hrefFor(visit, topicPath(topic, '/merge')),
    },
  };
}
