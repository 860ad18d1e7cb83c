/** What an import did, said to who ran it: the sums first, then all that didn't come in as it was, line by line. */
import { WikiError } from '../errors.ts';
import type { ImportNote, ImportReport } from '../wiki/exchange/imports.ts';
import type { History } from './git.ts';
import { counted, sentencesOf } from './sentences.ts';

/** The longest word that is listed in full: what was never meant as front matter can be a whole sentence. */
const WORD = 40;

/** The notes that leave nothing out. */
const CAME_IN: readonly ImportNote['code'][] = ['deleted', 'front-matter', 'title-kept'];

const REASONS: Record<ImportNote['code'], (detail: string) => string> = {
  'no-author': () => 'the commit names no author, so its change was left out',
  unreadable: () => 'the file can’t be read, so the change was left out',
  'too-large': () => 'the file is larger than 1 MB, so the change was left out',
  deleted: () => 'deleted there; the article stays',
  'front-matter': (detail) => `the front matter can’t be read, so only the text below it came in: ${detail}`,
  'title-kept': (detail) => `the article keeps its title: ${detail}`,
  clash: (detail) =>
    `changed both there and here, so the file waits: ${detail}. Bring the article closer to the file, and import again`,
  'no-base': () => 'what was imported last can’t be read any more, so the file waits',
  cpr: (detail) => `something in it looks like a CPR number, so the file waits: ${detail}`,
  refused: (detail) => `the file waits: ${detail}`,
};

/** Returns the lines of the report. `rest` ends the first. */
export function reportLines(
  history: Pick<History, 'source' | 'all' | 'broken'>,
  report: ImportReport,
  rest: string,
): string[] {
  const { commits, revisions, articles, people, names, notes, unknown, dropped } = report;
  const deleted = notes.filter(({ code }) => code === 'deleted');
  const others = notes.filter(({ code }) => code !== 'deleted');
  const skipped = new Set(notes.filter(({ code }) => !CAME_IN.includes(code)).map(({ path }) => path));
  const broken = history.broken.map(({ id, reason }) => `${short(id)}: ${reason}`);
  return [
    `Imported ${counted(revisions, 'revision')} from ${commits} of ${counted(history.all, 'commit')}: ` +
      `${counted(articles, 'new article')}, ${counted(people.size, 'author')} under ${counted(names.size, 'name')}, ` +
      `${counted(skipped.size, 'file')} skipped.`,
    `Source: ${history.source}. ${rest}`,
    ...list('Broken commits, left out', broken),
    ...list('Not as it was', others.map(lineOf)),
    ...list(
      'Deleted there, kept here',
      deleted.map(({ path, commit }) => `${path} in ${short(commit)}`),
    ),
    ...list('Front matter that articles have no place for', together(unknown)),
    ...list('HTML that was left out with all it held', together(dropped)),
  ];
}

function list(heading: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : [`${heading}:`, ...items.map((item) => `  ${item}`)];
}

function together(words: ReadonlySet<string>): string[] {
  const shown = [...words].map((word) => (word.length > WORD ? `${word.slice(0, WORD)}…` : word));
  return shown.length === 0 ? [] : [shown.sort().join(', ')];
}

function lineOf({ code, commit, path, detail = '', later }: ImportNote): string {
  const words = detail instanceof WikiError ? sentencesOf(detail).join(' ') : detail;
  const waiting = later > 0 ? ` ${counted(later, 'later commit')} of the file too.` : '';
  return `${path} in ${short(commit)}: ${REASONS[code](words).replace(/(?<![.:])[.:]+$/, '')}.${waiting}`;
}

function short(id: string): string {
  return id.slice(0, 10);
}
