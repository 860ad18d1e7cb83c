/**
 * A citation for other programs: BibTeX, RIS and CSL-JSON. citation-js says which field of each format a field of CSL
 * becomes; nothing is ever read by it here, since it would fetch what looks like an address.
 */
import { plugins } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import '@citation-js/plugin-ris';
import type { CslName } from './names.ts';
import { isoDay, type CslRecord } from './record.ts';

// Its spelling in ASCII drops whole letters, such as Ж, and rewrites others: m² becomes m2. Today's programs read UTF-8.
plugins.config.get('@bibtex').format.asciiOnly = false;

/** Returns a record as a BibTeX file. */
export function bibtex(record: CslRecord): string {
  const [entry] = plugins.output.format<BibtexEntry[]>('bibtex', [inTex(record)], { format: 'object' });
  const { type, label, properties } = entry!;
  const [year, month, day] = record.issued['date-parts'][0];
  const howpublished = escapeTex(record['container-title']);
  // citation-js would write "nov 21" as the month, which BibTeX can't sort by, and the address where % begins a comment.
  const fields = { ...properties, year, month, day, howpublished };
  const lines = Object.entries(fields).map(([name, value]) => `  ${name} = {${value}},\n`);
  return `@${type}{${label},\n${lines.join('')}}\n`;
}

/** Returns a record as an RIS file. */
export function ris(record: CslRecord): string {
  const [entry] = plugins.output.format<RisEntry[]>('ris', [record], { format: 'object' });
  const DA = `${isoDay(record).replaceAll('-', '/')}/`;
  // citation-js would cut the key at 20 letters, leave zeros out of the date, and break lines inside an address.
  const { TY, ...fields } = { ...entry!, ID: record.id, DA };
  const line = (tag: string, value: unknown) => `${tag}  - ${String(value)}\n`;
  const lines = Object.entries(fields).flatMap(([tag, values]) =>
    [values].flat().map((value) => line(tag, value)),
  );
  return `${line('TY', TY)}${lines.join('')}ER  - \n`;
}

/** Returns a record as a CSL-JSON file. */
export function cslJson(record: CslRecord): string {
  return `${JSON.stringify([record], null, 2)}\n`;
}

interface BibtexEntry {
  type: string;
  label: string;
  properties: Record<string, string>;
}

interface RisEntry {
  TY: string;
  [tag: string]: string | string[];
}

/** The record with its words as TeX reads them; the address stands as it is, as BibTeX's `url` wants it. */
function inTex(record: CslRecord): CslRecord {
  return {
    ...record,
    title: escapeTex(record.title),
    note: escapeTex(record.note),
    author: record.author.map(
      (name) =>
        Object.fromEntries(Object.entries(name).map(([part, text]) => [part, nameInTex(text)])) as CslName,
    ),
  };
}

/** Between the names of two authors stands `and`, in any case; within one it's in braces. */
function nameInTex(name: string): string {
  return escapeTex(name).replace(/(?<!\S)and(?!\S)/gi, '{$&}');
}

/** Braces as words: BibTeX counts them even behind a backslash. */
const TEX: Record<string, string> = {
  '\\': '\\textbackslash{}',
  '{': '\\textbraceleft{}',
  '}': '\\textbraceright{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '<': '\\textless{}',
  '>': '\\textgreater{}',
};

function escapeTex(text: string): string {
  return text.replace(/[\\{}~^<>%&#_$]/g, (character) => TEX[character] ?? `\\${character}`);
}
