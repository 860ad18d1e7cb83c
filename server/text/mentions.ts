/**
 * Who is mentioned in what somebody says. It's written `@Bo Åkjær`, and stored `@[12]` by the person's number, so that a name which
 * somebody no longer goes by, or that was erased, doesn't stand in others' words. Nothing in code is a mention.
 */

/** How many words a name may have. */
const MOST_WORDS = 6;

const STORED = /(?<![\p{L}\p{N}_])@\[(\d{1,9})\]/gu;
/** Behind a sign that no e-mail address has before it; the first word begins with a capital. */
const WRITTEN = /(?<![\p{L}\p{N}_.@-])@(?=\p{Lu})/gu;
const WORD = /(?: )?([\p{L}\p{M}'’.-]{1,60})/uy;
const FENCE = /^ {0,3}(`{3,64}|~{3,64})/;
/** Code in a line; what isn't ended is none. */
const CODE = /`[^`\n]{1,1000}`/g;

/** Returns the numbers of the people whom a stored text mentions, in its order. */
export function mentionsIn(text: string): number[] {
  return Array.from(withoutCode(text).matchAll(STORED), ([, id]) => Number(id));
}

/** A mention as it's written: where it begins, and the names that it may be, the longest first. */
export interface Written {
  at: number;
  names: string[];
}

/** Returns the mentions that are written in a text, at most `limit` of them. */
export function namesIn(text: string, limit: number): Written[] {
  const found: Written[] = [];
  for (const { index } of withoutCode(text).matchAll(WRITTEN)) {
    found.push({ at: index, names: namesAt(text, index + 1) });
    if (found.length === limit) break;
  }
  return found;
}

/** Returns a text in which each of some mentions that are written, by where it begins, is stored by a person's number. */
export function storeMentions(
  text: string,
  mentions: readonly { at: number; name: string; id: number }[],
): string {
  let [stored, end] = ['', 0];
  for (const { at, name, id } of mentions) {
    stored += `${text.slice(end, at)}@[${id}]`;
    end = at + 1 + name.length;
  }
  return stored + text.slice(end);
}

/** Returns a stored text with each mention written by what `nameOf` calls the person; as it's stored where that says nothing. */
export function writeMentions(text: string, nameOf: (id: number) => string | undefined): string {
  const bare = withoutCode(text);
  let [written, end] = ['', 0];
  for (const { index, 0: stored, 1: id } of bare.matchAll(STORED)) {
    const name = nameOf(Number(id));
    written += text.slice(end, index) + (name === undefined ? stored : `@${name}`);
    end = index + stored.length;
  }
  return written + text.slice(end);
}

/** A name may end a sentence, and a word with a full stop be an initial. */
function namesAt(text: string, start: number): string[] {
  const ends: number[] = [];
  WORD.lastIndex = start;
  for (let match = WORD.exec(text); match && ends.length < MOST_WORDS; match = WORD.exec(text)) {
    ends.push(WORD.lastIndex);
  }
  return ends.reverse().flatMap((end) => {
    const name = text.slice(start, end);
    const bare = /[.'’-]$/.test(name) ? name.slice(0, -1) : name;
    return name === bare ? [name] : [name, bare];
  });
}

/** The text with blanks for its code, so that what stands in the rest stands where it stood. */
function withoutCode(text: string): string {
  let fence = '';
  const lines = text.split('\n').map((line) => {
    const mark = FENCE.exec(line)?.[1] ?? '';
    const isFenced = fence !== '' || mark !== '';
    if (fence === '') fence = mark;
    else if (mark.startsWith(fence)) fence = '';
    return isFenced ? blank(line) : line.replace(CODE, blank);
  });
  return lines.join('\n');
}

function blank(code: string): string {
  return ' '.repeat(code.length);
}
