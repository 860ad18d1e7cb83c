/** What is said as HTML. What readers are shown is made once for each wording and kept, counted by all that it holds in memory. */
import { LRUCache } from 'lru-cache';
import { readPost, type Mentioned } from '../../text/markdown.ts';
import { mentionsIn } from '../../text/mentions.ts';
import type { Where } from '../../locales/language.ts';
import { detached, digestOf, ENTRY, ITEM, LETTER, linkingIn } from '../showing/bodies.ts';

/** What is to be known of a wording before it's shown: the slugs that it links to, whom it mentions, and what part of a page's room it takes. */
interface WordingFacts {
  links: readonly string[];
  mentions: readonly number[];
  room: number;
}

/** A wording that is to be shown. */
export interface Words extends WordingFacts {
  /** Returns its HTML, given which of its links are missing and what the people are called whom it mentions. */
  show(missing: ReadonlySet<string>, people: ReadonlyMap<number, Mentioned>, where: Where): string;
}

/** What recent wordings link to and mention, by the digest of the wording. */
const facts = new LRUCache<string, WordingFacts>({
  maxSize: 8 * 1024 * 1024,
  sizeCalculation: ({ links, mentions }) =>
    links.reduce((sum, slug) => sum + ITEM + LETTER * slug.length, ENTRY + ITEM * mentions.length),
});

/** Recent wordings: the same words with the same missing links and the same names give the same HTML. */
const shown = new LRUCache<string, string>({
  maxSize: 32 * 1024 * 1024,
  sizeCalculation: (html) => ENTRY + LETTER * html.length,
});

/** Returns a wording to show. What one person alone is shown isn't kept. */
export function readWords(words: string, isKept: boolean): Words {
  const digest = digestOf(words);
  let read: ReturnType<typeof readPost> | undefined;
  const known = facts.get(digest) ?? factsOf(words, (read = readPost(words)));
  if (isKept) facts.set(digest, known);
  return {
    ...known,
    show: (missing, people, where) => {
      const lacking = known.links.filter((slug) => missing.has(slug));
      const names = [...new Set(known.mentions)].map((id) => [id, people.get(id)]);
      const key = digestOf(JSON.stringify([digest, where, lacking, names]));
      const before = shown.get(key);
      if (before !== undefined) return before;
      const html = (read ?? readPost(words)).render({ ...linkingIn(where), missing }, people);
      if (isKept) shown.set(key, html);
      return html;
    },
  };
}

function factsOf(words: string, { links, room }: ReturnType<typeof readPost>): WordingFacts {
  return detached({ links, mentions: mentionsIn(words), room });
}
