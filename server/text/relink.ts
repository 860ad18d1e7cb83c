/** Links in a text led to where an article is now: what they show stays, and nothing else is changed. */
import { unitsOf, saidIn, type SourceUnit } from './markdown/source/units.ts';
import type { SaidPiece } from './markdown/source/pieces.ts';
import { wikiPath, withSlug } from './markdown/wiki-addresses.ts';
import { titleInLink, unescapedPart, wikiLinkAt, type WrittenWikiLink } from './markdown/wiki-links.ts';
import { slugOf } from './slug.ts';

/** A stretch of a source, and what stands there instead. */
interface Replacement {
  from: number;
  to: number;
  text: string;
}

/**
 * Returns a Markdown text in which each link to one of some slugs leads to an article by its title; what readers see of it stays
 * what it was. The parser says what is a link, so that code and what else only looks like one is left as it is.
 */
export function relink(source: string, slugs: ReadonlySet<string>, title: string): string {
  let [relinked, end] = ['', 0];
  for (const { from, to, text } of replacementsIn(source, slugs, title)) {
    if (from < end) continue;
    relinked += source.slice(end, from) + text;
    end = to;
  }
  return relinked + source.slice(end);
}

function replacementsIn(source: string, slugs: ReadonlySet<string>, title: string): Replacement[] {
  return unitsOf(source).flatMap((unit) =>
    saidIn(unit).flatMap((piece) => {
      if (piece.seen !== undefined || (piece.kind !== 'address' && piece.kind !== 'brackets')) return [];
      return wikiLinkFor(unit, piece, slugs, title) ?? addressFor(source, piece, slugs, slugOf(title)) ?? [];
    }),
  );
}

/** What stands before what a link shows begins with its brackets, or right behind them. */
function wikiLinkFor(
  { source, stretches }: SourceUnit,
  { from }: SaidPiece,
  slugs: ReadonlySet<string>,
  title: string,
): Replacement | undefined {
  const above = source.slice(Math.max(0, from - LONGEST_LINK), from).trimEnd();
  if (!source.startsWith('[[', from) && !above.endsWith('[[')) return undefined;
  const at = source.startsWith('[[', from) ? from : source.lastIndexOf('[[', from);
  const isCell = stretches.some(({ kind }) => kind === 'cell');
  const found = isCell ? wikiLinkAt(inText(source.slice(at, at + LONGEST_LINK)), 0) : wikiLinkAt(source, at);
  if (!found || !slugs.has(found.link.slug)) return undefined;
  const { link, length } = found;
  const shown = shownBy(found);
  const place = nameOf(title) + (link.heading === '' ? '' : `#${titleInLink(link.heading)}`);
  const text = `[[${place}|${shown.length > LONGEST ? link.title : shown}]]`;
  if (!isCell) return { from: at, to: at + length, text };
  return { from: at, to: endInCell(source, at, length), text: text.replaceAll('|', '\\|') };
}

/** Three parts of 120 letters, each behind a backslash. */
const LONGEST_LINK = 800;

/** Returns a part of a cell as the cell says it. */
function inText(cell: string): string {
  return cell.replaceAll('\\|', '|');
}

/** Returns where something ends in a cell that begins at a place and has a length as the cell says it. */
function endInCell(source: string, at: number, length: number): number {
  let end = at;
  for (let k = 0; k < length; k++) end += source.startsWith('\\|', end) ? 2 : 1;
  return end;
}

/** Returns what a link shows, as one says it behind a bar: there it's Markdown. */
function shownBy({ text, isPiped }: WrittenWikiLink): string {
  return isPiped ? text : unescapedPart(text).replace(/[\\`*_~<&[\]]/g, String.raw`\$&`);
}

/** How long what a link shows may be, if it's said apart from where it leads. */
const LONGEST = 120;

/** A title that would end the link, or begin another part of it, is said by its slug. */
function nameOf(title: string): string {
  return /[[\]|#]/.test(title) ? slugOf(title) : title;
}

function addressFor(
  source: string,
  { from, to }: SaidPiece,
  slugs: ReadonlySet<string>,
  slug: string,
): Replacement | undefined {
  const address = source.slice(from, to);
  const target = wikiPath(address);
  return target && slugs.has(target.slug) ? { from, to, text: withSlug(address, slug) } : undefined;
}
