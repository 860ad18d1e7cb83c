/**
 * Histories made at random, whose truth is known: who typed each word, and of which words a reader could name only that one. What
 * is typed where the same word was taken out, what was said before, or what is left of a sentence by chance is disputed, and
 * stays so.
 */
import { randomFrom } from '../history.js';
import { block, copyOf, draftOf, markdownOf, tidied, wordsOf } from './document.js';
import { operations, typist } from './operations.js';
import { speakerOf } from './vocabulary.js';

/** How often each is done. */
const OFTEN = {
  ...{
    insert: 14,
    remove: 6,
    words: 16,
    typo: 6,
    replace: 5,
    move: 5,
    'move and edit': 3,
    split: 3,
    'split apart': 2,
  },
  ...{
    join: 3,
    reorder: 2,
    return: 4,
    'return changed': 2,
    revert: 3,
    'partial revert': 2,
    blank: 1,
    'copy within': 2,
  },
  ...{
    'copy adapted': 2,
    'copy from elsewhere': 2,
    boilerplate: 2,
    table: 5,
    list: 5,
    rewrite: 2,
    link: 2,
    war: 1,
  },
};

/** Yields the revisions of a history: its bodies, what was done, and its words as they stand there, each with the revision that typed it. */
export function* history(seed, length) {
  const random = randomFrom(seed);
  const speaker = speakerOf(seed % 2 === 0 ? 'da' : 'en', random);
  const truth = new Truth();
  const elsewhere = article(speaker, typist(1), 6);
  yield { article: 'b', kind: 'elsewhere', body: markdownOf(elsewhere), words: wordsOf(elsewhere) };
  truth.learn(elsewhere);
  const versions = [];
  const lost = [];
  const queue = [];
  let current = [];
  for (let sequence = 2; sequence < length + 2; sequence++) {
    const type = typist(sequence);
    const tools = { speaker, type, versions, lost, elsewhere };
    const { kind, blocks } = versions.length === 0 ? first(tools) : next(current, tools, queue);
    const bare = tidied(blocks);
    truth.judge(current, bare, sequence);
    truth.learn(bare);
    current = bare;
    versions.push(current);
    yield { article: 'a', kind, body: markdownOf(current), words: wordsOf(current) };
  }
}

function first({ speaker, type }) {
  return { kind: 'insert', blocks: article(speaker, type, speaker.between(2, 8)) };
}

/** Does what was begun, or something else that can be done. */
function next(current, tools, queue) {
  const begun = queue.shift();
  if (begun) return begun();
  for (;;) {
    const kind = drawn(tools.speaker);
    if (kind === 'war') {
      const draft = draftOf(current);
      if (operations.words(draft, tools) === false) continue;
      const before = current;
      const back = (blocks) => () => ({ kind, blocks: copyOf(blocks) });
      queue.push(back(before), back(draft), back(before));
      return { kind: 'words', blocks: draft };
    }
    if (kind === 'blank') queue.push(() => ({ kind: 'blank', blocks: copyOf(current) }));
    const draft = draftOf(current);
    if (operations[kind](draft, tools) !== false && draft.length > 0) return { kind, blocks: draft };
    if (kind === 'blank') return { kind, blocks: draft };
  }
}

const ALL = Object.values(OFTEN).reduce((sum, often) => sum + often, 0);

function drawn({ random }) {
  let at = random() * ALL;
  for (const [kind, often] of Object.entries(OFTEN)) if ((at -= often) < 0) return kind;
  return 'words';
}

function article(speaker, type, paragraphs) {
  const blocks = [];
  for (let i = 0; i < paragraphs; i++) {
    if (i % 3 === 0) blocks.push(block('heading', [type(speaker.phrase(2))]));
    blocks.push(
      block(
        'text',
        Array.from({ length: speaker.between(2, 6) }, () => type(speaker.sentence())),
      ),
    );
  }
  return blocks;
}

/** From here on, what goes on together wasn't left by chance. */
const PHRASE = 4;
const SENTENCE = 4;
const MOSTLY = 0.5;

/** What a reader could know of a history. */
class Truth {
  said = new Set();
  sentences = new Set();
  beside = new Set();
  whole = new Set();

  learn(blocks) {
    for (const words of blocks.flatMap(({ sentences }) => sentences)) {
      this.sentences.add(textOf(words));
      for (let i = 0; i < words.length; i++) {
        if (i > 0) this.beside.add(pairOf(words[i - 1], words[i]));
        if (i > 1) this.said.add(textOf(words.slice(i - 2, i + 1)));
      }
    }
  }

  judge(before, after, sequence) {
    const standing = new Set(wordsOf(after).map(({ id }) => id));
    const were = wordsOf(before);
    const gone = new Set(were.filter(({ id }) => !standing.has(id)).map(({ text }) => text));
    const kept = new Set(before.flatMap(({ sentences }) => sentences.map(idsOf)));
    const beside = new Set(pairsIn(before).map(([pair]) => pair));
    const isWhole = this.whole.has(idsOf(wordsOf(after)));
    for (const [pair, words] of pairsIn(after)) {
      if (!beside.has(pair)) for (const word of words) word.touched = sequence;
      if (!isWhole && !kept.has(idsOf(words))) this.judgeSentence(words, { gone, sequence });
    }
    this.whole.add(idsOf(wordsOf(after)));
  }

  judgeSentence(words, { gone, sequence }) {
    const isWhole =
      words.every(({ origin }) => origin !== sequence) &&
      words.every((word, i) => i === 0 || this.isBeside(words[i - 1], word));
    const old = words.filter(({ origin }) => origin !== sequence).length;
    const own = old >= PHRASE && old / words.length >= MOSTLY;
    for (const [i, word] of words.entries()) {
      const isOld = word.origin !== sequence;
      const isSeen = isWhole ? words.length >= SENTENCE : own || this.runAround(words, i) >= PHRASE;
      if (isOld) word.isDisputed ||= !isSeen;
      else word.isDisputed = gone.has(word.text) || this.wasSaid(words, i);
    }
    for (const word of slidingIn(words, sequence)) word.isDisputed = true;
  }

  /** How many words around one have stood so side by side. */
  runAround(words, i) {
    let [from, end] = [i, i + 1];
    while (from > 0 && this.isBeside(words[from - 1], words[from])) from--;
    while (end < words.length && this.isBeside(words[end - 1], words[end])) end++;
    return end - from;
  }

  isBeside(one, other) {
    return this.beside.has(pairOf(one, other));
  }

  /** Tells whether a word with two others beside it was said before, or a short sentence as a whole. */
  wasSaid(words, i) {
    if (words.length < 3) return this.sentences.has(textOf(words));
    return [i - 2, i - 1, i].some(
      (from) => from >= 0 && from + 3 <= words.length && this.said.has(textOf(words.slice(from, from + 3))),
    );
  }
}

/** Yields what was put in that begins as what stands behind it, and that; and what ends as what stands before it: either may be the new one. */
function* slidingIn(words, sequence) {
  const isNew = (word) => word?.origin === sequence;
  for (let from = 0, end; from < words.length; from = end) {
    end = from + 1;
    if (!isNew(words[from])) continue;
    while (isNew(words[end])) end++;
    for (let k = 0; words[end + k] && words[end + k].text === words[from + k].text; k++)
      yield* [words[from + k], words[end + k]];
    for (let k = 1; words[from - k] && words[from - k].text === words[end - k].text; k++)
      yield* [words[from - k], words[end - k]];
  }
}

/** Returns the sentences, each with what tells it, and the one before it, from all others. */
function pairsIn(blocks) {
  const sentences = blocks.flatMap((each) => each.sentences);
  return sentences.map((words, i) => [`${idsOf(sentences[i - 1] ?? [])}/${idsOf(words)}`, words]);
}

const pairOf = (one, other) => `${one.id} ${other.id}`;
const textOf = (words) => words.map(({ text }) => text).join(' ');
const idsOf = (words) => words.map(({ id, isLinked }) => (isLinked ? `[${id}]` : id)).join(' ');
