/** Makes the repository whose import is measured: many short articles, each a file that ten commits wrote. */
import { danishContents, danishWords } from './danish.js';
import { importCommits } from './git.js';
import { randomFrom } from './history.js';

/** How many files there are; `IMPORT` names another number, as in IMPORT=300. */
export const FILES = Number(process.env.IMPORT ?? 600);
/** How many commits each file has. */
export const REVISIONS = 10;
/** How many people write, each under a name of their own. */
const PEOPLE = 25;
/** How many paragraphs of the longer article that words are taken from. */
const PARAGRAPHS = 4;
/** The shortest and the longest time between two commits, in seconds. */
const PAUSE = [600, 20_000];

/** Makes it in a folder. A commit is of one file, and which is as chance has it. */
export function makeFiles(repository, files = FILES) {
  const random = randomFrom(7);
  const words = danishWords();
  const [contents, sentences] = [danishContents(words, 7), danishContents(words, 8)];
  const folder = Array.from({ length: files }, (_, index) => newFile(contents.next().value, index));
  const turns = folder.flatMap((file) => Array(REVISIONS).fill(file));
  shuffle(random, turns);
  let at = Date.parse('2019-01-07T08:00:00Z') / 1000;
  const commits = turns.map((file) => {
    const { lead } = sentences.next().value;
    const isNew = file.commits++ === 0;
    if (!isNew) change(random, file.paragraphs, lead);
    at += PAUSE[0] + Math.floor(random() * PAUSE[1]);
    const [first, second, third] = lead.split(' ');
    const person = Math.floor(random() * PEOPLE);
    return {
      ...{
        name: `${NAMES[person % 5]} ${NAMES[5 + Math.floor(person / 5)]}`,
        email: `${person}@example.dk`,
      },
      ...{ at, summary: `${isNew ? 'Begynder' : 'Retter'} ${first} ${second} ${third}`.toLowerCase() },
      ...{ path: file.path, text: `# ${file.title}\n\n${file.paragraphs.join('\n\n')}\n` },
    };
  });
  importCommits(repository, commits);
}

/** First names, and the names after them. */
const NAMES = ['Ane', 'Bo', 'Carl', 'Dorte', 'Eva', 'Holm', 'Ibsen', 'Juhl', 'Krog', 'Lund'];

/** A file is called as its article is, and begins with its lead. */
function newFile({ title, lead, body }, index) {
  const paragraphs = [lead, ...body.split('\n\n').slice(0, PARAGRAPHS)];
  const name = title.toLowerCase().replaceAll(' ', '-');
  return { title: `${title} ${index}`, path: `artikler/${name}-${index}.md`, paragraphs, commits: 0 };
}

/** A sentence is added to one of the paragraphs, or one to three words in a row are others. */
function change(random, paragraphs, sentence) {
  const at = Math.floor(random() * paragraphs.length);
  if (paragraphs[at].startsWith('## ')) paragraphs.push(sentence);
  else if (random() < 0.3) paragraphs[at] += ` ${sentence}`;
  else {
    const words = paragraphs[at].split(' ');
    const count = 1 + Math.floor(random() * 3);
    const others = sentence.replace('.', '').toLowerCase().split(' ').slice(0, count);
    words.splice(1 + Math.floor(random() * (words.length - count - 1)), count, ...others);
    paragraphs[at] = words.join(' ');
  }
}

function shuffle(random, list) {
  for (let at = list.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [list[at], list[other]] = [list[other], list[at]];
  }
}
