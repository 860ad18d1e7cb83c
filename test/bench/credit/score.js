/** Holds credit to the truth of histories: of all words at all revisions, and of what each kind of operation touched. */
import { history } from './histories.js';

/** How many words there were, and how many were credited rightly: all, those that nobody disputes, and those with a benefit of the doubt. */
const newTally = () => ({ words: 0, strict: 0, undisputed: 0, rightly: 0, lenient: 0 });

/**
 * Plays histories, given by their seeds, and returns the tallies: over all, by the kind, and of each history. `open` opens a wiki
 * of nothing, in which `save` credits a body as the next sequence; `wordsIn` returns the places of words among what is credited.
 */
export async function score(seeds, length, open, tell = () => undefined) {
  const all = newTally();
  const kinds = new Map();
  const histories = [];
  for (const seed of seeds) {
    const wiki = await open();
    const own = newTally();
    let sequence = 0;
    for (const { article, kind, body, words } of history(seed, length)) {
      const credits = await wiki.save(article, body, ++sequence);
      if (credits.length !== words.length)
        throw new Error(`${seed}/${sequence}: ${credits.length} of ${words.length} words`);
      const ofKind = kinds.get(kind) ?? newTally();
      kinds.set(kind, ofKind);
      for (const [i, word] of words.entries()) {
        const credited = credits[i];
        count(own, word, credited);
        // What was wrong already isn't held against who took it along.
        const isNews = word.credited === undefined || word.credited === word.origin;
        if (word.touched === sequence && isNews) count(ofKind, word, credited);
        if (credited !== word.origin && isNews) tell({ seed, sequence, kind, word, credited, words, i });
        word.credited = credited;
      }
    }
    histories.push({ seed, ...own });
    for (const [key, value] of Object.entries(own)) all[key] += value;
    await wiki.close?.();
  }
  return { all, kinds, histories };
}

function count(tally, { origin, isDisputed }, credited) {
  const isRight = credited === origin;
  tally.words++;
  if (isRight) tally.strict++;
  if (isRight || isDisputed) tally.lenient++;
  if (isDisputed) return;
  tally.undisputed++;
  if (isRight) tally.rightly++;
}
