/** What a search may go on to, while it's typed. */
import { calledBy } from '../../locales/names.ts';
import { suggest } from '../../wiki/finding/suggestions.ts';
import { topicLabel } from '../../kinds/index.ts';
import { file, type Answer } from '../frame/answer.ts';
import { lineOf } from '../frame/fields.ts';
import { articlePath, topicPath } from '../../locales/language.ts';
import { hrefFor, type Visit } from '../frame/visit.ts';
import { kindFor } from '../showing/article.ts';

/** The longest beginning that is read, in UTF-16 units, and how many suggestions are given. */
const LONGEST = 80;
const MOST = 8;

/** GET /search/suggestions?q= */
export async function sendSuggestions(visit: Visit): Promise<Answer> {
  const { context, request, where, t } = visit;
  const typed = lineOf(request.query['q']).slice(0, LONGEST);
  const { articles, topics, people } = await suggest(context.db, typed, MOST);
  const suggestions = [
    ...articles.map(({ title, slug, kind }) => ({
      text: title,
      // What authors write is Danish.
      lang: 'da',
      sort: kindFor(kind).label[where.lang],
      href: hrefFor(visit, articlePath(slug)),
    })),
    ...topics.map((topic) => ({
      text: topicLabel(topic, where.lang),
      sort: t('facets.names.topic'),
      href: hrefFor(visit, topicPath(topic)),
    })),
    ...people.map(({ id, byline }) => ({
      text: calledBy(t, byline),
      sort: t('search.person'),
      href: hrefFor(visit, `/people/${id}`),
    })),
  ];
  return file(JSON.stringify({ suggestions: suggestions.slice(0, MOST) }), 'application/json');
}
