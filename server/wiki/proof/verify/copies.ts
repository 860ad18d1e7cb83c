/** Holds what is copied of articles for their readers to what their revisions came to on the walk. */
import { sql } from 'kysely';
import type { Db } from '../../../db/schema.ts';
import { TOPIC } from '../../../kinds/filing.ts';
import { isOwnTopic } from '../../../kinds/index.ts';
import { DEFAULT_LICENCE } from '../../../kinds/licences.ts';
import { wrongMonths } from '../../copies/activity.ts';
import { wrongIntakes } from '../../copies/intakes.ts';
import { wronglyReverted } from '../../copies/reverted.ts';
import { wronglySaid } from '../../copies/said.ts';
import type { Deeds } from '../../history/deeds.ts';
import { mergedTopic, mergesNow, topicKey } from '../../history/topics.ts';
import { wrongPassages } from './passages.ts';
import type { Finding } from './findings.ts';
import type { RevisionWalk, Walked } from './revisions.ts';

/** Compares the copies of the articles that were walked, all or one. */
export async function checkCopies(
  db: Db,
  walk: RevisionWalk,
  { licences }: Deeds,
  articleId?: number,
): Promise<Finding[]> {
  const copies = await readCopies(db, articleId);
  const findings = [...walk.articles].flatMap(([id, article]): Finding[] => {
    const licence = licences.get(id) ?? DEFAULT_LICENCE;
    return [
      ...(article.licence === licence ? [] : [{ code: 'licence', article: article.slug } as const]),
      ...wrongColumns(article, copies, id).map((column): Finding => ({
        code: 'copy',
        article: article.slug,
        column,
      })),
      ...(areAddresses(article, copies.slugs.get(id) ?? [], copies.freed.get(id) ?? [])
        ? []
        : [{ code: 'addresses', article: article.slug } as const]),
    ];
  });
  return [
    ...findings,
    ...(await misfiled(db, articleId)),
    ...(articleId === undefined && !areTopicsSpelled(walk, copies) ? [SPELLED_OTHERWISE] : []),
    ...strays(copies, walk.articles),
  ];
}

/** What is said and isn't found, or the other way round, what threads quote, what was taken back, what came in by the many, and what was written in a month, that is filed otherwise than the revisions tell. */
async function misfiled(db: Db, articleId: number | undefined): Promise<Finding[]> {
  const articles = await wronglyReverted(db, articleId);
  const intakes = articleId === undefined ? await wrongIntakes(db) : [];
  const bylines = articleId === undefined ? await wrongMonths(db) : [];
  const posts = articleId === undefined ? await wronglySaid(db) : [];
  const passages = await wrongPassages(db, articleId);
  return [
    ...passages.map((id): Finding => ({ code: 'copy', id, column: 'passage' })),
    ...posts.map((id): Finding => ({ code: 'copy', id, column: 'said' })),
    ...articles.map((id): Finding => ({ code: 'copy', id, column: 'reverted' })),
    ...intakes.map((id): Finding => ({ code: 'copy', id, column: 'intake' })),
    ...bylines.map((id): Finding => ({ code: 'copy', id, column: 'activity' })),
  ];
}

const SPELLED_OTHERWISE: Finding = { code: 'copy', id: 0, column: 'topic' };

/** Tells whether each topic that articles are filed under is kept once, in a spelling of theirs, and no other. */
function areTopicsSpelled({ articles }: RevisionWalk, { topics, merges }: Copies): boolean {
  const spellings = new Map<string, Set<string>>();
  const shown = [...articles.values()].flatMap(({ tally }) => tally.shown?.facets ?? []);
  for (const [name, topic] of shown) {
    if (name !== TOPIC) continue;
    const end = mergedTopic(topic, merges);
    if (!isOwnTopic(end)) continue;
    const key = topicKey(end);
    spellings.set(key, (spellings.get(key) ?? new Set()).add(end));
  }
  return (
    topics.size === spellings.size && [...topics].every(([key, value]) => spellings.get(key)?.has(value))
  );
}

type Copies = Awaited<ReturnType<typeof readCopies>>;
type HeldRow = { article_id: number };

async function readCopies(db: Db, articleId: number | undefined) {
  const of = (table: 'facet' | 'slug' | 'freed_slug' | 'contributor' | 'current_content') => {
    const rows = db.selectFrom(table).select(`${table}.article_id`);
    return articleId === undefined ? rows : rows.where(`${table}.article_id`, '=', articleId);
  };
  const facets = await of('facet').select(['facet.name', 'facet.value']).execute();
  const slugs = await of('slug').select('slug.slug').execute();
  const freed = await of('freed_slug')
    .leftJoin('log', 'log.id', 'freed_slug.act_id')
    .leftJoin('log_words', 'log_words.log_id', 'freed_slug.act_id')
    .select(['freed_slug.slug', 'log.action', 'log.article_id as about', 'log_words.words'])
    .execute();
  const contributors = await of('contributor')
    .select(['contributor.byline_id', 'contributor.revisions', 'contributor.words'])
    .select(['contributor.first_at', 'contributor.last_at'])
    .execute();
  const current = await of('current_content').select('current_content.sequence').execute();
  const topics = await db.selectFrom('topic').selectAll().execute();
  return {
    merges: await mergesNow(db),
    topics: new Map(topics.map(({ key, value }) => [key, value])),
    facets: byArticle(facets),
    slugs: byArticle(slugs),
    freed: byArticle(freed),
    contributors: byArticle(contributors),
    current: byArticle(current),
  };
}

function byArticle<Row extends HeldRow>(rows: readonly Row[]): Map<number, Row[]> {
  const found = new Map<number, Row[]>();
  for (const row of rows) {
    const others = found.get(row.article_id);
    if (others) others.push(row);
    else found.set(row.article_id, [row]);
  }
  return found;
}

/** Names the columns that say something else than the revisions do; of a text that can't be read nobody can tell. */
function wrongColumns(article: Walked, copies: Copies, id: number): string[] {
  const { shown } = article.tally;
  const contributors = isCredited(article, copies.contributors.get(id) ?? []) ? [] : ['contributor'];
  if (!shown) return contributors;
  const { head } = article;
  const columns = Object.keys(shown.head) as (keyof typeof head)[];
  const isElsewhere = shown.isErased && isByUid(article, copies.freed.get(id) ?? [], shown.head.slug);
  const facets = (copies.facets.get(id) ?? []).map(({ name, value }) => `${name}\n${value}`);
  const expected = shown.facets.map(([name, value]) => [
    name,
    name === TOPIC ? filedTopic(value, copies) : value,
  ]);
  const isFiled = sameSet(facets, [...new Set(expected.map((facet) => facet.join('\n')))]);
  const current = (copies.current.get(id) ?? []).map(({ sequence }) => sequence);
  const isCopied = sameSet(current, shown.isErased ? [] : [article.current]);
  return [
    ...columns
      .filter((column) => head[column] !== shown.head[column] && !(column === 'slug' && isElsewhere))
      .map((column) => `article.${column}`),
    ...(isFiled ? [] : ['facet']),
    ...(isCopied ? [] : ['current_content']),
    ...contributors,
  ];
}

function filedTopic(topic: string, { merges, topics }: Copies): string {
  const end = mergedTopic(topic, merges);
  return topics.get(topicKey(end)) ?? end;
}

/** Tells whether an article is at its uid since another has taken what its title gives, which was set free. */
function isByUid({ head, uid }: Walked, freed: readonly FreedRow[], slug: string): boolean {
  return head.slug === uid.toString('hex') && freed.some((row) => row.slug === slug);
}

type FreedRow = NonNullable<ReturnType<Copies['freed']['get']>>[number];

/**
 * Tells whether an article is found where its titles lead, but for those that an act set free, and, once something was erased,
 * perhaps by its uid.
 */
function areAddresses(
  { tally, uid }: Walked,
  rows: readonly { slug: string }[],
  freed: readonly FreedRow[],
): boolean {
  const { slugs, isTorn, shown } = tally;
  const expected = new Set([...slugs, ...(shown?.isErased ? [shown.head.slug] : [])]);
  const found = new Set([...rows, ...freed].map(({ slug }) => slug));
  const surplus = [...found].filter((slug) => !expected.has(slug) && slug !== uid.toString('hex'));
  return (
    found.size === rows.length + freed.length &&
    freed.every(isFreed) &&
    [...expected].every((slug) => found.has(slug)) &&
    (isTorn || surplus.length === 0)
  );
}

/** Tells whether an act set a slug free; what its words said may be erased. */
function isFreed({ slug, article_id: id, action, about, words }: FreedRow): boolean {
  return action === 'free-title' && about === id && (words === null || slugIn(words) === slug);
}

/** Returns the slug that an act's words say; undefined of words that aren't those that were written. */
function slugIn(words: string): unknown {
  try {
    return (JSON.parse(words) as { slug?: unknown } | null)?.slug;
  } catch {
    return undefined;
  }
}

/** Tells whether revisions are counted for those who wrote them; whoever wrote none has words here from elsewhere. */
function isCredited(
  { tally: { authors } }: Walked,
  rows: NonNullable<ReturnType<Copies['contributors']['get']>>,
): boolean {
  const writers = rows.filter(({ revisions }) => revisions !== 0);
  const isOther = rows.filter(({ revisions }) => revisions === 0);
  return (
    isOther.every(({ words, first_at, last_at }) => words > 0 && first_at === null && last_at === null) &&
    writers.length === authors.size &&
    writers.every((row) => {
      const author = authors.get(row.byline_id);
      return (
        author?.revisions === row.revisions && author.first === row.first_at && author.last === row.last_at
      );
    })
  );
}

/** What is copied for an article that there isn't. */
function strays(copies: Copies, articles: RevisionWalk['articles']): Finding[] {
  const names = {
    ...{ facets: 'facet', slugs: 'slug', freed: 'freed_slug' },
    ...{ contributors: 'contributor', current: 'current_content' },
  };
  return (Object.keys(names) as (keyof typeof names)[]).flatMap((part) =>
    [...copies[part].keys()]
      .filter((id) => !articles.has(id))
      .map((id): Finding => ({ code: 'copy', id, column: names[part] })),
  );
}

function sameSet<T>(a: readonly T[], b: readonly T[]): boolean {
  const known = new Set(a);
  return a.length === b.length && known.size === a.length && b.every((one) => known.has(one));
}

/** What hangs on a row of another table. */
const HANGING = [
  ['content', 'sequence', 'revision', 'sequence'],
  ['summary', 'sequence', 'revision', 'sequence'],
  ['co_author', 'sequence', 'revision', 'sequence'],
  ['attribution', 'sequence', 'revision', 'sequence'],
  ['reverted', 'sequence', 'revision', 'sequence'],
  ['current_attribution', 'article_id', 'article', 'id'],
  ['byline_words', 'byline_id', 'byline', 'id'],
  ['log_words', 'log_id', 'log', 'id'],
  ['passage', 'thread_id', 'thread', 'id'],
] as const;

/** Names what hangs on nothing, which the database's own keys refuse while they stand. */
export async function checkStrays(db: Db): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const [table, column, on, key] of HANGING) {
    const { rows } = await sql<{ id: number }>`
      select ${sql.ref(column)} as id from ${sql.table(table)} as hanging
      where not exists (select 1 from ${sql.table(on)} as held where held.${sql.ref(key)} = hanging.${sql.ref(column)})
      order by 1`.execute(db);
    findings.push(...rows.map(({ id }): Finding => ({ code: 'stray', id, column: table })));
  }
  return findings;
}

/** Returns the sequence that the copied attribution of each article is of, by the article's id. */
export async function currentAttributions(db: Db): Promise<Map<number, number>> {
  const rows = await db.selectFrom('current_attribution').select(['article_id', 'sequence']).execute();
  return new Map(rows.map(({ article_id: id, sequence }) => [id, sequence]));
}
