/** Versions of a body for property tests: a base in which each word is its own, and edits as people make them. */
import fc from 'fast-check';

/** One edit: what is done, where (as shares of the length), and the word that is new. */
interface Edit {
  act:
    'word' | 'drop word' | 'sentence' | 'block' | 'drop block' | 'move' | 'split' | 'join' | 'gap' | 'reword';
  at: number;
  to: number;
}

const PATTERNS = [
  (word: () => string) =>
    `${word()} ${word()} og ${word()}, ${word()}. ${word()} ${word()} ${word()}. ${word()} er ${word()}.`,
  (word: () => string) => `## ${word()} ${word()}`,
  (word: () => string) => `- ${word()} ${word()} ${word()}`,
  (word: () => string) => `| ${word()} | ${word()} |`,
  (word: () => string) => `> ${word()} ${word()}\n> ${word()}`,
  (word: () => string) => `\`\`\`\n${word()}(${word()})\n\n}\n\`\`\``,
];

/** A base of which no two words are the same but "og" and "er". */
export const bases = fc.array(fc.integer({ min: 0, max: 99 }), { maxLength: 8 }).map((choices) => {
  let count = 0;
  const word = () => `ord${++count}`;
  return choices.map((choice) => PATTERNS[choice < 60 ? 0 : choice % PATTERNS.length]!(word)).join('\n\n');
});

const edits = (acts: Edit['act'][]) =>
  fc.array(
    fc.record<Edit>({
      act: fc.constantFrom(...acts),
      at: fc.double({ min: 0, max: 0.999, noNaN: true }),
      to: fc.double({ min: 0, max: 0.999, noNaN: true }),
    }),
    { maxLength: 6 },
  );

export const inPlace = edits(['word', 'drop word', 'sentence', 'block', 'drop block', 'reword']);
export const anyEdits = edits([
  'word',
  'drop word',
  'sentence',
  'block',
  'drop block',
  'move',
  'split',
  'join',
  'gap',
  'reword',
]);

/** Returns what a person makes of a base; each new word is marked with their name. */
export function edited(base: string, list: readonly Edit[], name: string): string {
  let count = 0;
  const word = () => `${name}${++count}`;
  return list.reduce((body, edit) => apply(body, edit, word), base);
}

function apply(body: string, { act, at, to }: Edit, word: () => string): string {
  const blocks = body.split('\n\n');
  const i = Math.floor(at * blocks.length);
  const block = blocks[i]!;
  const words = block.split(' ');
  const j = Math.floor(to * words.length);
  switch (act) {
    case 'word':
      return blocks.with(i, words.toSpliced(j, 0, word()).join(' ')).join('\n\n');
    case 'drop word':
      return blocks.with(i, words.toSpliced(j, 1).join(' ')).join('\n\n');
    case 'sentence':
      return blocks.with(i, `${block} ${word()} ${word()}.`).join('\n\n');
    case 'reword':
      return blocks.with(i, words.map(() => word()).join(' ')).join('\n\n');
    case 'block':
      return blocks.toSpliced(i, 0, `${word()} ${word()} ${word()}.`).join('\n\n');
    case 'drop block':
      return blocks.toSpliced(i, 1).join('\n\n');
    case 'move':
      return blocks
        .toSpliced(i, 1)
        .toSpliced(Math.floor(to * blocks.length), 0, block)
        .join('\n\n');
    case 'split':
      return blocks.with(i, block.replaceAll('. ', '.\n\n')).join('\n\n');
    case 'join':
      return body.replace('.\n\n', '. ');
    case 'gap':
      return (
        blocks.slice(0, i).join('\n\n') + '\n\n\n' + blocks.slice(i).join('\n\n') + (to > 0.5 ? '\n' : ' ')
      );
  }
}
