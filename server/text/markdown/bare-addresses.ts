/**
 * Addresses that stand in a text by themselves and become links, each up to where GitHub's Markdown ends it. How long one may
 * be is bounded, and so is looking for it.
 */
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

type FoundAddress = NonNullable<ReturnType<MarkdownIt['linkify']['matchAtStart']>>;

/**
 * Teaches a parser bare addresses. A run of letters longer than an address may be holds no link: it would be looked
 * through anew from each place in it where one could begin.
 */
export function bareAddresses(md: MarkdownIt): void {
  const { linkify } = md;
  linkify.set({ fuzzyLink: true, maxLength: LONGEST_ADDRESS }).tlds(BARE_ENDINGS);
  linkify.add('//', null).add('ftp:', null);
  linkify.re.get_mail_name_validator = () => MAIL_NAME;
  const found = {
    match: linkify.match.bind(linkify),
    matchAtStart: linkify.matchAtStart.bind(linkify),
  };
  // Whether a text holds any is told by finding them: the marks around it may be no text.
  linkify.test = (text) => HINT.test(text);
  linkify.match = (text) => whole(text, found.match(possible(text)) ?? []);
  linkify.matchAtStart = (text) => {
    const match = isShort(text) ? found.matchAtStart(text) : null;
    return match && whole(text, [match])[0]!;
  };
  showAsWritten(md);
}

/** Returns the addresses found in a text where they end, without those that are none, or stand in the one before. */
function whole(text: string, matches: readonly FoundAddress[]): FoundAddress[] {
  let end = 0;
  return matches.filter((match) => {
    if (match.schema === 'mailto:' && !MAIL.test(match.text)) return false;
    if (match.index < end || isName(match, text)) return false;
    if (match.schema !== 'mailto:') endAt(match, text, endOf(text, match));
    end = match.lastIndex;
    return true;
  });
}

/** Before the host of an address may stand a name, and a password: it leads nowhere by those, and isn't for showing. */
function isName({ schema, text: own, lastIndex }: FoundAddress, text: string): boolean {
  return (
    schema !== 'mailto:' &&
    !HAS_PATH.test(own) &&
    NAME_GOES_ON.test(text.slice(lastIndex, lastIndex + LONGEST_NAME))
  );
}

const NAME_GOES_ON = /^[^\s/?#<>@]*@/;
const LONGEST_NAME = 100;

/** What stands before the sign of an address of mail: quotation marks and brackets may stand before that. */
const MAIL_NAME = /(?<![\p{L}\p{M}\p{N}._+:/-])([a-z\d._+-]{1,64})$/iu;
/** A host of mail is made of letters, figures, points and hyphens. */
const MAIL = /@[\p{L}\p{M}\p{N}.-]+$|\]$/u;

function endAt(match: FoundAddress, text: string, end: number): void {
  const own = text.slice(match.index, end);
  match.url = match.url.slice(0, match.url.length - match.text.length) + own;
  match.text = match.raw = own;
  match.lastIndex = end;
}

const HAS_PATH = /[^:/][/?#]/;
/** A path goes on behind a bracket that closes none; an entity ends in a semicolon. */
const GOES_ON = /[);][^\s<>[\]"'»«›‹“”„‟‘’‚‛]*/y;
/** What ends a sentence, a quotation or emphasis ends no address. */
const NO_ENDS = new Set('?!.,:*_~"\'»«›‹“”„‟‘’‚‛');
const ENTITY = /&[a-z\d]+;$/i;

/** Returns where an address ends, given as far as it was found. */
function endOf(text: string, { index, lastIndex }: FoundAddress): number {
  GOES_ON.lastIndex = lastIndex;
  const more = HAS_PATH.test(text.slice(index, lastIndex)) ? GOES_ON.exec(text)?.[0] : undefined;
  let own = text.slice(index, lastIndex + (more?.length ?? 0));
  let unopened = count(own, ')') - count(own, '(');
  for (let before = ''; own !== before;) {
    before = own;
    if (NO_ENDS.has(own.at(-1)!)) own = own.slice(0, -1);
    else if (own.endsWith(';'))
      own = own.slice(0, -(ENTITY.exec(own.slice(-LONGEST_ENTITY))?.[0].length ?? 1));
    else if (own.endsWith(')') && unopened > 0) [own, unopened] = [own.slice(0, -1), unopened - 1];
  }
  return index + own.length;
}

const LONGEST_ENTITY = 40;

function count(text: string, letter: string): number {
  return text.split(letter).length - 1;
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
