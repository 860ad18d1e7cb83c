/** The wiki's own addresses where a text writes them out: `/wiki/titel`, `/en/wiki/titel#overskrift`, `#overskrift`. */
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
  const [, , named = '', rest = address] = ARTICLE.exec(address) ?? [];
  const slug = slugOf(decoded(named));
  const hash = rest.indexOf('#');
  const heading = hash < 0 ? '' : decoded(rest.slice(hash + 1)).replace(PASSAGE, '');
  if (named === '') return address.startsWith('#') && isHeading(heading) ? { slug, heading } : undefined;
  return slug === '' ? undefined : { slug, heading: isHeading(heading) ? heading : '' };
}

/** Returns the address of an article with another slug in it; as it is when it's no address of an article. */
export function withSlug(address: string, slug: string): string {
  return address.replace(ARTICLE, (_all, before: string, _slug, behind: string) => {
    return before + encodeURIComponent(slug) + behind;
  });
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
