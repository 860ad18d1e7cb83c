/** `verify`: proves that nothing was altered, or names each revision that was. */
import type { Checkpoint } from '../wiki/proof/checkpoints.ts';
import { verify as verifyWiki, type Finding, type Findings } from '../wiki/proof/verify.ts';
import { WrongUse, writeLine, type Command } from './command.ts';
import { keptAt } from './kept.ts';
import { progressBar } from './progress.ts';
import { counted } from './sentences.ts';

const GONE = 'is gone, and no erasure in the log accounts for it';

/** What is wrong, after the place where it is. */
const FINDINGS: Record<Finding['code'], string> = {
  'missing-sequence': 'is missing',
  'missing-number': 'is missing',
  'missing-article': 'belongs to an article that is gone',
  hash: 'was altered, or what it stands on was',
  content: 'has another text than the one that was saved',
  'content-gone': `has a text that ${GONE}`,
  'content-stands': 'has a text that the log says was erased',
  'content-lost': 'has a text that can’t be read, since one that it stands on was altered',
  summary: 'has another edit summary than the one that was saved',
  'summary-gone': `has an edit summary that ${GONE}`,
  'summary-stands': 'has an edit summary that the log says was erased',
  size: 'tells another size than its text has',
  byline: 'has other words than those that were saved',
  'byline-gone': `has a name that ${GONE}`,
  'byline-stands': 'has a name that the log says was erased',
  'byline-row': 'was altered, or one before it was',
  log: 'has other words than those that were saved',
  'log-gone': `has a reason that ${GONE}`,
  'log-stands': 'has a reason that the log says was erased',
  'log-row': 'was altered, or one before it was',
  'log-unfit': 'tells of what its performer had no right to do then, or of what isn’t there',
  'log-kept': 'tells of an erasure after which other credit was kept than now stands',
  deletion: 'deletes an article, and the wiki doesn’t show it so, or shows one as deleted that isn’t',
  hiding: 'hides something of a revision, and the wiki doesn’t show it so, or hides what isn’t hidden',
  stray: 'stands for nothing that there is',
  kind: 'holds a value of another kind than it should, such as bytes for a text',
  copy: 'holds something else than the revisions give; rebuild mends it',
  licence: 'has another licence than the log gives it',
  addresses: 'is found at other addresses than its titles give',
  protection: 'is protected otherwise than the log tells',
  block: 'is blocked otherwise than the log tells',
  pairing: 'has earlier names shown otherwise than they chose by the log',
  post_hiding: 'is hidden otherwise than the log tells',
  settling: 'is settled otherwise than the log tells',
  topic_merge: 'merges topics otherwise than the wiki files them',
  goal: 'sets a goal otherwise than the wiki holds its figures against',
  thread: 'stands otherwise than its posts in the log give',
  post: 'stands otherwise than the log tells',
  mention: 'mentions others than its words do',
  domain: 'is tied to a workplace otherwise than the log tells',
  person: 'holds something else than the bylines, the revisions and the log give',
  record: 'tells of something else than the revision that it became',
  attribution: 'credits its words to others than a replay of the history does; rebuild mends it',
  'attribution-filed': 'files sentences that no article holds; rebuild mends it',
  'attribution-counts': 'counts its words for others than those they are credited to; rebuild mends it',
  'revision-count': 'is missing, or the article counts one too many',
  current: 'isn’t the one that readers are shown',
  'checkpoint-chain': 'doesn’t follow the one before it',
  'checkpoint-signature': 'isn’t what its key signed',
  'checkpoint-key': 'was signed with another key than this wiki’s',
  'checkpoint-unknown': 'isn’t among the checkpoints that this wiki has made',
  'checkpoint-removed': 'covers more than there is: something was removed',
  'checkpoint-altered': 'covers something else than there is: something was altered or removed',
};

const PARTS = { articles: 'the revisions', bylines: 'the bylines', entries: 'the log' };

export const verify: Command = {
  about:
    'Walks the whole history and names each revision that isn’t what was saved, each entry that nobody could have made, and each copy that readers are shown which doesn’t come from these; with --attribution, who wrote each word as well.',
  wiki: 'examined',
  optional: { article: 'slug', checkpoint: 'file or folder' },
  flags: ['attribution'],
  async run({ db }, { article, checkpoint: file, attribution: also }, { stdout, stderr }) {
    if (article !== undefined && file !== undefined) {
      throw new WrongUse('A checkpoint covers the whole wiki: give --article or --checkpoint.');
    }
    const kept = file === undefined ? [] : await keptAt(file);
    const bar = progressBar(stderr, 'revisions');
    const attribution = also !== undefined;
    const asked = { attribution, ...(article === undefined ? { kept } : { article }) };
    const found = await verifyWiki(db, bar.update, asked).finally(bar.stop);
    for (const finding of found.findings) writeLine(stdout, `${placeOf(finding)} ${FINDINGS[finding.code]}.`);
    if (found.findings.length === 0 && kept.length > 0) writeLine(stdout, proofOf(kept));
    writeLine(stdout, sumOf(found, attribution));
    return found.findings.length === 0 ? 0 : 1;
  },
};

/** `card-sorting 12`, `card-sorting, in article.title,`, or what names a place outside an article. */
function placeOf(finding: Finding): string {
  const { column } = finding;
  return column === undefined ? whereIs(finding) : `${whereIs(finding)}, in ${column},`;
}

function whereIs(finding: Finding): string {
  const { code, article, number, sequence, id, column, checkpoint, part, record, domain } = finding;
  if (checkpoint !== undefined) return `Checkpoint ${checkpoint}${part ? `, of ${PARTS[part]},` : ''}`;
  if (code === 'kind') return 'The database';
  if (code === 'attribution-filed') return 'The index of what was first held';
  if (article !== undefined) return number === undefined ? article : `${article} ${number}`;
  if (domain !== undefined) return `The domain ${domain}`;
  if (record !== undefined) return `The import of ${record}`;
  if (sequence !== undefined) return `The revision of sequence ${sequence}`;
  if (column === 'topic') return 'The spelling of topics';
  // A copy is an article's, but for a name's number among its like.
  if (column === 'namesake') return `The byline ${id}`;
  return `The ${NOUNS[code.split('-')[0]!] ?? 'article'} ${id}`;
}

const NOUNS: Record<string, string> = {
  log: 'log entry',
  byline: 'byline',
  person: 'person',
  block: 'person',
  pairing: 'person',
  post_hiding: 'post',
  settling: 'thread',
  topic_merge: 'log entry',
  goal: 'log entry',
  thread: 'thread',
  post: 'post',
  mention: 'post',
  stray: 'row',
};

/** The newest covers what those before it do. */
function proofOf(kept: readonly Checkpoint[]): string {
  const newest = kept.reduce((a, b) => (b.number > a.number ? b : a));
  const { number, madeAt, revisions, articles, bylines, entries } = newest;
  const what = [
    `${counted(revisions, 'revision')} of ${counted(articles.count, 'article')}`,
    counted(bylines.count, 'byline'),
    counted(entries.count, 'log entry', 'log entries'),
  ];
  const others =
    kept.length > 1
      ? ` So ${kept.length === 2 ? 'does' : 'do'} the ${counted(kept.length - 1, 'other')} kept.`
      : '';
  return `Checkpoint ${number} of ${madeAt} holds: the ${what.join(', ')} before it are all there, just as they were.${others}`;
}

function sumOf({ revisions, checkpoints, erased, findings }: Findings, attribution: boolean): string {
  const walked = [
    counted(revisions, 'revision'),
    ...(checkpoints > 0 ? [counted(checkpoints, 'checkpoint')] : []),
  ].join(' and ');
  const sound = `Nothing was altered${attribution ? ', and each word is credited as a replay credits it' : ''}.`;
  const result = findings.length === 0 ? sound : `Findings: ${findings.length}.`;
  const gone = [
    [erased.content, 'text', 'texts'],
    [erased.summary, 'edit summary', 'edit summaries'],
    [erased.byline, 'name', 'names'],
    [erased.log, 'log entry', 'log entries'],
  ] as const;
  const told = gone.flatMap(([count, one, more]) => (count > 0 ? [counted(count, one, more)] : []));
  return `Verified ${walked}. ${result}${told.length > 0 ? ` Erased by law: ${told.join(', ')}.` : ''}`;
}
