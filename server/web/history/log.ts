/** The public log: what people do besides writing, as a page and as a feed, all of it or about one article, person or kind of act. */
import type { Request, Response } from 'express';
import type { Context } from '../../context.ts';
import { actCodes, isActCode } from '../../wiki/acts.ts';
import { findArticle, type Article } from '../../wiki/articles/articles.ts';
import { listActs, type LogFilter } from '../../wiki/history/public-log.ts';
import { findPerson, type Person } from '../../wiki/people/people.ts';
import { lineOf, pageFrom, readNumber } from '../frame/fields.ts';
import { hrefIn, langOf, translator, whereOf } from '../frame/language.ts';
import { page, wordsOf } from '../frame/render.ts';
import { renderView } from '../frame/views.ts';

const PAGE = 50;

/** GET /log?act=&article=&person= */
export async function showLog(context: Context, request: Request, response: Response): Promise<void> {
  const { filter, article, person } = await filterIn(context, request);
  const t = translator(langOf(response));
  const { acts, older } = await listActs(context.db, filter, PAGE, pageFrom(request.query['before']));
  const address = (change: Record<string, string>) =>
    hrefIn(whereOf(response), addressOf('/log', request, change));
  await page(context, request, response, 'history/log', {
    title: t('log.title'),
    feed: hrefIn(whereOf(response), addressOf('/log.atom', request, { before: '' })),
    acts,
    chosen: filter.code ?? '',
    codes: actCodes.map((code) => ({ value: code, text: t(`log.acts.${code}.label`) })),
    filters: [
      article && { text: article.title, removeHref: address({ article: '', before: '' }) },
      person && { text: person.byline.name, removeHref: address({ person: '', before: '' }) },
    ].filter((each) => each !== undefined),
    kept: { article: lineOf(request.query['article']), person: lineOf(request.query['person']) },
    older: older === undefined ? undefined : address({ before: String(older) }),
  });
}

/** GET /log.atom: the newest acts (RFC 4287). */
export async function sendLogFeed(context: Context, request: Request, response: Response): Promise<void> {
  const { db, settings, now } = context;
  const { filter } = await filterIn(context, request);
  const { acts } = await listActs(db, filter, PAGE);
  const feed = renderView('history/log.atom', {
    ...wordsOf(whereOf(response)),
    site: settings.siteName,
    origin: new URL(settings.baseUrl).origin,
    self: hrefIn(whereOf(response), addressOf('/log.atom', request, { before: '' })),
    page: hrefIn(whereOf(response), addressOf('/log', request, { before: '' })),
    acts,
    updated: acts[0]?.at ?? now(),
  });
  response.type('application/atom+xml').send(feed);
}

async function filterIn(
  { db }: Context,
  { query }: Request,
): Promise<{ filter: LogFilter; article?: Article; person?: Person }> {
  const [act, slug, id] = [lineOf(query['act']), lineOf(query['article']), readNumber(query['person'])];
  const article = slug === '' ? undefined : await findArticle(db, slug);
  const person = id === undefined ? undefined : await findPerson(db, id || 0);
  const filter = { code: isActCode(act) ? act : undefined, articleId: article?.id, personId: person?.id };
  return { filter, ...(article && { article }), ...(person && { person }) };
}

/** The address of a page of the log with what it's asked for, but for a change; what is empty is left out. */
function addressOf(path: string, { query }: Request, change: Record<string, string>): string {
  const names = ['act', 'article', 'person', 'before'];
  const asked = { ...Object.fromEntries(names.map((name) => [name, lineOf(query[name])])), ...change };
  const parameters = new URLSearchParams(Object.entries(asked).filter(([, value]) => value !== ''));
  return parameters.size === 0 ? path : `${path}?${parameters.toString()}`;
}
