/** The public log: what people do besides writing, as a page and as a feed, all of it or about one article, person or kind of act. */
import { calledBy } from '../../locales/names.ts';
import { actCodes, isActCode } from '../../wiki/acts.ts';
import { findAnyArticle, type Article } from '../../wiki/articles/articles.ts';
import { listLog } from '../../wiki/history/folded-log.ts';
import { findPerson } from '../../wiki/people/people.ts';
import { seesHidden } from '../../wiki/policy.ts';
import { file, type Answer, type Page } from '../frame/answer.ts';
import { lineOf, pageFrom, readNumber } from '../frame/fields.ts';
import { PAGE_SIZE } from '../frame/paging.ts';
import { wordsOf } from '../frame/render.ts';
import { renderView } from '../frame/templates.ts';
import { addressWith, type Visit } from '../frame/visit.ts';
import { page } from './views.ts';

/** GET /log?act=&article=&person=&before= */
export async function showLog(visit: Visit): Promise<Page> {
  const { t, context } = visit;
  const { query } = visit.request;
  const { filter, article, person } = await askedIn(visit);
  const { acts, older } = await listLog(
    context.db,
    filter,
    PAGE_SIZE,
    pageFrom(query['before']),
    visit.author,
  );
  return page('history/log', {
    title: t('log.title'),
    feed: addressWith(visit, { before: '' }, '/log.atom'),
    acts,
    chosen: filter.code ?? '',
    codes: actCodes.map((code) => ({ value: code, text: t(`log.acts.${code}.label`) })),
    filters: [
      article && {
        text: nameFor(visit, article),
        removeHref: addressWith(visit, { article: '', before: '' }),
      },
      person && {
        text: calledBy(visit.t, person.byline),
        removeHref: addressWith(visit, { person: '', before: '' }),
      },
    ].filter((each) => each !== undefined),
    others: { article: lineOf(query['article']), person: lineOf(query['person']) },
    older: older === undefined ? undefined : addressWith(visit, { before: older }),
  });
}

/** GET /log.atom?act=&article=&person=: the newest acts (RFC 4287). */
export async function sendLogFeed(visit: Visit): Promise<Answer> {
  const { db, settings, now } = visit.context;
  const { filter } = await askedIn(visit);
  const { acts } = await listLog(db, filter, PAGE_SIZE, undefined, visit.author);
  const feed = renderView('history/log.atom', {
    ...wordsOf(visit.where),
    site: settings.siteName,
    origin: new URL(settings.baseUrl).origin,
    self: addressWith(visit, {}),
    page: addressWith(visit, {}, '/log'),
    acts,
    updated: acts[0]?.at ?? now(),
  });
  return file(feed, 'application/atom+xml');
}

/** What a deleted article was called is told to none but those who see it. */
function nameFor({ t, author }: Visit, { title, deletedBy }: Article): string {
  return deletedBy === undefined || seesHidden(author) ? title : t('log.deletedArticle');
}

/** The filter that an address asks for, and the article and the person that it names. Throws 404 when there's no such one. */
async function askedIn({ context: { db }, request: { query } }: Visit) {
  const [act, slug, id] = [lineOf(query['act']), lineOf(query['article']), readNumber(query['person'])];
  const article = slug === '' ? undefined : await findAnyArticle(db, slug);
  const person = id === undefined ? undefined : await findPerson(db, id || 0);
  const filter = { code: isActCode(act) ? act : undefined, articleId: article?.id, personId: person?.id };
  return { filter, article, person };
}
