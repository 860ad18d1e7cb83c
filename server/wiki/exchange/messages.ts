/** What a commit's message tells: why, in a line, and who else wrote it. */
import { cleanLine, cleanText } from '../../text/clean.ts';
import type { ForeignSignature } from './foreign.ts';

/** The longest edit summary that an import makes, in characters. */
const SUMMARY_LIMIT = 300;
const TRAILER = /^[a-z]+(?:-[a-z]+)*-by:/i;
const CO_AUTHOR = /^co-authored-by:\s*(.*?)\s*<([^<>]*)>\s*$/gim;

/** Returns a message's first paragraph on one line, without trailers such as Signed-off-by. */
export function summaryOf(message: string): string {
  const [paragraph = ''] = cleanText(message)
    .trimStart()
    .split(/\n\s*\n/);
  const lines = paragraph.split('\n').filter((line) => !TRAILER.test(line));
  const words = [...cleanLine(lines.join(' '))];
  return words.length <= SUMMARY_LIMIT ? words.join('') : `${words.slice(0, SUMMARY_LIMIT - 1).join('')}…`;
}

/** Returns those whom the message's trailers name as authors beside the commit's own. */
export function coAuthorsOf(message: string): ForeignSignature[] {
  return [...cleanText(message).matchAll(CO_AUTHOR)].map(([, name = '', email = '']) => ({ name, email }));
}
