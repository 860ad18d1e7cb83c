/** What a commit's message tells: why, in a line, and who else wrote it. */
import { cleanLine, cleanText } from '../../text/clean.ts';
import type { ForeignSignature } from './foreign.ts';

/** The longest edit summary that an import makes, in characters. */
const SUMMARY_LIMIT = 300;
const TRAILER = /^[a-z]+(?:-[a-z]+)*-by:/i;
const TRAILER_OF_ANY_KIND = /^[a-z]+(?:-[a-z]+)*:/i;
const CO_AUTHOR = /^co-authored-by:([^<>]*)<([^<>]*)>$/i;
/** How many co-authors of a commit are named. */
const MOST_CO_AUTHORS = 50;

/** Returns a message's first paragraph on one line, without trailers such as Signed-off-by. */
export function summaryOf(message: string): string {
  const [paragraph = ''] = cleanText(message)
    .trimStart()
    .split(/\n\s*\n/);
  const lines = paragraph.split('\n').filter((line) => !TRAILER.test(line));
  const words = [...cleanLine(lines.join(' '))];
  return words.length <= SUMMARY_LIMIT ? words.join('') : `${words.slice(0, SUMMARY_LIMIT - 1).join('')}…`;
}

/** Returns those whom the message's trailers name as authors beside the commit's own, the first fifty. */
export function coAuthorsOf(message: string): ForeignSignature[] {
  return endOf(message)
    .flatMap((line) => {
      const [, name, email] = CO_AUTHOR.exec(line) ?? [];
      return name === undefined || email === undefined ? [] : { name: name.trim(), email: email.trim() };
    })
    .slice(0, MOST_CO_AUTHORS);
}

/** Returns the lines of a message's last paragraph, and of those before it that are nothing but trailers; the subject is none, unless it's all there is. */
function endOf(message: string): string[] {
  const [subject = [], ...paragraphs] = cleanText(message)
    .trim()
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.split('\n').map((line) => line.trim()));
  const isText = (lines: string[]) => !lines.every((line) => TRAILER_OF_ANY_KIND.test(line));
  const first = Math.min(paragraphs.findLastIndex(isText) + 1, paragraphs.length - 1);
  return paragraphs.length === 0 ? subject : paragraphs.slice(first).flat();
}
