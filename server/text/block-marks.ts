/**
 * Spaces of another kind beside the marks of blocks (no-break, thin, em, ideographic), which are typed or pasted unseen and make
 * text of a heading, an item, a table or a definition. There they become spaces; in code, and wherever else a line has them, they
 * stay.
 */

const OTHER_SPACE = /[^\P{Zs} ]/u;
const ALL_OTHER_SPACES = new RegExp(OTHER_SPACE, 'gu');
const MONTHS =
  'januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december|january|february|march|may|june|july|october';
/** The mark of an item, but for the number of a date. */
const ITEM = String.raw`(?:[-+*]|\d{1,9}[.)](?! +(?:${MONTHS})\b)) +(?:\[[ x]\] +)?`;
/** The marks of quotes and items, of which some may stand behind each other. */
const AROUND = new RegExp(String.raw`^(?: *(?:>|${ITEM}))+ *`, 'i');
const ENDS_IN_ITEM = new RegExp(`${ITEM} *$`, 'i');
/** The mark of a heading, a box, a footnote or a definition. */
const MARK = /^ *(?:#{1,6}|:{3,}|\[[^\]]+\]:)(?: +|$)/;
const HEADING_ENDS = /(?<! ) +#+ *$/;
/** All of a line that is drawn: what parts a table's head from its rows, underlines a heading, or stands across the page. */
const DRAWN = /^(?=.*[|=_*-])[ |:=_*-]+$/;
const FENCE = /^ *(`{3,}(?=[^`]*$)|~{3,})/;
const QUOTED = /^[ >]*/;
const QUOTES = /^(?: {0,3}> ?)*/;
/** How far in, from the text around it, code begins. */
const CODE_INDENT = 4;
const TAB = ' '.repeat(CODE_INDENT);

/** Returns a text with spaces for those of another kind beside its marks. It takes time in proportion to the length. */
export function withSpacesAtMarks(text: string): string {
  if (!OTHER_SPACE.test(text)) return text;
  const reading: MarkReading = { fence: '', column: 0 };
  let last = 0;
  return text
    .split('\n')
    .map((line) => {
      const number = Number(NUMBERED.exec(line)?.[1] ?? NaN);
      const isText = NUMBER_KEPT.test(line) && number > 1 && number !== last + 1;
      if (number >= 0) last = number;
      return isCode(line, reading) || isText ? line : withSpaces(line);
    })
    .join('\n');
}

const NUMBERED = /^[ >]*(\d{1,9})[.)]\s/;
/** Whoever keeps a number with its word (»3. sal«) begins no list; an item is the first, or follows the number before. */
const NUMBER_KEPT = new RegExp(String.raw`^[ >]*\d{1,9}[.)]${OTHER_SPACE.source}`, 'u');

/** The marks that the code that is open begins with, and where in its line the text of the last item begins. */
interface MarkReading {
  fence: string;
  column: number;
}

/** Returns a line as a reader sees it, each letter where it was. */
function seen(line: string): string {
  return line.replace(ALL_OTHER_SPACES, ' ').replaceAll('\t', ' ');
}

function isCode(written: string, reading: MarkReading): boolean {
  const line = seen(written);
  const { quote, indent } = placesIn(spaced(written));
  if (reading.fence !== '') {
    const text = line.replace(QUOTED, '').trimEnd();
    if (text.startsWith(reading.fence) && text === FENCE.exec(text)?.[1]) reading.fence = '';
    return true;
  }
  if (line.trim() === '') return true;
  if (indent - Math.max(quote, reading.column) >= CODE_INDENT) return true;
  const around = AROUND.exec(line)?.[0] ?? '';
  if (ENDS_IN_ITEM.test(around)) reading.column = around.length;
  else reading.column = Math.min(reading.column, indent);
  reading.fence = FENCE.exec(line.slice(around.length))?.[1] ?? '';
  return false;
}

/** Returns where a line begins behind the marks of its quotes, and where its text does. */
function placesIn(line: string): { quote: number; indent: number } {
  const { length: quote } = QUOTES.exec(line)![0];
  const white = /^\s*/.exec(line.slice(quote))![0].replaceAll('\t', TAB);
  return { quote, indent: quote + white.length };
}

function withSpaces(line: string): string {
  const plain = seen(line);
  const around = AROUND.exec(plain)?.[0].length ?? 0;
  const behind = plain.slice(around);
  if (DRAWN.test(behind)) return spaced(line);
  const mark = MARK.exec(behind)?.[0] ?? '';
  const from = around + mark.length;
  const ends = mark.trimStart().startsWith('#') ? (HEADING_ENDS.exec(plain.slice(from))?.[0].length ?? 0) : 0;
  const to = line.length - ends;
  return spaced(line.slice(0, from)) + line.slice(from, to) + spaced(line.slice(to));
}

function spaced(part: string): string {
  return part.replace(ALL_OTHER_SPACES, ' ');
}
