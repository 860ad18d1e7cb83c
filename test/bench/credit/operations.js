/** What people do to a text, each by its name: it changes a draft, and returns false where there's nothing to do it to. */
import { again, block, copyOf, typed } from './document.js';

/** An operation takes the draft, whoever speaks, the sequence, and what the history holds. */
export const operations = {
  insert(draft, { speaker, type }) {
    const kind = speaker.random();
    if (kind < 0.15) {
      const head = block('heading', [type(speaker.phrase(speaker.between(1, 3)))]);
      draft.splice(place(draft, speaker), 0, head, paragraph(speaker, type));
    } else if (kind < 0.45) draft.splice(place(draft, speaker), 0, paragraph(speaker, type));
    else {
      const into = someBlock(draft, speaker, 'text');
      if (!into) return false;
      into.sentences.splice(speaker.between(0, into.sentences.length), 0, type(speaker.sentence()));
    }
  },
  remove(draft, { speaker, lost }) {
    if (draft.length < 4) return false;
    if (speaker.random() < 0.4) lost.push(...copyOf(draft.splice(speaker.between(0, draft.length - 1), 1)));
    else {
      const from = someBlock(draft, speaker, 'text');
      if (!from || from.sentences.length < 2) return false;
      const [gone] = from.sentences.splice(speaker.between(0, from.sentences.length - 1), 1);
      lost.push(block('text', [again(gone)]));
    }
  },
  words(draft, { speaker, type }) {
    const words = someSentence(draft, speaker, 4);
    if (!words) return false;
    const [at, count] = [speaker.between(0, words.length - 1), speaker.between(0, 3)];
    words.splice(
      at,
      count,
      ...type(speaker.phrase(count === 0 ? speaker.between(1, 4) : speaker.between(0, 3))),
    );
  },
  typo(draft, { speaker, type }) {
    const words = someSentence(draft, speaker, 2);
    if (!words) return false;
    const at = speaker.between(0, words.length - 1);
    words.splice(at, 1, ...type([speaker.typo(words[at].text)]));
  },
  replace(draft, { speaker, type }) {
    const into = someBlock(draft, speaker, 'text');
    if (!into) return false;
    into.sentences.splice(speaker.between(0, into.sentences.length - 1), 1, type(speaker.sentence()));
  },
  move(draft, { speaker }) {
    if (draft.length < 3) return false;
    if (speaker.random() < 0.5) {
      const [moved] = draft.splice(speaker.between(0, draft.length - 1), 1);
      draft.splice(place(draft, speaker), 0, moved);
    } else return moveSentence(draft, speaker) !== undefined;
  },
  'move and edit'(draft, { speaker, type }) {
    const words = moveSentence(draft, speaker);
    if (!words || words.length < 6) return false;
    words.splice(speaker.between(0, words.length - 1), 1, ...type([speaker.content()]));
  },
  split(draft, { speaker }) {
    const { from, at, words } = longSentence(draft, speaker, 8) ?? {};
    if (!words) return false;
    const cut = speaker.between(3, words.length - 3);
    from.sentences.splice(at, 1, words.slice(0, cut), words.slice(cut));
  },
  'split apart'(draft, { speaker }) {
    const { from, at, words } = longSentence(draft, speaker, 10) ?? {};
    const to = someBlock(draft, speaker, 'text');
    if (!words || to === from) return false;
    const cut = speaker.between(4, words.length - 4);
    from.sentences[at] = words.slice(0, cut);
    to.sentences.splice(speaker.between(0, to.sentences.length), 0, words.slice(cut));
  },
  join(draft, { speaker, type }) {
    const from = someBlock(draft, speaker, 'text');
    if (!from || from.sentences.length < 2) return false;
    const at = speaker.between(0, from.sentences.length - 2);
    const [one, other] = from.sentences.slice(at, at + 2);
    const link = speaker.random() < 0.5 ? type([speaker.word()]) : [];
    from.sentences.splice(at, 2, [...one, ...link, ...other]);
  },
  reorder(draft, { speaker }) {
    const { from, at, words } = longSentence(draft, speaker, 8) ?? {};
    if (!words) return false;
    const cut = speaker.between(3, words.length - 3);
    from.sentences[at] = [...words.slice(cut), ...words.slice(0, cut)];
  },
  return(draft, { speaker, lost }) {
    if (lost.length === 0) return false;
    const [back] = copyOf([speaker.pick(lost)]);
    draft.splice(place(draft, speaker), 0, back);
  },
  'return changed'(draft, { speaker, type, lost }) {
    const [back] = copyOf([speaker.pick(lost.length > 0 ? lost : [block('text', [])])]);
    const words = back.sentences.find(({ length }) => length >= 8);
    if (!words || back.kind === 'table') return false;
    words.splice(speaker.between(0, words.length - 1), 1, ...type([speaker.content()]));
    draft.splice(place(draft, speaker), 0, back);
  },
  revert(draft, { speaker, versions }) {
    const far = speaker.random() < 0.3 ? versions.length : 6;
    if (versions.length < 3) return false;
    const version = versions[versions.length - 1 - speaker.between(1, Math.min(far, versions.length - 1))];
    draft.splice(0, draft.length, ...copyOf(version));
  },
  'partial revert'(draft, { speaker, versions }) {
    const version = versions.at(-speaker.between(2, 7));
    if (!version) return false;
    const at = speaker.between(0, Math.min(version.length, draft.length) - 1);
    if (version[at].kind !== draft[at].kind) return false;
    draft.splice(at, 1, ...copyOf([version[at]]));
  },
  blank(draft, { speaker, type }) {
    draft.splice(0, draft.length, block('text', speaker.random() < 0.5 ? [type(speaker.sentence())] : []));
  },
  'copy within'(draft, { speaker }) {
    const [words, to] = [someSentence(draft, speaker, 6), someBlock(draft, speaker, 'text')];
    if (!words || !to) return false;
    to.sentences.splice(speaker.between(0, to.sentences.length), 0, again(words));
  },
  'copy adapted'(draft, { speaker, type }) {
    const [words, to] = [someSentence(draft, speaker, 9), someBlock(draft, speaker, 'text')];
    if (!words || !to) return false;
    const copy = again(words);
    copy.splice(speaker.between(0, copy.length - 1), 1, ...type([speaker.content()]));
    to.sentences.splice(speaker.between(0, to.sentences.length), 0, copy);
  },
  'copy from elsewhere'(draft, { speaker, elsewhere }) {
    const to = someBlock(draft, speaker, 'text');
    const words = someSentence(elsewhere, speaker, 8);
    if (!to || !words) return false;
    to.sentences.splice(speaker.between(0, to.sentences.length), 0, again(words));
  },
  boilerplate(draft, { speaker, type }) {
    draft.splice(place(draft, speaker), 0, block('text', [type(speaker.stock())]));
  },
  table(draft, { speaker, type }) {
    const into = someBlock(draft, speaker, 'table');
    const cell = () => type(speaker.phrase(speaker.between(1, 4)));
    if (!into) {
      const cells = Array.from({ length: 9 }, cell);
      draft.splice(place(draft, speaker), 0, block('table', cells, 3));
      return undefined;
    }
    const { sentences, columns } = into;
    const rows = Array.from({ length: sentences.length / columns }, (_, i) =>
      sentences.slice(i * columns, (i + 1) * columns),
    );
    const act = speaker.random();
    if (act < 0.35) rows.splice(speaker.between(1, rows.length), 0, Array.from({ length: columns }, cell));
    else if (act < 0.5 && columns < 6) rows.forEach((row) => row.push(cell()));
    else if (act < 0.75) rows[speaker.between(1, rows.length - 1)][speaker.between(0, columns - 1)] = cell();
    else if (rows.length > 3) rows.splice(1, 0, ...rows.splice(speaker.between(2, rows.length - 1), 1));
    into.sentences = rows.flat();
    into.columns = rows[0].length;
  },
  list(draft, { speaker, type }) {
    const at = draft.findIndex(({ kind }) => kind === 'item');
    const item = () => block('item', [type(speaker.phrase(speaker.between(2, 9)))]);
    if (at === -1) {
      draft.splice(place(draft, speaker), 0, item(), item(), item());
      return undefined;
    }
    let end = at;
    while (draft[end]?.kind === 'item') end++;
    const act = speaker.random();
    if (act < 0.4) draft.splice(speaker.between(at, end), 0, item());
    else if (act < 0.6) draft.splice(speaker.between(at, end - 1), 1, item());
    else draft.splice(at, end - at, ...draft.slice(at, end).sort((a, b) => (markOf(a) < markOf(b) ? -1 : 1)));
  },
  rewrite(draft, { speaker, type }) {
    const { from, at, words } = longSentence(draft, speaker, 12) ?? {};
    if (!words) return false;
    const length = speaker.between(5, 7);
    const start = speaker.between(0, words.length - length);
    const kept = words.slice(start, start + length);
    const around = [speaker.between(2, 5), speaker.between(2, 5)].map((count) => type(speaker.phrase(count)));
    from.sentences[at] = [...around[0], ...kept, ...around[1]];
  },
  link(draft, { speaker }) {
    const words = someSentence(draft, speaker, 4);
    const word = words && speaker.pick(words);
    if (!word || word.isLinked) return false;
    words[words.indexOf(word)] = { ...word, isLinked: true };
  },
};

const markOf = ({ sentences }) => sentences[0].map(({ text }) => text).join(' ');

function place(draft, speaker) {
  return speaker.between(0, draft.length);
}

function paragraph(speaker, type) {
  return block(
    'text',
    Array.from({ length: speaker.between(1, 5) }, () => type(speaker.sentence())),
  );
}

function someBlock(draft, speaker, kind) {
  const fitting = draft.filter((each) => each.kind === kind);
  return fitting.length > 0 ? speaker.pick(fitting) : undefined;
}

function someSentence(draft, speaker, least) {
  const fitting = draft
    .filter(({ kind }) => kind === 'text' || kind === 'item')
    .flatMap(({ sentences }) => sentences.filter(({ length }) => length >= least));
  return fitting.length > 0 ? speaker.pick(fitting) : undefined;
}

function longSentence(draft, speaker, least) {
  const words = someSentence(draft, speaker, least);
  const from = draft.find(({ sentences }) => sentences.includes(words));
  return from && { from, at: from.sentences.indexOf(words), words };
}

/** Moves a sentence, and returns it. */
function moveSentence(draft, speaker) {
  const { from, at, words } = longSentence(draft, speaker, 3) ?? {};
  const to = someBlock(draft, speaker, 'text');
  if (!words || !to) return undefined;
  from.sentences.splice(at, 1);
  to.sentences.splice(speaker.between(0, to.sentences.length), 0, words);
  return words;
}

/** Returns what types words at a sequence. */
export function typist(sequence) {
  return (texts) => typed(texts, sequence);
}
