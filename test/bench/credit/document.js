/**
 * A text whose words know who typed them: blocks of sentences of words. A word that is moved stays itself, one that is copied
 * or brought back is another occurrence of the same; so nothing has to be compared to know the truth.
 */

let ids = 0;

/** Returns words that are typed at a revision. */
export function typed(texts, origin) {
  return texts.map((text) => ({ text, id: ++ids, origin, isDisputed: false, credited: undefined }));
}

/** Returns other occurrences of some words. */
export function again(words) {
  return words.map((word) => ({ ...word }));
}

export function block(kind, sentences, columns = 1) {
  return { kind, sentences, columns };
}

/** Returns a document of other occurrences, as it stood. */
export function copyOf(blocks) {
  return blocks.map(({ sentences, ...rest }) => ({ ...rest, sentences: sentences.map(again) }));
}

/** Returns a document whose lists are its own, and whose words are the same. */
export function draftOf(blocks) {
  return blocks.map(({ sentences, ...rest }) => ({
    ...rest,
    sentences: sentences.map((words) => [...words]),
  }));
}

export function wordsOf(blocks) {
  return blocks.flatMap(({ sentences }) => sentences.flat());
}

/** Leaves out what holds no word any longer. */
export function tidied(blocks) {
  for (const each of blocks) {
    if (each.kind !== 'table') each.sentences = each.sentences.filter((words) => words.length > 0);
  }
  return blocks.filter(({ sentences }) => sentences.some((words) => words.length > 0));
}

const capital = (text) => text[0].toUpperCase() + text.slice(1);
const said = (words) =>
  words.map(({ text, isLinked }) => (isLinked ? `[[${capital(text)}|${text}]]` : text)).join(' ');
const sentence = (words) => {
  const text = said(words);
  return `${text.startsWith('[[') ? text : capital(text)}.`;
};

/** Returns a document as Markdown. */
export function markdownOf(blocks) {
  return blocks
    .map((each, i) => {
      const gap = i === 0 ? '' : each.kind === 'item' && blocks[i - 1].kind === 'item' ? '\n' : '\n\n';
      return gap + WRITERS[each.kind](each);
    })
    .join('');
}

const WRITERS = {
  heading: ({ sentences }) => `## ${sentences.map(said).join(' ')}`,
  text: ({ sentences }) => sentences.map(sentence).join(' '),
  item: ({ sentences }) => `- ${sentences.map(sentence).join(' ')}`,
  table: ({ sentences, columns }) => {
    const rows = [];
    for (let at = 0; at < sentences.length; at += columns) {
      rows.push(
        `| ${sentences
          .slice(at, at + columns)
          .map(said)
          .join(' | ')} |`,
      );
    }
    rows.splice(1, 0, `|${'---|'.repeat(columns)}`);
    return rows.join('\n');
  },
};
