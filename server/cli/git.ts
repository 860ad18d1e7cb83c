/**
 * A git repository as a foreign history: its commits with what each did to the Markdown files of a folder. Nothing of
 * the repository is run or written, and any bytes will do in its names, paths and texts.
 */
import { isAbsolute, normalize } from 'node:path/posix';
import { coAuthorsOf, type ForeignCommit, type ForeignSignature } from '../wiki/exchange/imports.ts';
import { decode, type Encoding } from './git/bytes.ts';
import { changesOf, type CommitChanges } from './git/changes.ts';
import { commitsTo, type Broken, type Commit } from './git/commits.ts';
import { refuseElsewhere } from './git/elsewhere.ts';
import { foreignCommits } from './git/foreign.ts';
import { readMailmap } from './git/mailmap.ts';
import { openObjects } from './git/objects.ts';
import { git } from './git/run.ts';

/** What a repository tells. `source` is its lasting name; `commits` are those that touch a Markdown file of the folder, of `all`. */
export interface History {
  source: string;
  all: number;
  commits: ForeignCommit[];
  /** Returns whom the history's own list of people names by a signature. */
  whoIs: (signature: ForeignSignature) => ForeignSignature;
  broken: Broken[];
  /** How those commits, those files' names and, as they are read, those files' texts were read that aren't UTF-8: by id or path. */
  encodings: Map<string, Encoding>;
  /** Ends the reading; after it no file's text can be had. */
  close(): void;
}

/** Reads the history of a repository. Throws an Error with a sentence when it has none, or only a part of one, or leads elsewhere. */
export async function readHistory(repository: string, folder: string): Promise<History> {
  const gitDir = await gitDirOf(repository);
  const inside = [`--git-dir=${gitDir}`];
  const head = await ask([...inside, 'rev-parse', '--verify', '--quiet', 'HEAD^{commit}']).catch(() => {
    throw new Error(`The repository ${repository} has no commits.`);
  });
  await refuseParts(repository, inside, head);
  const origin = await ask([...inside, 'config', '--get', 'remote.origin.url']).catch(() => '');
  const objects = openObjects(gitDir);
  const { commits, broken } = await commitsTo(objects, head);
  const ids = commits.map(({ id }) => id);
  const compared = await changesOf(gitDir, ids);
  const allBroken = [...broken, ...compared.broken];
  const isArticle = markdownUnder(insidePath(folder));
  const encodings = encodingsOf(commits, compared.changes, isArticle);
  const read = async (blob: string, name: string) => {
    const decoded = decode(await objects.read(blob));
    if (decoded?.encoding) encodings.set(name, decoded.encoding);
    return decoded?.text;
  };
  const told = foreignCommits(commits, compared.changes, {
    isArticle,
    read: (blob, name) => read(blob, name).catch(() => undefined),
    whole: allBroken.length === 0,
  });
  const signatures = told.flatMap(({ author, message }) => [author, ...coAuthorsOf(message)]);
  return {
    source: sourceName(origin) ?? `git:${ids[0] ?? head}`,
    all: commits.length + broken.length,
    commits: told,
    whoIs: await readMailmap(gitDir, head, signatures),
    broken: allBroken,
    encodings,
    close: objects.close,
  };
}

/** Returns the folder that a repository is kept in. Throws an Error with a sentence when there's none, or it isn't the repository's own. */
async function gitDirOf(repository: string): Promise<string> {
  const folders = ['--path-format=absolute', '--absolute-git-dir', '--git-common-dir'];
  const answer = await ask(['-C', repository, 'rev-parse', ...folders]).catch((error: Error) => {
    throw new Error(`Git can’t read ${repository}: ${error.message}`);
  });
  const [gitDir = '', commonDir = ''] = answer.split('\n');
  await refuseElsewhere(repository, { gitDir, commonDir });
  return gitDir;
}

/** Returns how commits and the names of articles' files were read that aren't UTF-8, by id or path. */
function encodingsOf(
  commits: readonly Commit[],
  changes: CommitChanges,
  isArticle: (path: string) => boolean,
): History['encodings'] {
  const places = [...changes.values()].flat(2).flatMap(({ to }) => to ?? []);
  const named = places
    .filter(({ path }) => isArticle(path))
    .map(({ path, encoding }) => [path, encoding] as const);
  const all = [...commits.map(({ id, encoding }) => [id, encoding] as const), ...named];
  return new Map(all.flatMap(([what, encoding]) => (encoding ? [[what, encoding] as const] : [])));
}

/** Returns what tells whether a path is that of a Markdown file in a folder, or of the one that it names. */
function markdownUnder(folder: string): (path: string) => boolean {
  return (path) =>
    /\.(md|markdown)$/i.test(path) && (folder === '.' || path === folder || path.startsWith(`${folder}/`));
}

/** A clone may hold only the end of the history, or not all of its texts; git knows how to get the rest. */
async function refuseParts(repository: string, inside: string[], head: string): Promise<void> {
  const refuse = (what: string, command: string) => {
    throw new Error(
      `${what}, so words would be credited to the wrong people. Run \`git -C ${repository} ${command}\` first.`,
    );
  };
  if ((await ask([...inside, 'rev-parse', '--is-shallow-repository'])) === 'true') {
    refuse(`The history of ${repository} is cut off`, 'fetch --unshallow');
  }
  const partial = await ask([
    ...inside,
    'config',
    '--get-regexp',
    String.raw`^(extensions\.partialclone|remote\..*\.(promisor|partialclonefilter))$`,
  ]).catch(() => '');
  if (partial === '') return;
  const walk = ['rev-list', '--objects', '--full-history', '--missing=print', head];
  const objects = await ask([...inside, '--icase-pathspecs', ...walk, '--', '*.md', '*.markdown']).catch(
    () => '?',
  );
  if (/^\?/m.test(objects)) {
    refuse(`The clone ${repository} is a partial one and lacks texts`, 'fetch --refetch --no-filter');
  }
}

/**
 * Returns the name of the repository that an origin leads to, the same for each way there and without a user name or
 * password: `github.com/18F/methods`. A path on this machine names nothing that lasts, and gives undefined.
 */
export function sourceName(origin: string): string | undefined {
  const [, host, path] =
    /^(?:https?|ssh|git):\/\/(?:[^@/]*@)?([^/]+)\/+(.+)$/i.exec(origin) ??
    /^(?:[^@/:]*@)?([^/:]{2,}):(?!\/\/)\/*(.+)$/.exec(origin) ??
    [];
  if (host === undefined || path === undefined) return undefined;
  return `${host.toLowerCase()}/${path.replace(/(?<!\/)\/+$/, '').replace(/\.git$/, '')}`;
}

function insidePath(folder: string): string {
  const path = normalize(folder).replace(/(?<!\/)\/+$/, '');
  if (isAbsolute(folder) || /^\.\.(\/|$)/.test(path)) {
    throw new Error(`The path must be a folder inside the repository, not ${folder}.`);
  }
  return path;
}

async function ask(args: string[]): Promise<string> {
  return (await git(args)).toString('utf8').replace(/\n$/, '');
}
