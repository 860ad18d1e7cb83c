/** Addresses that stand in a text by themselves and become links. How long one may be is bounded, and so is looking for it. */
import type { MarkdownIt } from 'markdown-it';
import { LONGEST_ADDRESS } from './links.ts';

/**
 * Endings that make a bare name a link. Those that are also words (`.de`, `.se`, `.no`) or file types (`.md`) are left
 * out, so that a forgotten space after a full stop makes no link; with https:// in front every address is one.
 */
const BARE_ENDINGS = 'dk gl fo eu uk fi nl fr com org net edu gov int info museum'.split(' ');

/** What any link has in it, of the kinds that are looked for. */
const HINT = new RegExp(String.raw`//|@|mailto:|\.(?:${BARE_ENDINGS.join('|')})`, 'i');
const RUNS = /[^\s<>]+/g;
const FIRST_RUN = new RegExp(String.raw`[^\s<>]{0,${LONGEST_ADDRESS + 1}}`, 'y');

/**
 * Teaches a parser bare addresses. A run of letters longer than an address may be holds no link: it would be looked
 * through anew from each place in it where one could begin.
 */
export function bareAddresses(md: MarkdownIt): void {
  const { linkify } = md;
  linkify.set({ fuzzyLink: true, maxLength: LONGEST_ADDRESS }).tlds(BARE_ENDINGS);
  linkify.add('//', null).add('ftp:', null);
  const found = {
    test: linkify.test.bind(linkify),
    match: linkify.match.bind(linkify),
    matchAtStart: linkify.matchAtStart.bind(linkify),
  };
  linkify.test = (text) => HINT.test(text) && found.test(possible(text));
  linkify.match = (text) => found.match(possible(text));
  linkify.matchAtStart = (text) => (isShort(text) ? found.matchAtStart(text) : null);
  showAsWritten(md);
}

/** Shows those that are found last, without a scheme, as they are written: others are shown without the escapes in them. */
function showAsWritten(md: MarkdownIt): void {
  const { normalizeLinkText } = md;
  md.core.ruler.before('linkify', 'as_written', () => void (md.normalizeLinkText = (address) => address));
  md.core.ruler.after('linkify', 'decoded', () => void (md.normalizeLinkText = normalizeLinkText));
}

/** Returns a text with blanks for the runs that hold no link, so that every place in it stays what it was. */
function possible(text: string): string {
  return text.replace(RUNS, (run) =>
    run.length > LONGEST_ADDRESS || !HINT.test(run) ? ' '.repeat(run.length) : run,
  );
}

function isShort(text: string): boolean {
  FIRST_RUN.lastIndex = 0;
  return FIRST_RUN.exec(text)![0].length <= LONGEST_ADDRESS;
}
