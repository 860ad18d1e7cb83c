/** The words of parsed inline text, without its markup. */
import type { Token } from 'markdown-it';

/** Returns inline text as a reader would read it aloud: no markup, no footnote numbers, line breaks as spaces. */
export function plainText(tokens: readonly Token[]): string {
  return tokens
    .map(({ type, content, children }) => {
      if (type === 'text' || type === 'text_special' || type === 'code_inline') return content;
      if (type === 'softbreak' || type === 'hardbreak') return ' ';
      return type === 'image' ? plainText(children ?? []) : '';
    })
    .join('');
}

/** Text on one line that nothing is marked in, whatever stands around it. */
const PLAIN = /^[\p{L}\p{N} ,.:;?()–-]*$/u;

/** Tells whether inline text is, as it's written, what it says. */
export function isPlain(source: string): boolean {
  return PLAIN.test(source);
}
