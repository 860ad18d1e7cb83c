/** Text at the door: whatever a form, a file or a command brings in passes here before anything else sees it. */

// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/g;

/**
 * Returns the text in NFC with LF line ends, well-formed Unicode (a lone surrogate becomes U+FFFD) and no
 * control characters but LF and tab.
 */
export function cleanText(text: string): string {
  return text.replace(/\r\n?/g, '\n').toWellFormed().replace(CONTROL, '').normalize('NFC');
}

/** Returns cleaned text on one line: runs of white space become one space, the ends are trimmed. */
export function cleanLine(text: string): string {
  return cleanText(text).replace(/\s+/g, ' ').trim();
}
