/** The difference between two versions of an article: what changed, who changed it, and the ways to the differences beside it. */
import { notFound } from '../../errors.ts';
import type { Article } from '../../wiki/articles/articles.ts';
import { thanksOf } from '../../wiki/following/thanks.ts';
import { contentsOf } from '../../wiki/history/reading.ts';
import { countAuthors, historyPage, revisionLine, type RevisionLine } from '../../wiki/history/lines.ts';
import { isWaiting } from '../../wiki/moderation/desk.ts';
import { can } from '../../wiki/policy.ts';
import { patchOf } from '../../text/patch.ts';
import { articlePath } from '../../locales/language.ts';
import { articleAt, articleByAnySlug } from '../articles/article.ts';
import { file, seeOther, type Answer, type Page } from '../frame/answer.ts';
import { numberIn, readNumber } from '../frame/fields.ts';
import { hrefFor, type Visit } from '../frame/visit.ts';
import { wayBackIn } from '../frame/way-back.ts';
import { headOf } from '../showing/article.ts';
import { compareContents } from '../showing/comparison.ts';
import type { DiffView } from '../showing/diff-rows.ts';
import { toolsAt, withPatrol, type Tools } from '../showing/tools.ts';
import { page } from './views.ts';

/** GET /wiki/:slug/diff?from=&to=: what the history's radio buttons ask for; the older one first. */
export async function goToDiff(visit: Visit): Promise<Answer> {
  const { query } = visit.request;
  const article = await articleByAnySlug(visit);
  const chosen = [query['from'], query['to']].map(readNumber);
  const [from, to] = chosen.map((number) => number ?? article.number).sort((a, b) => a - b);
  if (Number.isNaN(from) || Number.isNaN(to)) throw notFound('no-such-revision');
  return seeOther(articlePath(article.slug, `/diff/${from}/${to}`));
}

/** GET /wiki/:slug/diff/:from/:to?view= */
export async function showDiff(visit: Visit): Promise<Page> {
  const { t, request, where } = visit;
  const { db } = visit.context;
  const numbers = [numberIn(request.params['from']), numberIn(request.params['to'])] as const;
  const article = await articleAt(visit);
  const { from, to, between } = await readBetween(visit, article, numbers);
  const [before, after] = await contentsOf(db, from.sequence, to.sequence, visit.author);
  const [lowest, highest] = [Math.min(...numbers), Math.max(...numbers)];
  const neighbour = (first: number) =>
    first >= 1 && first < article.number
      ? hrefFor(visit, articlePath(article.slug, `/diff/${first}/${first + 1}`))
      : undefined;
  return page('history/diff', {
    title: t('diff.title', { title: article.title }),
    description: article.lead,
    section: `articles:${article.kind}`,
    article: headOf(article),
    from,
    to,
    between,
    ...compareContents(before, after, where.lang, viewIn(request.query['view'])),
    tools: await toolsBetween(visit, article.slug, from, to),
    thanks: (await thanksOf(db, article.id, visit.author?.personId)).get(to.number),
    back: wayBackIn(visit),
    patchHref:
      before.body === after.body
        ? undefined
        : hrefFor(visit, articlePath(article.slug, `/diff/${from.number}/${to.number}.diff`)),
    previousHref: neighbour(lowest - 1),
    nextHref: neighbour(highest),
  });
}

/** GET /wiki/:slug/diff/:from/:to.diff: the unified patch of the two texts, as `source` gives them. */
export async function sendPatch(visit: Visit): Promise<Answer> {
  const { author, request, context } = visit;
  const { db } = context;
  const [from, to] = [numberIn(request.params['from']), numberIn(request.params['to'])];
  const { id, slug } = await articleAt(visit);
  const [first, second] = [
    await revisionLine(db, id, from, author),
    await revisionLine(db, id, to, author),
  ] as const;
  const [before, after] = await contentsOf(db, first.sequence, second.sequence, author);
  return file(patchOf(before.body, after.body, `${slug}.md`), 'text/x-diff', `${slug}-${from}-${to}.diff`);
}

/** What may be done about the version that a difference shows, if it shows one; who patrols comes back to the desk from it. */
async function toolsBetween(
  visit: Visit,
  slug: string,
  from: RevisionLine,
  to: RevisionLine,
): Promise<Tools> {
  if (to.number !== from.number + 1 || !visit.author) return {};
  const isOnDesk = can(visit.author, 'patrol') && (await isWaiting(visit.context.db, to.sequence));
  const back = wayBackIn(visit) ?? (isOnDesk ? hrefFor(visit, '/moderation') : undefined);
  const tools = await toolsAt(visit, to, { slug, back });
  return isOnDesk ? withPatrol(visit, tools, to, slug) : tools;
}

const MOST_LINES = 20;

/** Reads the lines of two revisions, and of those after the one up to the other: the newest of them, and how many by how many. */
async function readBetween(
  { context: { db }, author }: Visit,
  article: Article,
  numbers: readonly [number, number],
) {
  const [lowest, highest] = [Math.min(...numbers), Math.max(...numbers)];
  const revisions = highest - lowest;
  const newest = await historyPage(db, article.id, Math.min(revisions, MOST_LINES) + 1, highest + 1, author);
  const lineOf = async (number: number) =>
    newest.find((line) => line.number === number) ?? (await revisionLine(db, article.id, number, author));
  const [from, to] = [await lineOf(numbers[0]), await lineOf(numbers[1])];
  const lines = newest.filter(({ number }) => number > lowest).slice(0, MOST_LINES);
  const people =
    lines.length === revisions
      ? new Set(lines.map(({ byline }) => byline.personId)).size
      : await countAuthors(db, article, lowest + 1, highest);
  return { from, to, between: { revisions, people, lines } };
}

function viewIn(view: unknown): DiffView {
  return view === 'inline' || view === 'source' ? view : 'split';
}
