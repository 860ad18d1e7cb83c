/** Atom feeds held against RFC 4287: what a feed must say, whichever parser has read it. */

/** An element as a parser has read it. */
export interface FeedElement {
  name: string;
  attributes: Record<string, string>;
  /** All text in it. */
  text: string;
  children: FeedElement[];
}

const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/;
/** Elements that hold text, and by which attribute it may be another sort than plain. */
const TEXTS = ['title', 'subtitle', 'summary', 'content', 'rights'];

/** Returns what is wrong with a feed; nothing when it's one that RFC 4287 allows, and a reader of feeds can go by. */
export function faultsIn(feed: FeedElement): string[] {
  const entries = feed.children.filter(({ name }) => name === 'entry');
  const ids = [feed, ...entries].map((each) => textIn(each, 'id'));
  return [
    ...(feed.name === 'feed' ? [] : [`begins with ${feed.name}`]),
    ...(feed.attributes['xmlns'] === 'http://www.w3.org/2005/Atom' ? [] : ['is in no namespace of Atom']),
    ...(linksOf(feed, 'self').length === 1 ? [] : ['has no self link']),
    ...[feed, ...entries].flatMap(faultsOf),
    ...entries.filter((entry) => textIn(entry, 'author') === '').map(({ text }) => `no author: ${text}`),
    ...ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `an id twice: ${id}`),
  ];
}

function faultsOf(element: FeedElement): string[] {
  const named = (name: string) => element.children.filter((each) => each.name === name);
  const faults = ['id', 'title', 'updated']
    .filter((name) => named(name).length !== 1 || textIn(element, name) === '')
    .map((name) => `${element.name} without one ${name}`);
  const moments = [...named('updated'), ...named('published')].map(({ text }) => text);
  faults.push(...moments.filter((text) => !MOMENT.test(text)).map((text) => `no moment: ${text}`));
  const links = named('link').map(({ attributes }) => attributes['href'] ?? '');
  const addresses = [textIn(element, 'id'), ...links];
  faults.push(...addresses.filter((text) => !isAbsolute(text)).map((text) => `no address: ${text}`));
  const alternates = linksOf(element, 'alternate');
  if (alternates.length !== 1) faults.push(`${element.name} with ${alternates.length} pages`);
  const texts = element.children.filter(({ name }) => TEXTS.includes(name));
  const isMarkedUp = ({ children, attributes }: FeedElement) =>
    children.length > 0 || !['text', 'html'].includes(attributes['type'] ?? 'text');
  faults.push(...texts.filter(isMarkedUp).map(({ name, text }) => `markup in ${name}: ${text}`));
  const people = named('author').filter((author) => textIn(author, 'name') === '');
  return [...faults, ...people.map(() => 'an author without a name')];
}

function linksOf({ children }: FeedElement, rel: string): FeedElement[] {
  return children.filter(({ name, attributes }) => name === 'link' && attributes['rel'] === rel);
}

function textIn({ children }: FeedElement, name: string): string {
  return children.find((each) => each.name === name)?.text.trim() ?? '';
}

function isAbsolute(address: string): boolean {
  return /^https?:\/\//.test(address) && URL.canParse(address) && !/\s/.test(address);
}
