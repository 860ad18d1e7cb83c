/**
 * The wiki's own addresses where a text writes them out: `/wiki/titel`, `/en/wiki/titel#overskrift`, `#overskrift`. One without a
 * slash before it is read as on the page of an article, wherever it's shown: `titel`, `../wiki/titel`.
 */
import { slugOf } from '../slug.ts';

/** A place in the wiki that a text links to: the slug of an article, empty for its own, and the id of a heading, empty for none. */
export interface LinkTarget {
  readonly slug: string;
  readonly heading: string;
}

/** The parts of the address of an article: what stands before its slug, the slug as written, and what stands behind it. */
const ARTICLE = /^((?:\/en)?\/wiki\/)([^/?#]+)((?:\?[^#]*)?(?:#.*)?)$/s;
/** What a browser looks for in the page by itself is no heading. */
const PASSAGE = /:~:.*$/s;

/** Returns where in the wiki an address leads, as a link has it: to an article, or to a heading; undefined of any other. */
export function wikiPath(address: string): LinkTarget | undefined {
  const [, , named = '', rest = address] = ARTICLE.exec(pathFromArticle(address)) ?? [];
  const slug = slugOf(decoded(named));
  const hash = rest.indexOf('#');
  const heading = hash < 0 ? '' : decoded(rest.slice(hash + 1)).replace(PASSAGE, '');
  if (named === '') return address.startsWith('#') && isHeading(heading) ? { slug, heading } : undefined;
  return slug === '' ? undefined : { slug, heading: isHeading(heading) ? heading : '' };
}

/** Returns the address of an article with another slug in it; as it is when it's no address of an article. */
export function withSlug(address: string, slug: string): string {
  const own = isRelative(address) && ARTICLE.test(pathFromArticle(address)) ? RELATIVE_ARTICLE : ARTICLE;
  return address.replace(own, (_all, before: string, _slug, behind: string) => {
    return before + encodeURIComponent(slug) + behind;
  });
}

/** Returns the path that an address leads to from the page of an article, if it begins with the name of one or with dots; else the address. */
export function pathFromArticle(address: string): string {
  if (!isRelative(address) || !URL.canParse(address, AN_ARTICLE)) return address;
  const { pathname, search, hash } = new URL(address, AN_ARTICLE);
  return pathname + search + hash;
}

const AN_ARTICLE = 'http://wiki/wiki/article';
/** What stands before the slug in such an address, the slug, and what stands behind it. */
const RELATIVE_ARTICLE = /^((?:[^?#]*\/)?)([^/?#]+)((?:\?[^#]*)?(?:#.*)?)$/s;

function isRelative(address: string): boolean {
  return /^(?![a-z][a-z\d+.-]*:)[^/?#]/i.test(address);
}

/** The ids of what a page has beside its headings hold a colon or begin with a low line. */
function isHeading(id: string): boolean {
  return id !== '' && !/^_|:/.test(id);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
