/** What is typed in the forms of talk, and how it's shown before it's said. */
import { LONGEST_PASSAGE } from '../../text/attribution.ts';
import type { TypedPassage } from '../../wiki/talk/passages.ts';
import { LARGEST_POST, type TypedPost } from '../../wiki/talk/posting.ts';
import { lineOf, readNumber, wordsOf, type Fields } from '../frame/fields.ts';
import type { Visit } from '../frame/visit.ts';
import { notFound } from '../../errors.ts';
import { showWords } from './showing.ts';

/** A form as it's typed, with its preview as HTML, and whether it waited while somebody signed in. */
export interface PostForm {
  values: TypedPost;
  preview?: string | undefined;
  restored: boolean;
}

/** Reads a post in a form. */
export function typedPost(fields: Fields): TypedPost {
  return {
    title: lineOf(fields['title']),
    words: wordsOf(fields['words'], LARGEST_POST),
    section: lineOf(fields['section']),
  };
}

/** Reads which passage of an article a form, or an address, is about; undefined when it's about none. */
export function typedPassage(fields: Fields, article: { number: number }): TypedPassage | undefined {
  const passage = wordsOf(fields['passage'], LONGEST_PASSAGE);
  const number = readNumber(fields['number']) || article.number;
  return passage === '' ? undefined : { passage, before: lineOf(fields['before']), number };
}

/** Returns a form with what is typed as readers would see it. */
export async function previewOf(visit: Visit, words: string): Promise<string> {
  const [shown] = await showWords(visit, [{ words }], false);
  return shown!.html;
}

/** Returns the number of a thread or a post in an address. Throws 404 when it isn't one. */
export function actIn({ request: { params } }: Visit, name: 'thread' | 'post'): number {
  const id = readNumber(params[name]);
  if (!id) throw notFound('no-such-post');
  return id;
}
