/** One revision of an article as a work to cite: a record in CSL (citationstyles.org), which every form of the citation is made from. */
import { createHash } from 'node:crypto';
import { cleanLine } from '../clean.ts';
import { plainName, splitName, type CslName } from './names.ts';

/** What is cited. `day` is the local day (YYYY-MM-DD) of the revision, `address` its own, which lasts. */
export interface Work {
  slug: string;
  title: string;
  number: number;
  day: string;
  address: string;
  site: string;
  licence: { name: string; address?: string };
  authors: readonly CitedAuthor[];
}

/** An author; `whole` says that the name is no person's full name, such as a handle or a program, and isn't split. */
export interface CitedAuthor {
  name: string;
  whole?: boolean;
}

/** The fields of CSL 1.0.2 that a citation of the wiki has. CSL has none for a licence: `note` names it, `custom` says where it is. */
export interface CslRecord {
  id: string;
  'citation-key': string;
  type: 'entry-encyclopedia';
  title: string;
  'container-title': string;
  author: CslName[];
  issued: { 'date-parts': [[year: number, month: number, day: number]] };
  version: string;
  URL: string;
  language: string;
  note: string;
  custom: { license: string };
}

/** Returns the record of a work; every text of it is on one line. */
export function cslRecord(work: Work): CslRecord {
  const { licence, number } = work;
  const [year, month, day] = work.day.split('-').map(Number) as [number, number, number];
  const key = citationKey(work.slug, number);
  return {
    id: key,
    'citation-key': key,
    type: 'entry-encyclopedia',
    title: cleanLine(work.title),
    'container-title': cleanLine(work.site),
    author: work.authors.map(({ name, whole }) =>
      whole ? { literal: cleanLine(name) } : splitName(cleanLine(name)),
    ),
    issued: { 'date-parts': [[year, month, day]] },
    version: String(number),
    URL: work.address,
    language: 'da',
    note: `Version ${number}. ${licence.name}`,
    custom: { license: licence.address ?? licence.name },
  };
}

/** Returns a record as schema.org's JSON-LD, safe to stand in a script element. */
export function linkedData(record: CslRecord): string {
  const data = {
    '@context': 'https://schema.org',
    '@type': 'Article',
    headline: record.title,
    author: record.author.map(linkedName),
    datePublished: isoDay(record),
    version: record.version,
    inLanguage: record.language,
    url: record.URL,
    license: record.custom.license,
    isPartOf: { '@type': 'WebSite', name: record['container-title'] },
  };
  return JSON.stringify(data).replaceAll('<', '\\u003c');
}

/** Returns the day of a record as YYYY-MM-DD. */
export function isoDay({ issued }: CslRecord): string {
  return issued['date-parts'][0].map((part) => String(part).padStart(2, '0')).join('-');
}

/** A handle or a program isn't said to be a person. */
function linkedName(name: CslName) {
  if ('literal' in name) return { name: name.literal };
  const { family, given, suffix } = name;
  const person = { '@type': 'Person', name: plainName(name), givenName: given, familyName: family };
  return suffix === undefined ? person : { ...person, honorificSuffix: suffix };
}

/** BibTeX takes a key of plain letters and digits only; what can't be told by them is told by a digest. */
function citationKey(slug: string, number: number): string {
  const small = slug.toLowerCase();
  const danish: Record<string, string> = { æ: 'ae', ø: 'oe', å: 'aa' };
  const plain = small
    .replace(/[æøå]/g, (letter) => danish[letter]!)
    .normalize('NFKD')
    .replace(/[^a-z0-9-]/g, '')
    .replace(/-+/g, '_')
    .replace(/^_|_$/g, '');
  const isTold = plain !== '' && /^[a-z0-9æøå-]+$/.test(small);
  const digest = createHash('sha256').update(small).digest('hex').slice(0, 8);
  return [plain || 'article', ...(isTold ? [] : [digest]), number].join('_');
}
