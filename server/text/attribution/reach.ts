/** How far what is written reaches: from a mark that opens to the one that closes it, and from where a link to an article leads to the end of what it shows. */
import { isWord } from '../words.ts';
import type { UnitLayout } from './layout.ts';
import type { Sentence } from './sentences.ts';
import { tokensIn } from './tokens.ts';

/** The marks that go together, two and two; of those that may both open and close, every other one opens. */
const MARKS: Readonly<Record<string, readonly [kind: string, step: 1 | -1 | 0]>> = {
  ...{ '(': ['(', 1], ')': ['(', -1], '[': ['[', 1], ']': ['[', -1], '{': ['{', 1], '}': ['{', -1] },
  ...{
    '~~': ['~', 0],
    '«': ['«', 0],
    '»': ['«', 0],
    '"': ['"', 0],
    '“': ['"', 0],
    '”': ['"', 0],
    '„': ['"', 0],
  },
};

/** Returns the marks of a unit that open, by those that close them: their places in it. */
export function openersIn(sentences: readonly Sentence[]): Map<number, number> {
  const found = new Map<number, number>();
  const open = new Map<string, number[]>();
  for (const { tokens, first } of sentences) {
    for (let k = 0; k < tokens.length; k++) {
      const token = tokens[k]!;
      if (isWord(token)) continue;
      const [kind, step] = MARKS[token.split(' ', 1)[0]!] ?? [];
      if (kind === undefined) continue;
      const others = open.get(kind) ?? [];
      if (!open.has(kind)) open.set(kind, others);
      if (step === 1 || (step === 0 && others.length === 0)) others.push(first + k);
      else if (others.length > 0) found.set(first + k, others.pop()!);
    }
  }
  return found;
}

const [LINK, LINK_ENDS] = ['[[', ']]'];
/** Three parts of 120 letters, and what stands around them. */
const LONGEST_LINK = 400;

/** Tells whether a unit may hold a link to an article. */
export function mayHoldLinks({ unit }: UnitLayout): boolean {
  return unit.text.includes(LINK);
}

/** Returns the last tokens that the links to articles of a unit show, by the tokens that say where they lead: all by their places in it. */
export function endsOfLinks({ unit }: UnitLayout): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  const tokens = tokensIn(unit);
  for (const [place, { start, isShown }] of tokens.entries()) {
    if (isShown || !isInLink(unit.source, start)) continue;
    const end = start + unit.source.slice(start, start + LONGEST_LINK).indexOf(LINK_ENDS);
    let last = place;
    while (tokens[last + 1] && tokens[last + 1]!.start < end) last++;
    if (last > place) found.set(place, last);
  }
  return found;
}

/** Tells whether what begins at a place says where a link to an article leads. */
function isInLink(source: string, at: number): boolean {
  return (
    source.startsWith(LINK, at) ||
    source
      .slice(Math.max(0, at - 20), at)
      .trimEnd()
      .endsWith(LINK)
  );
}
