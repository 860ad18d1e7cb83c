/** What the page of an article shows, now or at an old revision, and a form's preview: the content as a reader sees it. */
import { LRUCache } from 'lru-cache';
import type { Context } from '../context.ts';
import { completeness } from '../kinds/completeness.ts';
import type { Content } from '../kinds/content.ts';
import { showFacts } from '../kinds/facts.ts';
import { isWebAddress } from '../kinds/field-types.ts';
import { kindOf, topicLabel } from '../kinds/index.ts';
import type { Kind, Lang } from '../kinds/kind.ts';
import { renderMarkdown, wikiLinks, type Rendered } from '../text/markdown.ts';
import { slugOf } from '../text/slug.ts';
import type { Article } from '../wiki/articles.ts';
import type { Change } from '../wiki/changes.ts';
import { countContributors, type Contributor } from '../wiki/contributors.ts';
import { missingSlugs } from '../wiki/slugs.ts';
import { articlePath, hrefIn, translator, type Where } from './language.ts';

/** An article's head as views take it; a kind that is no more shows as its code. */
export type ArticleHead = Omit<Article, 'kind'> & { kind: Kind };

/** Returns the head of an article for a view. */
export function headOf(article: Article): ArticleHead {
  return { ...article, kind: kindFor(article.kind) };
}

/** Returns who wrote an article for its foot: how many, and each with their share of the words, from 0 to 1, if there are words. */
export function creditOf(contributors: readonly Contributor[]) {
  const words = contributors.reduce((sum, contributor) => sum + contributor.words, 0);
  const shared = contributors.map((each) => ({ ...each, share: words > 0 ? each.words / words : undefined }));
  return { ...countContributors(contributors), contributors: shared };
}

/** Returns a change for a view. */
export function showChange(change: Change) {
  return { ...change, article: { ...change.article, kind: kindFor(change.article.kind) } };
}

/** Returns a kind, or one without fields for a code that the wiki no longer knows. */
export function kindFor(code: string): Kind {
  const label = { da: code, en: code };
  return (
    kindOf(code) ?? { code, label, plural: label, description: { da: '', en: '' }, fields: [], headings: [] }
  );
}

/** Returns what an article's view shows of a content. */
export async function showContent(db: Context['db'], content: Content, where: Where) {
  const { lang } = where;
  const kind = kindFor(content.kind);
  const articles = kind.fields.flatMap((field) => {
    const titles = field.type === 'articles' ? content.facts[field.name] : undefined;
    return Array.isArray(titles) ? titles.map(slugOf) : [];
  });
  const missing = await missingSlugs(db, [...new Set([...linksIn(content.body), ...articles])]);
  return {
    ...renderBody(content.body, missing, where),
    facts: showFacts(kind, content.facts, lang).map(({ field, items }) => ({
      name: field.name,
      label: field.label[lang],
      items: items.map(({ text, href, article }) => ({
        text,
        href: article === undefined ? href : hrefIn(where, articleAddress(article, missing)),
        missing: article !== undefined && missing.has(slugOf(article)),
      })),
    })),
    topics: content.topics.map((topic) => ({
      text: topicLabel(topic, lang),
      href: hrefIn(where, `/articles?topic=${encodeURIComponent(topic)}`),
    })),
    sources: content.sources.map(({ title, url }) => ({ title, url: isWebAddress(url) ? url : '' })),
    completeness: sectionsOf(kind, content, lang),
  };
}

/** What recent texts link to. */
const links = new LRUCache<string, string[]>({
  max: 500,
  maxSize: 32 * 1024 * 1024,
  sizeCalculation: (slugs, body) => body.length + slugs.reduce((sum, slug) => sum + slug.length, 1),
});

function linksIn(body: string): string[] {
  const known = links.get(body) ?? wikiLinks(body);
  links.set(body, known);
  return known;
}

/** The Markdown of recent pages: the same text with the same missing links gives the same HTML. */
const rendered = new LRUCache<string, Rendered>({ max: 500, maxSize: 64 * 1024 * 1024 });

function renderBody(body: string, missing: ReadonlySet<string>, where: Where): Rendered {
  const key = JSON.stringify([where, [...missing].sort(), body]);
  const known = rendered.get(key);
  if (known) return known;
  const fresh = renderMarkdown(body, {
    href: (path) => hrefIn(where, path),
    missing,
    labels: translator(where.lang)('markdown', { returnObjects: true }) as never,
  });
  rendered.set(key, fresh, { size: key.length + fresh.html.length + 1 });
  return fresh;
}

function articleAddress(title: string, missing: ReadonlySet<string>): string {
  const slug = slugOf(title);
  return missing.has(slug) ? `/new?title=${encodeURIComponent(title)}` : articlePath(slug);
}

function sectionsOf(kind: Kind, content: Content, lang: Lang) {
  const { done, total, missing } = completeness(kind, content);
  return { done, total, missing: missing.map(({ text, hint }) => ({ label: text, hint: hint[lang] })) };
}
