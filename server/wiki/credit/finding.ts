/**
 * Finds what an article, or another one, held of a body that is credited: in the versions right before, which are read first since
 * most that comes back was there, and where each sentence stands first. Whoever asks says how the past is read.
 */
import {
  sentencesIn,
  type Attribution,
  type FoundSentences,
  type HeldSentence,
  type PastVersion,
  type Plan,
  type Version,
} from '../../text/attribution.ts';

/** An earlier body, by the sequence of its revision. */
export interface PastBody {
  readonly sequence: number;
  readonly body: string;
}

/** What was before a revision. */
export interface Past {
  /** Returns where its article held what has these keys first. */
  readonly heldIn: (keys: readonly string[]) => Promise<Map<string, number>>;
  /** Returns where any article did. */
  readonly heldAnywhere: (keys: readonly string[]) => Promise<Map<string, number>>;
  /** Returns the bodies of so many revisions of its article before its parent, newest first, but for those erased. */
  readonly bodiesBefore: (count: number) => Promise<PastBody[]>;
  /** Returns the bodies of so many revisions of its article before its parent, from a sequence on, newest first, but for those erased. */
  readonly bodiesFrom: (sequence: number, count: number) => Promise<PastBody[]>;
  /** Returns the newest bodies of its article before its parent that have as many characters as its own, so many at most, but for those erased. */
  readonly bodiesOfSize: (count: number) => Promise<PastBody[]>;
  /** Returns the revisions of its article, newest first, that wrote some phrases, as far as it's looked back. */
  readonly writing: (phrases: readonly string[]) => Promise<number[]>;
  /** Returns who wrote a revision's body. */
  readonly attribution: (sequence: number, body: string) => Promise<Attribution>;
  /** Returns the body of a revision and who wrote it, unless it was erased. */
  readonly version: (sequence: number) => Promise<Version | undefined>;
}

/** How many versions are looked at first: before the parent, and from where a body may have been whole. */
const LOOKED_AT = 10;
/** Where fewer short lines aren't known, and no sentence, nobody has brought a body back: most edits of a heading or an item are so. */
const FEWEST_BACK = 3;
/** How many versions that have as many characters are looked at. */
const OF_ONE_SIZE = 4;
/** How much text is read, in code units, to compare sentences where they stand first; what further revisions hold isn't. */
const MOST_READ = 2_000_000;

/** Returns the attribution that a plan comes to, and where its article held sentences of it, and what has some other keys, first. */
export async function findAttribution(
  plan: Plan,
  past: Past,
  others: readonly string[] = [],
): Promise<{ attribution: Attribution; held: ReadonlyMap<string, number> }> {
  const { wanted, wantedElsewhere } = plan;
  const held = await past.heldIn([...wanted.keys(), ...others]);
  const places = new Map([...held].filter(([key]) => wanted.has(key)));
  const elsewhere = await past.heldAnywhere([...wantedElsewhere].filter((key) => !held.has(key)));
  const versions = plan.mayBeBack || places.size > 0 ? await readBack(plan, past, places) : [];
  const found: FoundSentences = {
    past: versions,
    held: await readFirst(past, wanted, without(places, wanted, versions)),
    elsewhere: await readFirst(past, wanted, elsewhere),
  };
  return { attribution: plan.attribute(found), held };
}

/** Reads the version that had the same body, or else those before the parent that held what may be back, newest first. */
async function readBack(plan: Plan, past: Past, held: ReadonlyMap<string, number>): Promise<PastVersion[]> {
  const bodies = await past.bodiesBefore(LOOKED_AT);
  const readBody = async ({ sequence, body }: PastBody) =>
    plan.read({ body, attribution: await past.attribution(sequence, body) });
  const equal = bodies.find(({ body }) => plan.isEqual(body)) ?? (await findEqual(plan, past, held));
  if (equal) return [await readBody(equal)];
  const { places, left } = plan.worthReading(
    bodies.map(({ body }) => body),
    new Set(held.keys()),
  );
  const versions: PastVersion[] = [];
  for (const i of places) versions.push(await readBody(bodies[i]!));
  const areMore = bodies.length === LOOKED_AT && left.length > 0;
  for (const sequence of areMore ? await past.writing(left) : []) {
    const version = await past.version(sequence);
    if (version) versions.push(plan.read(version));
  }
  return versions;
}

/**
 * Finds a body that came back after longer, where nothing of it is known, or more than a line or two aren't, and no sentence is new: it's
 * among those from the one on that brought the last of its sentences in, whatever its white space is, or has as many characters.
 */
async function findEqual(
  { wanted, known, isEqual }: Plan,
  past: Past,
  held: ReadonlyMap<string, number>,
): Promise<PastBody | undefined> {
  const isFew = known.latest > 0 && known.left < FEWEST_BACK && held.size === 0;
  if (isFew || held.size < wanted.size) return undefined;
  const from = [...held.values()].reduce((a, b) => Math.max(a, b), known.latest);
  const isBack = ({ body }: PastBody) => isEqual(body);
  return (
    (await past.bodiesFrom(from, LOOKED_AT)).find(isBack) ??
    (await past.bodiesOfSize(OF_ONE_SIZE)).find(isBack)
  );
}

/** Leaves out the sentences that some versions hold. */
function without(
  places: ReadonlyMap<string, number>,
  wanted: ReadonlyMap<string, string>,
  versions: readonly PastVersion[],
): Map<string, number> {
  const isThere = (key: string) => versions.some(({ said }) => said.has(wanted.get(key)!));
  return new Map([...places].filter(([key]) => !isThere(key)));
}

/**
 * Reads sentences where they are said to stand first, the revisions that hold most of them before others. What turns out
 * to be another text with the same hash isn't found.
 */
async function readFirst(
  past: Past,
  wanted: ReadonlyMap<string, string>,
  places: ReadonlyMap<string, number>,
): Promise<Map<string, HeldSentence>> {
  const held = new Map<number, string[]>();
  for (const [key, sequence] of places) {
    const sentence = wanted.get(key);
    if (sentence === undefined) continue;
    const others = held.get(sequence);
    if (others) others.push(sentence);
    else held.set(sequence, [sentence]);
  }
  const bySize = [...held].sort(([a, some], [b, more]) => more.length - some.length || a - b);
  const found = new Map<string, HeldSentence>();
  let read = 0;
  for (const [sequence, sentences] of bySize) {
    if (read >= MOST_READ) break;
    const version = await past.version(sequence);
    if (!version) continue;
    read += version.body.length;
    for (const [said, sentence] of sentencesIn(version, sentences)) found.set(said, sentence);
  }
  return found;
}
