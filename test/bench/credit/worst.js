/** Large texts changed all over at once: how many of their words are kept that were, and at what cost. */
import { randomFrom } from '../history.js';
import { speakerOf } from './vocabulary.js';

/** Yields a name, a text, and what is made of it in one edit, with how many of its words are new. */
export function* worstCases() {
  const random = randomFrom(7);
  const speaker = speakerOf('da', random);
  const sentences = textOf(speaker, 250_000);
  const changed = shuffled(random, sentences).map((words) =>
    words.with(Math.floor(random() * words.length), 'helt' + speaker.content()),
  );
  yield {
    name: '250 kB, shuffled, a word of each sentence changed',
    before: proseOf(sentences),
    after: proseOf(changed),
    fresh: changed.length,
  };

  const items = Array.from({ length: 3000 }, (_, i) => [...speaker.phrase(6), `nr${(i * 7919) % 3001}`]);
  const listOf = (all) => all.map((words) => `- ${words.join(' ')}`).join('\n');
  const sorted = items.toSorted((a, b) => (a.join(' ') < b.join(' ') ? -1 : 1));
  yield { name: '3,000 items, sorted', before: listOf(items), after: listOf(sorted), fresh: 0 };
  const renumbered = sorted.map((words) => words.with(6, `${words[6]}b`));
  yield {
    name: '3,000 items, sorted, a word of each changed',
    before: listOf(items),
    after: listOf(renumbered),
    fresh: 3000,
  };
  const many = Array.from({ length: 10_000 }, () => speaker.phrase(3));
  const added = many.map((words) => [...words, 'nyt' + speaker.content()]);
  yield {
    name: '10,000 items, a word added to each',
    before: listOf(many),
    after: listOf(added),
    fresh: 10_000,
  };

  const line = sentences.flat().slice(0, 22_000);
  const moved = line.map((word, i) => (i % 9 === 4 ? 'og' + word : word));
  yield {
    name: 'one line, a word of nine changed',
    before: line.join(' '),
    after: moved.join(' '),
    fresh: Math.ceil((line.length - 4) / 9),
  };

  const rows = Array.from({ length: 5000 }, () => Array.from({ length: 3 }, () => speaker.content()));
  const tableOf = (all, head) =>
    `| ${head.join(' | ')} |\n|${'-|'.repeat(head.length)}\n${all.map((row) => `| ${row.join(' | ')} |`).join('\n')}`;
  const wider = rows.map((row) => row.toSpliced(1, 0, 'ny' + speaker.content()));
  yield {
    name: '5,000 rows, a column added',
    before: tableOf(rows, ['sted', 'sag', 'navn']),
    after: tableOf(wider, ['sted', 'nyt', 'sag', 'navn']),
    fresh: 5001,
  };
}

/** Returns a text of so many bytes, each sentence of which somebody else changed, with who wrote each word of it, and what it was blanked by. */
export function pastedBack(bytes, tokensOf) {
  const speaker = speakerOf('da', randomFrom(bytes));
  const sentences = textOf(speaker, bytes);
  const body = proseOf(sentences);
  let [sentence, place] = [0, 0];
  const attribution = Uint32Array.from(tokensOf(body), ({ text }) => {
    const isChanged = place === 2;
    if (text === '.') [sentence, place] = [sentence + 1, 0];
    else place++;
    return isChanged ? sentence + 2 : 1;
  });
  return { body, attribution, blank: 'Her er tomt.' };
}

function textOf(speaker, bytes) {
  const sentences = [];
  for (let length = 0; length < bytes;) {
    const words = speaker.phrase(speaker.between(6, 18));
    sentences.push(words);
    length += words.join(' ').length + 2;
  }
  return sentences;
}

function proseOf(sentences) {
  return sentences
    .map((words, i) => {
      const text = words.join(' ');
      return `${text[0].toUpperCase()}${text.slice(1)}.${i % 6 === 5 ? '\n\n' : ' '}`;
    })
    .join('');
}

function shuffled(random, list) {
  const all = [...list];
  for (let i = all.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [all[i], all[j]] = [all[j], all[i]];
  }
  return all;
}
