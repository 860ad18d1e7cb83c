/** Who wrote what of an article: the page that shows it as one reads. */
import type { Article } from '../../wiki/articles/articles.ts';
import { attributionAt, type Attributed } from '../../wiki/credit/attribution.ts';
import { contributorsOf, type Contributors } from '../../wiki/credit/contributors.ts';
import { unlessErased } from '../../wiki/history/contents.ts';
import { revisionLine } from '../../wiki/history/lines.ts';
import { articlePath, hrefIn, type Where } from '../../locales/language.ts';
import { articleAt, erasedPage, numberAsked } from '../articles/article.ts';
import type { Page } from '../frame/answer.ts';
import { readNumber } from '../frame/fields.ts';
import type { Visit } from '../frame/visit.ts';
import { oldVersion } from '../history/history.ts';
import { creditOf, headOf, showContent } from '../showing/article.ts';
import { creditPage, withPassage, type PageToCredit } from '../showing/passages.ts';
import { passageAsked, spanAsked } from './passage.ts';
import { page } from './views.ts';

/** GET /wiki/:slug/attribution?number=&person=&passage=&behind=: a passage is where the page begins to be read. */
export async function showAttribution(visit: Visit): Promise<Page> {
  const { t, where, request } = visit;
  const { db } = visit.context;
  const article = await articleAt(visit);
  const number = numberAsked(visit, article);
  const attributed = await attributedAt(visit, article, number);
  if (!attributed) return erasedPage(visit, article);

  const { title, lead, kind } = attributed.content;
  const contributors = await contributorsOf(db, article, number);
  const address = addressOf(article, number, where);
  const people = peopleOf(contributors, readNumber(request.query['person']), address);
  const shown = await showContent(db, attributed.content, where, { slug: article.slug });
  const body = { html: shown.large[0]!, lines: shown.lines, skipped: shown.skipped };
  const credit = { article, ...body, dresses: people.dresses, lifted: people.lifted?.personId };
  const { credited, chosen, html } = await creditAt(visit, attributed, credit);
  return page('credit/attribution', {
    title: t('attribution.title', { title }),
    description: lead,
    section: `articles:${kind}`,
    robots: (people.lifted ?? chosen) && 'noindex',
    alternate: address('.json'),
    article: headOf({ ...article, title, lead, kind }),
    revision: number,
    ...shown,
    html: html.mark,
    notes: credited.notes.mark,
    large: [html, credited.notes],
    marks: credited,
    credit: people.credit,
    lifted: people.lifted,
    allHref: address(),
    old: number < article.number ? await oldAt(visit, article, number) : undefined,
  });
}

/** Credits the page; `chosen` is what its address asks about, to which the body leads. */
async function creditAt(visit: Visit, attributed: Attributed, page: Omit<PageToCredit, 'where' | 'reader'>) {
  const { where, author: reader, context } = visit;
  const credited = await creditPage(context.db, attributed, { ...page, where, reader });
  const chosen = spanAsked(attributed.content.body, passageAsked(visit));
  return { credited, chosen, html: chosen ? withPassage(credited, chosen) : credited.html };
}

async function oldAt({ context: { db }, author }: Visit, article: Article, number: number) {
  return oldVersion(article, await revisionLine(db, article.id, number, author));
}

/** Returns who wrote what in a revision, or undefined when it is the current one and was erased; an old one throws 410. */
function attributedAt(
  { context: { db }, author }: Visit,
  article: Article,
  number: number,
): Promise<Attributed | undefined> {
  const reading = attributionAt(db, article.id, number, author);
  return number === article.number ? unlessErased(reading) : reading;
}

/** Returns what gives the address of the page of a revision, or of a file beside it. */
function addressOf(article: Article, number: number, where: Where) {
  return (file = '', rest: Record<string, string> = {}): string => {
    const query = new URLSearchParams({
      ...(number < article.number && { number: String(number) }),
      ...rest,
    });
    const path = articlePath(article.slug, `/attribution${file}`);
    return hrefIn(where, query.size > 0 ? `${path}?${query}` : path);
  };
}

/** How many ways the stylesheet has to underline. */
const DRESSES = 20;

/** Returns the authors as the page lists them, each with the dress of their passages; one of them may be lifted out. */
function peopleOf(
  contributors: Contributors,
  asked: number | undefined,
  address: ReturnType<typeof addressOf>,
) {
  const dressOf = new Map(
    contributors.authors.map(({ byline }, place) => [byline.personId, `by-${place % DRESSES}`] as const),
  );
  const lifted = contributors.authors.find(({ byline }) => byline.personId === asked);
  const credit = creditOf(contributors, lifted);
  const authors = credit.authors.map((each) => {
    const id = each.byline.personId;
    return { ...each, dress: dressOf.get(id)!, liftHref: address('', { person: String(id) }) };
  });
  return {
    lifted: lifted?.byline,
    credit: { ...credit, authors },
    dresses: new Map([...dressOf].map(([id, dress]) => [id, id === asked ? `${dress} is-lifted` : dress])),
  };
}
