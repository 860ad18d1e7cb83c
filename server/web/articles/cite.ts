/** How to cite a revision of an article: ready citations, and files for the programs that keep literature. */
import { licenceOf } from '../../kinds/licences.ts';
import type { Lang } from '../../kinds/kind.ts';
import { apaAuthors, plainAuthors } from '../../text/citation/names.ts';
import { linkedData, type CslRecord } from '../../text/citation/record.ts';
import { contributorsOf } from '../../wiki/credit/contributors.ts';
import { revisionLine, type RevisionLine } from '../../wiki/history/lines.ts';
import { contentAt } from '../../wiki/history/reading.ts';
import { file, type Answer, type Page } from '../frame/answer.ts';
import { formats } from '../../locales/formats.ts';
import { articlePath } from '../../locales/language.ts';
import { hrefFor, type Visit } from '../frame/visit.ts';
import { escapeHtml } from '../frame/templates.ts';
import { headOf } from '../showing/article.ts';
import { recordOf, type Cited } from '../showing/linked-data.ts';
import { articleAt, numberAsked } from './article.ts';
import { page, type Citation } from './views.ts';

/** What a cited revision is made into for programs, by the ending of the file's name. */
const FILES = {
  bib: { write: 'bibtex', type: 'application/x-bibtex' },
  ris: { write: 'ris', type: 'application/x-research-info-systems' },
  json: { write: 'cslJson', type: 'application/vnd.citationstyles.csl+json' },
} as const;

type Ending = keyof typeof FILES;

/** A revision to be cited, whether it's an old one, and its record. */
interface CitedRevision extends Cited {
  line: RevisionLine;
  isOld: boolean;
  record: CslRecord;
}

/** GET /wiki/:slug/cite?number= */
export async function showCitation(visit: Visit): Promise<Page> {
  const found = await citedAt(visit);
  const { article, line, isOld, record } = found;
  const writers = await fileWriters();
  const query = isOld ? `?number=${line.number}` : '';
  const files = (Object.keys(FILES) as Ending[]).map((ending) => ({
    name: ending,
    html: escapeHtml(writers[FILES[ending].write](record).replace(/\n$/, '')),
    file: `cite.${ending}`,
    href: hrefFor(visit, articlePath(article.slug, `/cite.${ending}${query}`)),
  }));
  return page('articles/cite', {
    title: visit.t('cite.title', { title: article.title }),
    description: article.lead,
    section: `articles:${article.kind}`,
    article: headOf(article),
    line,
    old: isOld,
    linkedData: linkedData(record),
    citations: [...readyCitations(visit, found), ...files],
  });
}

/** GET /wiki/:slug/cite.bib, .ris and .json */
export function sendCitation(ending: Ending) {
  return async (visit: Visit): Promise<Answer> => {
    const { article, line, record } = await citedAt(visit);
    const { write, type } = FILES[ending];
    const text = (await fileWriters())[write](record);
    return file(text, type, `${article.slug}-${line.number}.${ending}`);
  };
}

/** Returns the revision that an address asks to have cited, the current one unless it gives a number; the article as it was called then. */
async function citedAt(visit: Visit): Promise<CitedRevision> {
  const { db } = visit.context;
  const article = await articleAt(visit);
  const number = numberAsked(visit, article);
  const line = await revisionLine(db, article.id, number, visit.author);
  const { title } = await contentAt(db, article.id, number, visit.author);
  const { authors } = await contributorsOf(db, article, number);
  const cited = { article: { ...article, title }, line, authors };
  return { ...cited, isOld: number < article.number, record: recordOf(visit, cited) };
}

/** citation-js takes a tenth of a second to load, which no start and no other page should wait for. */
function fileWriters() {
  return import('../../text/citation/files.ts');
}

/** The citations that are ready to stand in a text, as HTML. */
function readyCitations({ t, where: { lang } }: Visit, { article, line, record }: CitedRevision): Citation[] {
  const words = {
    title: /[.!?…]$/.test(record.title) ? record.title : `${record.title}.`,
    site: record['container-title'],
    number: record.version,
    address: decodeURI(record.URL),
  };
  const plain = {
    ...words,
    authors: plainAuthors(record.author, { and: t('cite.and'), others: t('cite.others') }),
    day: formats(lang).dayText(line.writtenAt),
    licence: licenceOf(article.licence).name,
  };
  const apa = { ...words, authors: apaAuthors(record.author), ...apaDate(record, lang) };
  return [
    { name: 'plain', html: t('cite.plainForm', escaped(plain)) },
    { name: 'apa', html: t('cite.apaForm', escaped(apa)) },
  ];
}

function apaDate({ issued }: CslRecord, lang: Lang) {
  const [year, month, day] = issued['date-parts'][0];
  const locale = lang === 'da' ? 'da-DK' : 'en-US';
  const format = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', timeZone: 'UTC' });
  return { year: String(year), monthAndDay: format.format(Date.UTC(year, month - 1, day)) };
}

function escaped(texts: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, escapeHtml(text)]));
}
