/** What copies read of a content that is being followed: once, however many of them ask. */
import { textsBeside } from '../../kinds/beside.ts';
import type { Content } from '../../kinds/content.ts';
import { per } from '../../per.ts';
import { outlineOf } from '../../text/markdown/outline.ts';
import { passagesOf } from '../../text/markdown/prose.ts';
import { blocksIn } from '../history/contents.ts';
import type { RevisionChange } from '../history/revisions.ts';

const contentIn = per((text: Buffer) => JSON.parse(text.toString()) as Content);

/** Returns where the body of a content leads to, and its headings. */
export const outlineIn = per((content: Content) => outlineOf(content.body, blocksIn(content)));

/** Returns the passages of the body of a content. */
export const passagesIn = per((content: Content) => passagesOf(content.body, blocksIn(content)));

/** Returns what a reader sees of a content beside its title, lead and body. */
export const besideIn = per(textsBeside);

/** Returns the content that stood before a change, if any did. */
export function contentBefore({ before }: RevisionChange): Content | undefined {
  return before && contentIn(before);
}
