/** How to cite a revision of an article: ready citations, and files for the programs that keep literature. */
import ejs from 'ejs';
import type { Request, Response } from 'express';
import type { Context } from '../../context.ts';
import type { Lang } from '../../kinds/kind.ts';
import { licenceOf } from '../../kinds/licences.ts';
import { apaAuthors, plainAuthors } from '../../text/citation/names.ts';
import { linkedData, type CslRecord } from '../../text/citation/record.ts';
import type { Article } from '../../wiki/articles/articles.ts';
import { contributorsOf } from '../../wiki/credit/contributors.ts';
import { revisionLine, type RevisionLine } from '../../wiki/history/lines.ts';
import { contentAt } from '../../wiki/history/revisions.ts';
import { headOf } from '../showing/article.ts';
import { articleAt, numberAsked } from './article.ts';
import { formats } from '../frame/formats.ts';
import { articlePath, hrefIn, langOf, translator, whereOf } from '../frame/language.ts';
import { page } from '../frame/render.ts';
import { recordOf } from '../showing/linked-data.ts';

/** What a cited revision is made into for programs, by the ending of the file's name. */
const FILES = {
  bib: { write: 'bibtex', type: 'application/x-bibtex' },
  ris: { write: 'ris', type: 'application/x-research-info-systems' },
  json: { write: 'cslJson', type: 'application/vnd.citationstyles.csl+json' },
} as const;

type Ending = keyof typeof FILES;

interface Cited {
  article: Article;
  line: RevisionLine;
  record: CslRecord;
}

/** GET /wiki/:slug/cite?number= */
export async function showCitation(context: Context, request: Request, response: Response): Promise<void> {
  const cited = await citedBy(context, request, response, '/cite');
  if (!cited) return;
  const { article, line, record } = cited;
  const lang = langOf(response);
  const t = translator(lang);
  const writers = await fileWriters();
  const query = line.number === article.number ? '' : `?number=${line.number}`;
  const files = (Object.keys(FILES) as Ending[]).map((ending) => ({
    name: ending,
    html: ejs.escapeXML(writers[FILES[ending].write](record).replace(/\n$/, '')),
    file: `cite.${ending}`,
    href: hrefIn(whereOf(response), articlePath(article.slug, `/cite.${ending}${query}`)),
  }));
  await page(context, request, response, 'articles/cite', {
    title: t('cite.title', { title: article.title }),
    section: `articles:${article.kind}`,
    article: headOf(article),
    line,
    old: line.number < article.number,
    linkedData: linkedData(record),
    citations: [...readyCitations(cited, lang), ...files],
  });
}

/** GET /wiki/:slug/cite.bib, .ris and .json */
export function citationFile(ending: Ending) {
  return async (context: Context, request: Request, response: Response): Promise<void> => {
    const cited = await citedBy(context, request, response, `/cite.${ending}`);
    if (!cited) return;
    const { write, type } = FILES[ending];
    response.attachment(`${cited.article.slug}-${cited.line.number}.${ending}`);
    response.set('Content-Type', `${type}; charset=utf-8`);
    response.send((await fileWriters())[write](cited.record));
  };
}

/** Returns the revision that an address asks to have cited, the current one unless it gives a number; the article as it was called then. */
async function citedBy(
  context: Context,
  request: Request,
  response: Response,
  rest: string,
): Promise<Cited | undefined> {
  const article = await articleAt(context, request, response, rest);
  if (!article) return undefined;
  const number = numberAsked(request, article);
  const line = await revisionLine(context.db, article.id, number);
  const { title } = await contentAt(context.db, article.id, number);
  const named = { ...article, title };
  const contributors = await contributorsOf(context.db, article, number);
  return { article: named, line, record: recordOf(context, named, line, contributors, langOf(response)) };
}

/** citation-js takes a tenth of a second to load, which no start and no other page should wait for. */
function fileWriters() {
  return import('../../text/citation/files.ts');
}

/** The citations that are ready to stand in a text, as HTML. */
function readyCitations({ article, line, record }: Cited, lang: Lang) {
  const t = translator(lang);
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
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, ejs.escapeXML(text)]));
}
