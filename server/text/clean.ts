/** Text at the door: whatever a form, a file or a command brings in passes here before anything else sees it. */

/** How systems end a line: Windows, old Macs, slides (vertical tab), printed pages (form feed), Unicode. */
const LINE_END = /\r\n?|[\v\f\u0085\u2028\u2029]/g;
const CONTROL = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/g;
/** They turn the rest of a line around, so that it reads otherwise than it is written. */
const DIRECTION = /[\u202A-\u202E\u2066-\u2069]/g;
const BYTE_ORDER_MARK = /^\uFEFF+/;
/** More than any script puts on a letter; what stands before keeps the search from starting anew at each mark of a run. */
const TOO_MANY_MARKS = /(?<!\p{M})(\p{M}{30})\p{M}+/gu;

/**
 * Returns the text in NFC with LF line ends, well-formed Unicode (a lone surrogate becomes U+FFFD), no byte order mark,
 * no control characters but LF and tab, and no more than 30 marks on a letter. It takes time in proportion to the length.
 */
export function cleanText(text: string): string {
  return composed(
    text.replace(LINE_END, '\n').toWellFormed().replace(CONTROL, '').replace(BYTE_ORDER_MARK, ''),
  );
}

/** Returns cleaned text on one line: runs of white space become one space, the ends are trimmed, nothing turns it around. */
export function cleanLine(text: string): string {
  return cleanText(text).replace(DIRECTION, '').replace(/\s+/g, ' ').trim();
}

/** Returns the text in NFC, with at most 30 marks on a letter: putting a run of marks in order takes the square of its length. */
export function composed(text: string): string {
  const few = (marked: string) => marked.replace(TOO_MANY_MARKS, '$1');
  // Some marks come apart into two.
  return few(few(text).normalize('NFC'));
}
