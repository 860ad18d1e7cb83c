/** Text at the door: whatever a form, a file or a command brings in passes here before anything else sees it. */
import { withSpacesAtMarks } from './block-marks.ts';

/** How systems end a line: Windows, old Macs, slides (vertical tab), printed pages (form feed), Unicode. */
const LINE_END = /\r\n?|[\v\f\u0085\u2028\u2029]/g;
/** Control characters, and those that are none. */
const CONTROL = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\p{Noncharacter_Code_Point}]/gu;
/**
 * Nobody sees them, and they turn around what others wrote, hide something in it, or make another word of it: marks of
 * direction, and their forerunners, of annotations, and tags; and letters without a shape, such as soft hyphens.
 */
const UNSEEN =
  /[\p{Bidi_Control}\u00AD\u034F\u115F\u1160\u17B4\u17B5\u180E\u200B\u2060-\u206F\u3164\uFEFF\uFFA0\uFFF0-\uFFFB\u{13430}-\u{1343F}\u{1BCA0}-\u{1BCA3}\u{1D173}-\u{1D17A}\u{E0000}-\u{E00FF}\u{E01F0}-\u{E0FFF}]/gu;
/** What gives the letters and pictures beside it another shape. */
const SHAPING = String.raw`[\u180B-\u180D\u180F\u200C\u200D\uFE00-\uFE0F\u{E0100}-\u{E01EF}]`;
/** What has but one: these letters, figures, and signs that are no pictures. */
const ONE_SHAPE = String.raw`(?!\p{Extended_Pictographic}|\p{Emoji_Modifier})[\s\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{N}\p{P}\p{S}]`;
/** Marks that stand behind that, and where nothing stands: among them nobody sees what gives shapes, but for a keycap's figure, which has two. */
const MARKS_OF_ONE_SHAPE = new RegExp(
  String.raw`(?=[\p{M}\u200C\u200D])(?<=^|${ONE_SHAPE})[\p{M}\u200C\u200D]+`,
  'gu',
);
const IDLE_SHAPING = new RegExp(String.raw`${SHAPING}+(?!\u20E3)`, 'gu');
/** More than any script puts on a letter; what stands before keeps the search from starting anew at each mark of a run. */
const MOST_MARKS = 30;
const TOO_MANY_MARKS = new RegExp(String.raw`(?<!\p{M})(\p{M}{${MOST_MARKS}})\p{M}+`, 'gu');

/**
 * Returns the text in NFC with LF line ends, well-formed Unicode (a lone surrogate becomes U+FFFD), no byte order mark,
 * no control characters but LF and tab, no code points that stand for nothing, no more than 30 marks on a letter, and nothing that makes it read otherwise than it
 * is written. It takes time in proportion to the length.
 */
export function cleanText(text: string): string {
  const told = text.replace(LINE_END, '\n').toWellFormed().replace(CONTROL, '');
  return composed(asWritten(told));
}

/** Returns cleaned Markdown: as other text, with spaces for the no-break spaces beside the marks of blocks, but in code. */
export function cleanMarkdown(text: string): string {
  return withSpacesAtMarks(cleanText(text));
}

/** Returns cleaned text on one line: runs of white space become one space, and the ends are trimmed. */
export function cleanLine(text: string): string {
  return cleanText(text).replace(/\s+/g, ' ').trim();
}

/** Returns the text without what makes it read otherwise than it is written: what is shown may be older than the door. */
export function asWritten(text: string): string {
  return text.replace(UNSEEN, '').replace(MARKS_OF_ONE_SHAPE, (marks) => marks.replace(IDLE_SHAPING, ''));
}

/** Returns the text in NFC, with at most 30 marks on a letter: putting a run of marks in order takes the square of its length. */
export function composed(text: string): string {
  const few = (marked: string) =>
    marked.length > MOST_MARKS ? marked.replace(TOO_MANY_MARKS, '$1') : marked;
  // Some marks come apart into two.
  return few(few(text).normalize('NFC'));
}
