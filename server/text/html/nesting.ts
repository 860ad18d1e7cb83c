/** How the tags of a text nest, before it's read: what nobody ends, and what isn't to be read as a tag at all. */
import { empty, known, meaningless } from './elements.ts';
import type { Tag } from './tags.ts';

/** The parser looks through all that is open at each tag; nobody reads what is nested deeper. */
const MOST_OPEN = 500;

const P = ['p'];
/** What ends where another begins, if it's the last that is open. */
const ENDS_AT: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(
    'address article aside blockquote details div dl fieldset figcaption figure footer form header hr main nav ol p pre section table ul'
      .split(' ')
      .map((name) => [name, P]),
  ),
  ...Object.fromEntries(['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((name, _, all) => [name, [...all, 'p']])),
  a: ['a'],
  li: ['li'],
  dt: ['dt', 'dd'],
  dd: ['dt', 'dd'],
  tr: ['tr', 'th', 'td'],
  th: ['th'],
  td: ['thead', 'th', 'td'],
  tbody: ['thead', 'tbody'],
  tfoot: ['thead', 'tbody'],
};

export interface Nesting {
  /** Where the elements begin that nothing ends. */
  readonly unclosed: ReadonlySet<number>;
  /** Where the tags begin that tell nothing: of what adds nothing to its text, of code that never ends, and of what is nested too deep. */
  readonly passed: ReadonlySet<number>;
}

/** Returns how some tags nest, in time that grows with their number alone. */
export function nestingOf(tags: readonly Tag[]): Nesting {
  const open = openTags();
  const passed = new Set<number>();
  for (const tag of tags) {
    const { name, closing, start } = tag;
    if (!known.has(name)) continue;
    if (meaningless.has(name)) passed.add(start);
    else if (closing) open.close(name);
    else if (!open.add(tag)) passed.add(start);
  }
  for (const { name, start } of open.tags) if (name === 'pre') passed.add(start);
  return { unclosed: new Set(open.tags.map(({ start }) => start)), passed };
}

/** Returns the tags of the elements that are open; none are yet. */
function openTags() {
  const tags: Tag[] = [];
  const counts = new Map<string, number>();
  const count = (name: string, more: number) => counts.set(name, (counts.get(name) ?? 0) + more);
  const pop = () => {
    const { name } = tags.pop()!;
    count(name, -1);
    return name;
  };
  return {
    tags,
    close: (name: string): void => {
      if ((counts.get(name) ?? 0) > 0) while (pop() !== name);
    },
    /** Says whether there's room for one more. */
    add: (tag: Tag): boolean => {
      const { name } = tag;
      while (tags.length > 0 && ENDS_AT[name]?.includes(tags.at(-1)!.name)) pop();
      if (empty.has(name)) return true;
      if (tags.length >= MOST_OPEN) return false;
      tags.push(tag);
      count(name, 1);
      return true;
    },
  };
}
