/** `import-git`: the Markdown files of a git repository become articles, with every author's name. */
import { kindOf, kinds } from '../kinds/index.ts';
import type { Kind } from '../kinds/kind.ts';
import { DEFAULT_LICENCE, licenceCodes } from '../kinds/licences.ts';
import { importHistory } from '../wiki/exchange/imports.ts';
import { WrongUse, writeLine, type Command } from './command.ts';
import { readHistory } from './git.ts';
import { reportLines } from './import-report.ts';
import { performerOf } from './performer.ts';
import { progressBar } from './progress.ts';

export const importGit: Command = {
  about: 'Imports the Markdown files of a git repository, with their history and every author’s name.',
  positions: ['repository'],
  required: { kind: 'kind', path: 'folder', as: 'your e-mail' },
  optional: { licence: 'licence' },
  async run(
    context,
    { repository = '', kind = '', path = '', as = '', licence = DEFAULT_LICENCE },
    terminal,
  ) {
    const terms = { kind: readKind(kind), licence: readLicence(licence) };
    const performer = await performerOf(context, as, 'The import');
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

function readKind(code: string): Kind {
  const kind = kindOf(code);
  if (!kind)
    throw new WrongUse(
      `There is no kind ${code}. Choose one of ${kinds.map(({ code }) => code).join(', ')}.`,
    );
  return kind;
}

function readLicence(code: string): string {
  if (!licenceCodes.includes(code))
    throw new WrongUse(`Choose one of the licences ${licenceCodes.join(', ')}, not ${code}.`);
  return code;
}
