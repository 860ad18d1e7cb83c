/**
 * Footnotes and addresses are defined once, by a name, and referred to elsewhere. A merge sees to it that each reference
 * leads where it led for whoever wrote it: a name that both sides gave to something is given anew on one of them, and what
 * refers to something that the other side replaced is asked about.
 */
import { areAlike } from '../pairing/likeness.ts';
import { mapThree, type Side, type Three } from './regions.ts';
import { definitionsIn, namesIn, PARAGRAPH, referencesIn, renamed, type Definitions } from './references.ts';

/** Says whether what a side made of a part of the base refers to what isn't there any more as that side knew it. */
export type LeadsAstray = (side: Side, part: string, base: string) => boolean;

/** Returns three texts in which a name means one thing, and what tells where a reference would lead astray. */
export function withNamesApart(texts: Three<string>): { texts: Three<string>; leadsAstray: LeadsAstray } {
  const isPlain = [texts.base, texts.mine, texts.theirs].every((text) => !text.includes(']:'));
  if (isPlain) return { texts, leadsAstray: () => false };
  const before = mapThree(texts, (text) => definitionsIn(text));
  const apart = renamedApart(texts, before);
  const known = (side: keyof Three<unknown>) =>
    apart[side] === texts[side] ? before[side] : definitionsIn(apart[side]);
  const after = { base: known('base'), mine: known('mine'), theirs: known('theirs') };
  const isLost = { mine: lossesOf(after, 'mine'), theirs: lossesOf(after, 'theirs') };
  return {
    texts: apart,
    leadsAstray: (side, part, base) => {
      const isLostHere = isLost[side];
      if (!isLostHere) return false;
      const unchanged = new Map<string, number>();
      for (const { text } of referencesIn(base)) unchanged.set(text, (unchanged.get(text) ?? 0) + 1);
      return referencesIn(part).some(({ name, text }) => {
        const left = unchanged.get(text) ?? 0;
        unchanged.set(text, left - 1);
        return left <= 0 && isLostHere(name);
      });
    },
  };
}

/** Returns what tells the names that will mean something else than on a side, since the other changed what they mean; nothing if it changed none. */
function lossesOf(known: Three<Definitions>, side: Side): ((name: string) => boolean) | undefined {
  const [own, other] = [known[side], known[side === 'mine' ? 'theirs' : 'mine']];
  const isChanged = (name: string) =>
    own.get(name) === known.base.get(name) && own.get(name) !== other.get(name);
  if (![...known.base.keys(), ...other.keys()].some(isChanged)) return undefined;
  // A long note may be referred to again and again.
  const isLost = new Map<string, boolean>();
  return (name) => {
    const told = isLost.get(name) ?? (isChanged(name) && !means(name, own.get(name), other.get(name)));
    isLost.set(name, told);
    return told;
  };
}

/** Says whether two definitions of a name are of one thing: a note each of whose paragraphs was put otherwise is still that note. */
function means(name: string, one: string | undefined, other: string | undefined): boolean {
  if (one === other) return true;
  if (one === undefined || other === undefined || !name.startsWith('^')) return false;
  const others = other.split(PARAGRAPH);
  return one.split(PARAGRAPH).every((paragraph, i) => areAlike(paragraph, others[i] ?? ''));
}

/** Gives the names of one side that the other uses for something else new ones: mine, unless mine alone were given anew. */
function renamedApart(texts: Three<string>, { base, mine, theirs }: Three<Definitions>): Three<string> {
  const freeName = freeNames([texts.base, texts.mine, texts.theirs]);
  if (movedIn(base, mine).size > 0 && movedIn(base, theirs).size === 0) {
    const names = namesAfter(base, mine, theirs, freeName);
    return {
      base: renamed(texts.base, names.base),
      mine: texts.mine,
      theirs: renamed(texts.theirs, names.follow),
    };
  }
  const names = namesAfter(base, theirs, mine, freeName);
  return {
    base: renamed(texts.base, names.base),
    mine: renamed(texts.mine, names.follow),
    theirs: texts.theirs,
  };
}

type NewNames = ReadonlyMap<string, string>;

/** Returns what the base and the side that follows are to call things, so that they call them as the side that leads. */
function namesAfter(
  base: Definitions,
  lead: Definitions,
  follow: Definitions,
  freeName: (name: string) => string,
) {
  const ofBase = movedIn(base, lead);
  const targets = new Set(ofBase.values());
  for (const name of base.keys()) {
    if (!ofBase.has(name) && targets.has(name)) ofBase.set(name, freeName(name));
  }
  const nameOf = (name: string) => ofBase.get(name) ?? name;
  const origins = new Map(Array.from(movedIn(base, follow), ([name, moved]) => [moved, name]));
  const left = new Set(origins.values());
  const used = new Set([...lead.keys(), ...Array.from(base.keys(), nameOf)]);
  const ofFollow = new Map<string, string>();
  const added: string[] = [];
  for (const name of follow.keys()) {
    const origin = origins.get(name) ?? (base.has(name) && !left.has(name) ? name : undefined);
    if (origin === undefined) added.push(name);
    else ofFollow.set(name, nameOf(origin));
  }
  for (const name of ofFollow.values()) used.add(name);
  for (const name of added) {
    const isFree = !used.has(name) || (lead.get(name) === follow.get(name) && !base.has(name));
    const own = isFree ? name : freeName(name);
    used.add(own);
    ofFollow.set(name, own);
  }
  return { base: ofBase as NewNames, follow: ofFollow as NewNames };
}

/** Returns what the names of a base became where a text defines the same by another, each of them once. */
function movedIn(base: Definitions, text: Definitions): Map<string, string> {
  const places = new Map<string, string>();
  for (const [name, definition] of text) {
    if (base.get(name) !== definition) places.set(keyOf(name, definition), name);
  }
  const moved = new Map<string, string>();
  for (const [name, definition] of base) {
    const key = keyOf(name, definition);
    const place = places.get(key);
    if (place === undefined || means(name, definition, text.get(name))) continue;
    if (means(place, base.get(place), definition)) continue;
    moved.set(name, place);
    places.delete(key);
  }
  return moved;
}

function keyOf(name: string, definition: string): string {
  return `${name.startsWith('^') ? '^' : ''} ${definition}`;
}

/** A note's name has at most a hundred letters; a new one is to have no more. */
const LONGEST_STEM = 80;

/** Returns what makes names that no text uses: the number after the last, or a name with one. */
function freeNames(texts: readonly string[]): (name: string) => string {
  let taken: Set<string> | undefined;
  const lasts = new Map<string, number>();
  return (name) => {
    taken ??= takenIn(texts, lasts);
    const mark = NUMBER.exec(name)?.[1];
    const stem = mark ?? `${Array.from(name).slice(0, LONGEST_STEM).join('')}-`;
    let count = lasts.get(stem) ?? 1;
    do count++;
    while (taken.has(stem + count));
    lasts.set(stem, count);
    taken.add(stem + count);
    return stem + count;
  };
}

/** Returns the names that texts define or refer to, and notes the last number among them, of footnotes and of addresses. */
function takenIn(texts: readonly string[], lasts: Map<string, number>): Set<string> {
  const taken = new Set(texts.flatMap(namesIn));
  for (const name of taken) {
    const [, mark, number] = NUMBER.exec(name) ?? [];
    if (mark !== undefined) lasts.set(mark, Math.max(lasts.get(mark) ?? 0, Number(number)));
  }
  return taken;
}

const NUMBER = /^(\^?)(\d{1,9})$/;
