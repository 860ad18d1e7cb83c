/** `import-git`: the Markdown files of a git repository become articles, with every author's name. */
import { existsSync } from 'node:fs';
import { kindOf, kinds } from '../kinds/index.ts';
import { DEFAULT_LICENCE, licenceCodes } from '../kinds/licences.ts';
import { importHistory } from '../wiki/exchange/imports.ts';
import { check } from '../wiki/policy.ts';
import { writeLine, type Command } from './command.ts';
import { readHistory, sourceName } from './git.ts';
import { reportLines } from './import-report.ts';
import { checkFolderAt } from './named.ts';
import { performerOf } from './performer.ts';
import { progressBar } from './progress.ts';

export const importGit: Command = {
  about: `Imports the Markdown files below a folder of a git repository on this machine, with their history and every author’s name. They stand under ${DEFAULT_LICENCE} unless another licence is given.`,
  positions: ['repository'],
  required: { kind: 'kind', path: 'folder', as: 'your e-mail' },
  optional: { licence: 'licence' },
  choices: { kind: kinds.map(({ code }) => code), licence: licenceCodes },
  async run(
    context,
    { repository = '', kind = '', path = '', as = '', licence = DEFAULT_LICENCE },
    terminal,
  ) {
    const terms = { kind: kindOf(kind)!, licence };
    await checkHere(repository);
    const performer = await performerOf(context, as, 'The import');
    check(performer, 'write');
    const started = performance.now();
    const history = await readHistory(repository, path);
    try {
      if (history.commits.length === 0) throw new Error(`No commit touches a Markdown file under ${path}.`);
      const { source, whoIs, commits } = history;
      const bar = progressBar(terminal.stderr, 'commits');
      const report = await importHistory(
        context.db,
        performer,
        { ...terms, source, whoIs },
        commits,
        (done) => bar.update(done, commits.length),
      ).finally(bar.stop);
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      const rest = `Licence: ${terms.licence}. Time: ${seconds} s.`;
      for (const line of reportLines(history, report, rest)) writeLine(terminal.stdout, line);
      return report.notes.some(({ code }) => code === 'cpr') ? 1 : 0;
    } finally {
      history.close();
    }
  },
};

/** Throws an Error with a sentence where a repository that is elsewhere, or none, is named. */
async function checkHere(repository: string): Promise<void> {
  const isAddress = /^[a-z][\w+.-]*:\/\//i.test(repository) || sourceName(repository) !== undefined;
  if (isAddress && !existsSync(repository))
    throw new Error(
      'import-git reads a repository on this machine. Run `git clone <address>` first, and name its folder.',
    );
  await checkFolderAt(repository);
}
