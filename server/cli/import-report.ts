/** What an import did, said to who ran it: the sums first, then all that didn't come in as it was, line by line. */
import { WikiError } from '../errors.ts';
import type { ImportNote, ImportReport } from '../wiki/exchange/imports.ts';
import type { History } from './git.ts';
import { counted, sentencesOf } from './sentences.ts';

/** The longest word that is listed in full: what was never meant as front matter can be a whole sentence. */
const WORD = 40;

/** The notes of what came in, be it otherwise than it was; a file with any other waits. */
const CAME_IN: readonly ImportNote['code'][] = ['part', 'deleted', 'front-matter', 'called'];

const REASONS: Record<ImportNote['code'], (detail: string) => string> = {
  'no-author': () => 'the commit names no author, neither by name nor by address, so the file waits',
  torn: () =>
    'what the file held before comes from a commit that can’t be read, so nobody knows who wrote it, and the file waits. Mend the repository, and import again',
  unreadable: () =>
    'the text is missing, damaged or no text, so the file waits. Mend the repository, and import again',
  pointer: () => 'the file only points to a text that is kept elsewhere, so it waits',
  'too-large': () => 'the file is larger than 1 MB, so it waits. Import again once it’s shorter',
  part: () =>
    'the file is larger than 1 MB there, so only those lines came in that it held before or holds later',
  deleted: () => 'deleted there; the article stays',
  'front-matter': (detail) =>
    `the front matter isn’t well formed, so its lines were read one by one, and what can’t be read came in as text: ${detail}`,
  called: (detail) => `called ${detail}`,
  clash: (detail) =>
    `changed both there and here, so the file waits: ${detail}. Bring the article closer to the file, and import again`,
  'no-base': () => 'what was imported last can’t be read any more, so the file waits',
  cpr: (detail) =>
    `something in it looks like a CPR number, so the file waits: ${detail}. Take it out there, and import again`,
  refused: (detail) => `the file waits: ${detail}`,
};

/** Returns the lines of the report. `rest` ends the first. */
export function reportLines(
  history: Pick<History, 'source' | 'all' | 'broken' | 'encodings'>,
  report: ImportReport,
  rest: string,
): string[] {
  const { commits, revisions, articles, people, names, notes, unknown, repeated, dropped } = report;
  const deleted = notes.filter(({ code }) => code === 'deleted');
  const called = new Map(notes.filter(({ code }) => code === 'called').map((note) => [note.path, note]));
  const waiting = notes.filter(({ code }) => !CAME_IN.includes(code));
  const otherwise = notes.filter(({ code }) => code === 'part' || code === 'front-matter');
  const skipped = new Set(waiting.map(({ path }) => path));
  const broken = history.broken.map(({ id, reason }) => `${short(id)}: ${reason}`);
  return [
    `Imported ${counted(revisions, 'revision')} from ${commits} of ${counted(history.all, 'commit')}: ` +
      `${counted(articles, 'new article')}, ${counted(people.size, 'author')} under ${counted(names.size, 'name')}, ` +
      `${counted(skipped.size, 'file')} skipped.`,
    `Source: ${history.source}. ${rest}`,
    ...list('Broken commits, left out', broken),
    ...list('Not imported, waiting', waiting.map(lineOf)),
    ...list('Came in, but not as it was', otherwise.map(lineOf)),
    ...list(
      'Called otherwise, since the title is or was another article’s, or has no letter or digit',
      [...called.values()].map(lineOf),
    ),
    ...list('Not UTF-8', encodingLines(history.encodings)),
    ...list(
      'Deleted there, kept here',
      deleted.map(({ path, commit }) => `${path} in ${short(commit)}`),
    ),
    ...list('Front matter that articles have no place for', together(unknown)),
    ...list(
      'Front matter that gives a name several values, of which the last counts',
      repeatedLines(repeated),
    ),
    ...list('HTML that was left out with all it held', droppedLines(dropped)),
  ];
}

function list(heading: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : [`${heading}:`, ...items.map((item) => `  ${item}`)];
}

function together(words: ReadonlySet<string>): string[] {
  const shown = [...words].map((word) => (word.length > WORD ? `${word.slice(0, WORD)}…` : word));
  return shown.length === 0 ? [] : [shown.sort().join(', ')];
}

function encodingLines(encodings: History['encodings']): string[] {
  return [...encodings].map(
    ([what, encoding]) => `${isCommit(what) ? short(what) : what}: read as ${encoding}`,
  );
}

function repeatedLines(repeated: ImportReport['repeated']): string[] {
  return [...repeated].map(([path, names]) => `${path}: ${together(new Set(names)).join('')}`);
}

function lineOf({ code, commit, path, detail = '', later }: ImportNote): string {
  const words = detail instanceof WikiError ? sentencesOf(detail).join(' ') : detail;
  const waiting = later > 0 ? ` ${counted(later, 'later commit')} of the file too.` : '';
  return `${path} in ${short(commit)}: ${REASONS[code](words).replace(/(?<![.:])[.:]+$/, '')}.${waiting}`;
}

/** `script, 3 times: a.md:3,7 b.md:1` */
function droppedLines(dropped: ImportReport['dropped']): string[] {
  const byElement = new Map<string, Map<string, number[]>>();
  for (const [path, places] of dropped) {
    for (const { element, line } of places) {
      const paths = byElement.get(element) ?? new Map<string, number[]>();
      byElement.set(element, paths.set(path, [...(paths.get(path) ?? []), line]));
    }
  }
  return [...byElement]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([element, paths]) => {
      const where = [...paths].map(([path, lines]) => `${path}:${lines.join(',')}`);
      const count = [...paths.values()].flat().length;
      return `${element}, ${count === 1 ? 'once' : `${count} times`}: ${where.join(' ')}`;
    });
}

function isCommit(name: string): boolean {
  return /^[\da-f]{40,64}$/.test(name);
}

function short(id: string): string {
  return id.slice(0, 10);
}
