/** What the page of an article shows, now or at an old revision, and a form's preview: the content as a reader sees it. */
import type { Db } from '../../context.ts';
import { completeness, hasWords } from '../../kinds/completeness.ts';
import type { Content } from '../../kinds/content.ts';
import { articlesIn, showFacts } from '../../kinds/facts.ts';
import { isWebAddress } from '../../kinds/field-types.ts';
import { kindOf, topicLabel } from '../../kinds/index.ts';
import type { Field, Kind, Lang } from '../../kinds/kind.ts';
import { slugOf } from '../../text/slug.ts';
import type { Article } from '../../wiki/articles/articles.ts';
import type { Change } from '../../wiki/history/changes.ts';
import { countContributors, type ArticleAuthor, type Contributors } from '../../wiki/credit/contributors.ts';
import { missingSlugs } from '../../wiki/articles/slugs.ts';
import type { Protection } from '../../wiki/policy.ts';
import type { OpenThreads } from '../../wiki/talk/threads.ts';
import { articlePath, hrefIn, topicPath, type Where } from '../../locales/language.ts';
import { readBody, type BesideBody } from './bodies.ts';

/** An article, and what protects it now, what is open in its talk and what its address led to before, where a page of its own tells that. */
export type ShownArticle = Article & {
  protection?: Protection | undefined;
  talk?: OpenThreads | undefined;
  /** The article that its address led to before, until a moderator set that free. */
  formerly?: { slug: string; title: string } | undefined;
};

/** An article's head as views take it; a kind that is no more shows as its code. */
export type ArticleHead = Omit<ShownArticle, 'kind'> & { kind: Kind };

/** Returns the head of an article for a view. */
export function headOf(article: ShownArticle): ArticleHead {
  return { ...article, kind: kindFor(article.kind) };
}

/** Who wrote an article, as a page tells it. */
export type Credit = ReturnType<typeof creditOf>;

/** A change as a list tells it. */
export type ShownChange = ReturnType<typeof showChange>;

/** What an article's view shows of a content. */
export type ShownContent = Awaited<ReturnType<typeof showContent>>;

/** How many authors a page names, and how many of those who also edited; the history names all of them. */
const MOST_NAMED = 100;
const MOST_ALSO = 10;

/**
 * Returns who wrote an article for a page: how many, those of them who wrote most, and how many `others` there are. Whoever is asked
 * for is named, too. Beside them stand some of those who also edited it, and how many more did.
 */
export function creditOf({ authors, alsoEdited }: Contributors, asked?: ArticleAuthor) {
  const most = authors.slice(0, MOST_NAMED);
  const named = asked && !most.includes(asked) ? [...most, asked] : most;
  return {
    ...countContributors(authors),
    authors: named,
    others: authors.length - named.length,
    alsoEdited: alsoEdited.slice(0, MOST_ALSO).map(({ byline }) => byline),
    moreEdited: Math.max(0, alsoEdited.length - MOST_ALSO),
  };
}

/** Returns a change for a view. */
export function showChange(change: Change) {
  return { ...change, article: { ...change.article, kind: kindFor(change.article.kind) } };
}

/** Returns a kind, or one without fields for a code that the wiki no longer knows. */
export function kindFor(code: string): Kind {
  const label = { da: code, en: code };
  return (
    kindOf(code) ?? {
      code,
      label,
      gender: 'common',
      plural: label,
      description: { da: '', en: '' },
      fields: [],
      headings: [],
    }
  );
}

/** What a content is shown as: a preview, which isn't kept; or to be read, at the address of its article, with what stands beside its words. */
type ShownAs = BesideBody & { isPreview?: boolean; slug?: string };

/** Returns what an article's view shows of a content. */
export async function showContent(
  db: Db,
  content: Content,
  where: Where,
  { isPreview = false, slug = slugOf(content.title), ...beside }: ShownAs = {},
) {
  const { lang } = where;
  const kind = kindFor(content.kind);
  const articles = articlesIn(kind, content.facts).map(slugOf);
  const body = readBody(content.body, !isPreview);
  const missing = await missingSlugs(db, [...new Set([...body.links, ...articles])]);
  const on = { where, slug, title: content.title, isInForm: isPreview };
  const { html, toc, lines, skipped } = body.show(missing, on, beside);
  return {
    html: html.mark,
    large: [html],
    ...{ toc, lines, skipped },
    isCut: lines < Infinity,
    facts: showFacts(kind, content.facts, lang).map(({ field, items }) => ({
      name: field.name,
      label: field.label[lang],
      items: items.map(({ text, filedAs, href, article }) => ({
        text,
        href:
          article === undefined
            ? (href ?? listHref(where, field, filedAs))
            : hrefIn(where, articleAddress(article, missing)),
        missing: article !== undefined && missing.has(slugOf(article)),
      })),
    })),
    topics: content.topics.map((topic) => ({
      text: topicLabel(topic, lang),
      href: hrefIn(where, topicPath(topic)),
    })),
    sources: content.sources.map(({ title, url }) => ({ title, url: isWebAddress(url) ? url : '' })),
    hasWords: hasWords(content.body),
    completeness: sectionsOf(kind, content, lang),
  };
}

/** The list of all that is filed alike, where a fact is filed. */
function listHref(where: Where, { filed }: Field, value: string | undefined): string | undefined {
  return filed === undefined || value === undefined ? undefined : filedHref(where, filed, value);
}

function filedHref(where: Where, facet: string, value: string): string {
  return hrefIn(where, `/articles?${facet}=${encodeURIComponent(value)}`);
}

function articleAddress(title: string, missing: ReadonlySet<string>): string {
  const slug = slugOf(title);
  return missing.has(slug) ? `/new?title=${encodeURIComponent(title)}` : articlePath(slug);
}

function sectionsOf(kind: Kind, content: Content, lang: Lang) {
  const { done, total, missing } = completeness(kind, content);
  if (total === 0) return undefined;
  return { done, total, missing: missing.map(({ text, hint }) => ({ label: text, hint: hint[lang] })) };
}
