/** What a handler returns: a page, a redirect, or a file. `Moved` is thrown where a page turns out to lie elsewhere. */
import type { Stream, Bytes } from '../wire/answers.ts';
import type { LargeHtml } from './large-html.ts';

/** What a page says besides what its view takes. */
export interface PageHead {
  /** The page's title, without the site's name. */
  title: string;
  /** What it's about, in a sentence, for those who find a link to it elsewhere; without one they're told of the wiki. */
  description?: string;
  /** The item of the menu that the page belongs to. */
  section?: string;
  status?: number;
  robots?: 'noindex' | undefined;
  /** The address elsewhere that the browser goes on to by itself. */
  onward?: string;
  /** The moment, as ISO-8601 UTC, at which a clock alone makes another page of it. */
  until?: string | undefined;
  /** The pieces whose marks the view writes, in their order. */
  large?: readonly LargeHtml[];
  /** The addresses of its feed, and of what it says as JSON. */
  feed?: string;
  alternate?: string;
  /** What was looked for, if it's the page of a search: to be counted. */
  sought?: SearchedFor | undefined;
  /** What it says as JSON-LD. */
  linkedData?: string;
}

/** Whether what was looked for led to nothing at all, and the words that nothing held. */
export interface SearchedFor {
  isInVain: boolean;
  words: readonly string[];
}

export interface Page {
  readonly type: 'page';
  readonly view: string;
  readonly content: PageHead & { status: number } & Record<string, unknown>;
}

/** What can be answered. `return` goes back to an address that a form asked for, if it's one of this wiki. */
export type Answer =
  | Page
  | { readonly type: 'redirect'; readonly status: 301 | 303; readonly path: string }
  | { readonly type: 'return'; readonly address: string }
  | ({ readonly type: 'bytes' } & Bytes)
  | ({ readonly type: 'stream' } & Stream);

/** Returns what makes the pages of a subject, given a map from its views to what each takes. */
export function pagesOf<Views>() {
  return <View extends keyof Views & string>(view: View, content: PageHead & Views[View]): Page => ({
    type: 'page',
    view,
    content: { status: 200, ...content } as Page['content'],
  });
}

/** Answers 303 with a path of the wiki, in the language of the visit. */
export function seeOther(path: string): Answer {
  return { type: 'redirect', status: 303, path };
}

/** Answers 303 with an address that a form asked to go on to; whatever isn't one of this wiki becomes the front page. */
export function returnTo(address: string): Answer {
  return { type: 'return', address };
}

/** Answers with a text of some type, to be saved as a file if it has a name. */
export function file(text: string, contentType: string, fileName?: string): Answer {
  const headers = { 'Content-Type': `${contentType}; charset=utf-8` };
  return { type: 'bytes', bytes: Buffer.from(text), headers, ...(fileName !== undefined && { fileName }) };
}

/** Thrown where a page is asked for at an address that it isn't at: answered with 301 and its path. */
export class Moved extends Error {
  constructor(readonly path: string) {
    super(`moved to ${path}`);
  }
}
