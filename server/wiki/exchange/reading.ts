/** A file of a foreign history, read as the content of an article. Limits bind the next edit, not what comes in here. */
import type { Content } from '../../kinds/content.ts';
import type { Kind } from '../../kinds/kind.ts';
import { droppedIn } from '../../text/html-to-markdown.ts';
import { readDocument } from '../articles/documents.ts';
import type { ImportReport } from './report.ts';
import { cut, nameOf, TITLE_LIMIT } from './titles.ts';

/** The largest file, in bytes of UTF-8: an edit may hold less, but a page has to be made of this one too. */
const FILE_LIMIT = 1_048_576;

/** Tells whether a file is more than the wiki can make a page of. */
export function isTooLarge(text: string): boolean {
  return Buffer.byteLength(text) > FILE_LIMIT;
}

/**
 * Returns a file's content and, when its front matter is broken, why; what that doesn't tell is then as `before`. What the article has no place for goes into the report.
 */
export function readFile(
  kind: Kind,
  path: string,
  text: string,
  before?: Content,
  report?: ImportReport,
): { content: Content; problem?: string } {
  const { content, unknown, repeated, dropped, problem } = readDocument(text, kind, nameOf(path), before);
  for (const key of unknown) report?.unknown.add(key);
  if (repeated.length > 0) report?.repeated.set(path, repeated);
  if (dropped.length > 0) report?.dropped.set(path, droppedIn(text));
  return {
    content: { ...content, title: cut(content.title, TITLE_LIMIT) },
    ...(problem !== undefined && { problem }),
  };
}

/** Tells whether a file only points to a text that is kept elsewhere. */
export function isPointer(text: string): boolean {
  return /^(?:version https:\/\/(?:git-lfs\.github\.com|hawser\.github\.com)\/spec\/|\/annex\/objects\/)/.test(
    text,
  );
}
