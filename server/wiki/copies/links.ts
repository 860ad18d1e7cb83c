/**
 * What each article links to, in its text and in its facts, and the headings that a link may lead to. Where a slug leads is asked
 * when it's read, so that a new article, a move and a deletion change nothing here.
 */
import { prepared } from '../../db/prepared.ts';
import type { Db, Tx } from '../../db/schema.ts';
import { pieces } from '../../db/slices.ts';
import type { LinkTable } from '../../db/tables/links.ts';
import type { Content } from '../../kinds/content.ts';
import { isWebAddress } from '../../kinds/field-types.ts';
import { addressesIn, articlesIn } from '../../kinds/facts.ts';
import { kindOf } from '../../kinds/index.ts';
import { addressesIn as writtenIn, type LinkTarget } from '../../text/markdown/outline.ts';
import { slugOf } from '../../text/slug.ts';
import { readContent, unlessErased } from '../history/contents.ts';
import type { AddedRevision } from '../history/revisions.ts';
import { catchUpWhole, forEachArticle, type Copy, type CurrentArticle, type GoneContent } from './copy.ts';
import { areHeadingsRight, followHeadings, makeHeadings } from './headings.ts';
import { outlineIn } from './reading.ts';

export const links: Copy = {
  name: 'links',
  follow: followLinks,
  forget: forgetLinks,
  catchUp: (db) => catchUpWhole(db, WAY, linkAll),
  rebuild: linkAll,
};

async function linkAll(db: Db): Promise<void> {
  await forEachArticle(db, linkStanding);
  await makeHeadings(db);
}

/** Which links are read of a text, and how headings are followed: whoever changes that counts it up, and all are made anew. */
const WAY = { name: 'links', way: 2 };

/** How many places an article's links are told of; nobody writes as many by hand. */
const MOST_TARGETS = 2000;
/** Longer than the slug of any title, and than the id of any heading. */
const LONGEST = 240;

/** How often something links to a place, and what it calls that first; empty when it but gives an address. */
export interface CountedLink extends LinkTarget {
  name: string;
  count: number;
}

/**
 * Returns where a content links to in the wiki, and how often: for each slug once for all of it, and once more for each heading.
 * What an article's own facts and text say of other articles is all the same here.
 */
export function linksOf(content: Content): CountedLink[] {
  const { kind: code, facts } = content;
  const kind = kindOf(code);
  const named = (kind ? articlesIn(kind, facts) : []).map((title) => ({
    ...{ slug: slugOf(title), heading: '' },
    names: { article: title, heading: '' },
  }));
  const found = new Map<string, CountedLink>();
  const add = (link: LinkTarget & { name: string }) => {
    const known = found.get(keyOf(link));
    if (known) known.count++;
    else if (found.size < MOST_TARGETS) found.set(keyOf(link), { ...link, count: 1 });
  };
  for (const { slug, heading, names } of [...named, ...outlineIn(content).targets]) {
    if (slug.length > LONGEST || heading.length > LONGEST) continue;
    if (slug !== '') add({ slug, heading: '', name: names.article });
    if (heading !== '') add({ slug, heading, name: names.heading });
  }
  return [...found.values()];
}

/** Returns the addresses elsewhere that a content leads to, each once: of its facts, its sources and its text. */
export function addressesOf({ kind: code, facts, sources, body }: Content): string[] {
  const kind = kindOf(code);
  const beside = [...(kind ? addressesIn(kind, facts) : []), ...sources.map(({ url }) => url)];
  return [...new Set([...beside.filter(isWebAddress), ...writtenIn(body)])];
}

/** Tells whether the links and the headings of an article are filed as its revisions have them. Throws a RangeError when one can't be read. */
export async function areLinksRight(
  db: Db,
  { id, sequence }: Pick<CurrentArticle, 'id' | 'sequence'>,
): Promise<boolean> {
  const content = await unlessErased(readContent(db, sequence));
  const [expected, filed] = [content ? linksOf(content) : [], await filedLinks(db, id)];
  const held = new Map(filed.map((link) => [keyOf(link), link]));
  const isFiled =
    filed.length === expected.length && expected.every((link) => isSame(link, held.get(keyOf(link))));
  return isFiled && (await areHeadingsRight(db, id));
}

async function followLinks(tx: Tx, added: AddedRevision): Promise<void> {
  await fileLinks(tx, added.articleId, added.content);
  await followHeadings(tx, added);
  await dropMended(tx, added.articleId, added.content);
}

async function forgetLinks(tx: Tx, { article }: GoneContent): Promise<void> {
  await linkStanding(tx, article);
  await makeHeadings(tx, article.id);
  await tx.deleteFrom('dead_link').where('article_id', '=', article.id).execute();
}

async function linkStanding(tx: Tx, { id, sequence }: CurrentArticle): Promise<void> {
  await fileLinks(tx, id, await unlessErased(readContent(tx, sequence)));
}

/** Files what a content links to, where it's filed otherwise: most saves change no link. */
async function fileLinks(tx: Tx, articleId: number, content: Content | undefined): Promise<void> {
  const expected = new Map((content ? linksOf(content) : []).map((link) => [keyOf(link), link]));
  for (const link of await filedLinks(tx, articleId)) {
    const key = keyOf(link);
    if (isSame(link, expected.get(key))) expected.delete(key);
    else await removeLink(tx, articleId, link);
  }
  const rows = [...expected.values()].map((link) => ({ article_id: articleId, ...link }));
  for (const piece of pieces(rows)) await insertLinks(tx, piece);
}

const insertLinks = prepared((db, rows: LinkTable[]) => db.insertInto('link').values(rows));

async function removeLink(tx: Tx, articleId: number, { slug, heading }: LinkTarget): Promise<void> {
  await tx
    .deleteFrom('link')
    .where('article_id', '=', articleId)
    .where('slug', '=', slug)
    .where('heading', '=', heading)
    .execute();
}

/** An address that was found dead is told of for as long as the article has it. */
async function dropMended(tx: Tx, articleId: number, content: Content): Promise<void> {
  const dead = await deadLinks(tx, articleId);
  if (dead.length === 0) return;
  const standing = new Set(addressesOf(content));
  const mended = dead.filter(({ address }) => !standing.has(address)).map(({ id }) => id);
  if (mended.length > 0) await tx.deleteFrom('dead_link').where('id', 'in', mended).execute();
}

const filedLinks = prepared((db, articleId: number) =>
  db.selectFrom('link').select(['slug', 'heading', 'name', 'count']).where('article_id', '=', articleId),
);

const deadLinks = prepared((db, articleId: number) =>
  db.selectFrom('dead_link').select(['id', 'address']).where('article_id', '=', articleId),
);

function isSame({ name, count }: CountedLink, other: CountedLink | undefined): boolean {
  return other?.count === count && other.name === name;
}

function keyOf({ slug, heading }: LinkTarget): string {
  return `${slug}\n${heading}`;
}
