/** The page of an article, and the way from an address to the article that it names. */
import { findArticle, type Article } from '../../wiki/articles/articles.ts';
import { deleted, WikiError } from '../../errors.ts';
import type { Content } from '../../kinds/content.ts';
import { TOPIC_KIND, topicLabel } from '../../kinds/index.ts';
import { articlePath, topicPath } from '../../locales/language.ts';
import { withTopicsFiled } from '../../wiki/articles/edits.ts';
import { isMerged } from '../../wiki/topics/merging.ts';
import { findTopic } from '../../wiki/topics/topics.ts';
import { unlessErased } from '../../wiki/history/contents.ts';
import { contentOf } from '../../wiki/history/reading.ts';
import { protectionAt } from '../../wiki/history/standing.ts';
import { articlesAlike } from '../../wiki/finding/alike.ts';
import { formerHeadings } from '../../wiki/links/former-headings.ts';
import { formerlyAt } from '../../wiki/moderation/freeing.ts';
import { countOpen } from '../../wiki/talk/threads.ts';
import { contributorsOf } from '../../wiki/credit/contributors.ts';
import { revisionLine } from '../../wiki/history/lines.ts';
import { Moved, type Page } from '../frame/answer.ts';
import { moveDraft } from '../frame/drafts.ts';
import { numberIn } from '../frame/fields.ts';
import { hrefFor, pathOf, type Visit } from '../frame/visit.ts';
import { creditOf, headOf, showContent, type ShownArticle } from '../showing/article.ts';
import { showTopicLists } from '../showing/topic.ts';
import { linkedDataOf } from '../showing/linked-data.ts';
import { offerWatch } from '../showing/watch.ts';
import { askingOf } from './asking.ts';
import { marksIn } from './marks.ts';
import { page } from './views.ts';

/** How many articles that resemble one are named under it. */
const MOST_ALIKE = 5;

/** GET /wiki/:slug */
export async function showArticle(visit: Visit): Promise<Page> {
  const { db } = visit.context;
  const article = await standingAt(visit);
  const written = await unlessErased(contentOf(db, article.sequence, visit.author));
  if (!written) return erasedPage(visit, article);
  const content = await withTopicsFiled(db, written);
  const contributors = await contributorsOf(db, article);
  const last = await revisionLine(db, article.id, article.number, visit.author);
  return page('articles/view', {
    title: article.title,
    description: article.lead,
    section: `articles:${article.kind}`,
    article: headOf(article),
    ...(await showAsked(visit, article, content)),
    credit: creditOf(contributors),
    alike: (await articlesAlike(db, { ...article, content }, MOST_ALIKE)).map(headOf),
    last,
    feed: hrefFor(visit, `/changes.atom?article=${encodeURIComponent(article.slug)}`),
    watch: await offerWatch(visit, { subject: 'article', target: String(article.id) }),
    linkedData: linkedDataOf(visit, { article, line: last, authors: contributors.authors }),
    ...(await topicOf(visit, article)),
  });
}

/** What stands beneath the text of a topic; of one that is merged into another, the way there. */
async function topicOf(visit: Visit, { kind, title }: Article) {
  if (kind !== TOPIC_KIND) return {};
  const { db } = visit.context;
  const found = await findTopic(db, title);
  if (!found) return {};
  if (await isMerged(db, title)) {
    const label = topicLabel(found.topic, visit.where.lang);
    return { mergedTopic: { label, href: hrefFor(visit, topicPath(found.topic)) } };
  }
  const about = await showTopicLists(visit, found);
  return { about, feed: about.feed };
}

/** With the ways to ask about its sections. */
async function showAsked(visit: Visit, article: ShownArticle, content: Content) {
  const { db } = visit.context;
  const asking = askingOf(visit, article, content);
  const former = await formerHeadings(db, article.id);
  const marks = article.talk?.count ? await marksIn(visit, article) : [];
  const shown = await showContent(db, content, visit.where, {
    slug: article.slug,
    former,
    behind: asking.behind,
    marks,
  });
  const ids = new Set(shown.toc.map(({ id }) => id));
  const asked = asking.sections.filter(({ isInvited, open }) => isInvited || open > 0);
  return { ...shown, askable: asked.filter(({ id }) => !ids.has(id)) };
}

/**
 * Returns the article that an address names, and what protects it; at another spelling or an old slug it throws `Moved`, to the
 * same page of it.
 */
export async function articleAt(visit: Visit): Promise<ShownArticle> {
  const { url, params } = visit.request;
  const slug = slugIn(visit);
  const article = await findArticle(visit.context.db, slug, visit.author);
  if (article.slug === slug) return withProtection(visit, article);
  const path = pathOf(visit, { ...params, slug: article.slug });
  moveDraft(visit, pathOf(visit), path);
  throw new Moved(url.includes('?') ? path + url.slice(url.indexOf('?')) : path);
}

/** As `articleAt`, for what a deleted article has none of: throws 410 also to those who find its texts in its history. */
export async function standingAt(visit: Visit): Promise<ShownArticle> {
  const article = await articleAt(visit);
  if (article.deletedBy !== undefined) throw deleted(article.slug);
  return article;
}

/** Returns the article that a form is sent to, by whatever slug it ever had. */
export async function articleByAnySlug(visit: Visit): Promise<ShownArticle> {
  return withProtection(visit, await findArticle(visit.context.db, slugIn(visit), visit.author));
}

/** Returns the article that a path of `articlePath` is of, by whatever slug; undefined when none stands there. */
export async function standingAtPath(visit: Visit, path: string): Promise<ShownArticle | undefined> {
  const [slug = ''] = path.slice(articlePath('').length).split('/');
  try {
    return await withProtection(visit, await findArticle(visit.context.db, decodeURIComponent(slug)));
  } catch (error) {
    if (error instanceof WikiError) return undefined;
    throw error;
  }
}

/** Returns the page, 410, of an article whose current text was erased: what stands is the history, and the way to a new text. */
export function erasedPage({ t }: Visit, article: ShownArticle): Page {
  return page('articles/erased', {
    title: t('errors.erased.heading'),
    section: `articles:${article.kind}`,
    status: 410,
    robots: 'noindex',
    article: headOf(article),
  });
}

/** Returns the number of the revision that an address asks for, the current one unless it gives another. Throws 404 when it isn't one. */
export function numberAsked({ request }: Visit, article: Article): number {
  const { number } = request.query;
  return number === undefined ? article.number : numberIn(number);
}

/** Every page of the article tells who may edit it, and is another once that ends; what is open in its talk; and what else old links to it may mean. */
async function withProtection(visit: Visit, article: Article): Promise<ShownArticle> {
  const { db, now } = visit.context;
  const protection = await protectionAt(db, article.id, now());
  visit.until = protection?.until;
  const [talk, formerly] = [await countOpen(db, article.id), await formerlyAt(db, article)];
  return { ...article, protection, talk, formerly };
}

function slugIn({ request }: Visit): string {
  return String(request.params['slug']);
}
