/** Large pieces of HTML, kept as bytes: to make bytes of a long text costs more than to make all the rest of its page. */
import { randomUUID } from 'node:crypto';

/** A piece of HTML; its `mark` stands for it in the text of a page, and in nobody else's, since nobody can guess it. */
export interface LargeHtml {
  mark: string;
  bytes: Buffer;
}

/** Returns HTML as a block; nothing is no block, but an empty text. */
export function largeHtml(html: string): LargeHtml {
  const isEmpty = html.trim() === '';
  return { mark: isEmpty ? '' : `<!--${randomUUID()}-->`, bytes: Buffer.from(isEmpty ? '' : storable(html)) };
}

/** Returns the bytes of a page, with each block in the place of its mark. */
export function bytesOf(html: string, large: readonly LargeHtml[]): Buffer {
  const text = storable(html);
  let at = 0;
  const parts = large.flatMap(({ mark, bytes }) => {
    const place = mark === '' ? -1 : text.indexOf(mark, at);
    if (place < 0) return [];
    const before = text.slice(at, place);
    at = place + mark.length;
    return [Buffer.from(before), bytes];
  });
  return Buffer.concat([...parts, Buffer.from(text.slice(at))]);
}

/** An imported text may hold the one character that HTML can't. */
function storable(html: string): string {
  return html.replaceAll('\0', '\uFFFD');
}
