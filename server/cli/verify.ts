/** `verify`: proves that nothing was altered, or names each revision that was. */
import { verify as verifyWiki, type Finding } from '../wiki/verify.ts';
import { writeLine, type Command } from './command.ts';
import { progressBar } from './progress.ts';
import { counted } from './sentences.ts';

/** What is wrong, after the place where it is. */
const FINDINGS: Record<Finding['code'], string> = {
  'missing-sequence': 'is missing',
  'missing-number': 'is missing',
  'missing-article': 'belongs to an article that is gone',
  hash: 'was altered, or what it stands on was',
  content: 'has another text than the one that was saved',
  summary: 'has another edit summary than the one that was saved',
  byline: 'has other words than those that were saved',
  log: 'has other words than those that were saved',
  'revision-count': 'is missing, or the article counts one too many',
  current: 'isn’t the one that readers are shown',
};

export const verify: Command = {
  about: 'Walks the whole history and names each revision that isn’t what was saved.',
  async run({ db }, _given, { stdout, stderr }) {
    const bar = progressBar(stderr, 'revisions');
    const { revisions, erased, findings } = await verifyWiki(db, bar.update).finally(bar.stop);
    for (const finding of findings) writeLine(stdout, `${placeOf(finding)} ${FINDINGS[finding.code]}.`);
    const gone = erased > 0 ? ` The text of ${erased} was erased by law.` : '';
    const result = findings.length === 0 ? 'Nothing was altered.' : `Findings: ${findings.length}.`;
    writeLine(stdout, `Verified ${counted(revisions, 'revision')}. ${result}${gone}`);
    return findings.length === 0 ? 0 : 1;
  },
};

/** `card-sorting 12`, or what names a place outside an article. */
function placeOf({ code, article, number, sequence, id }: Finding): string {
  if (article !== undefined) return `${article} ${number ?? ''}`;
  if (sequence !== undefined) return `The revision of sequence ${sequence}`;
  return `The ${code === 'log' ? 'log entry' : 'byline'} ${id}`;
}
