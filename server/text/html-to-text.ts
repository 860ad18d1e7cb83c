/** HTML where only plain text may stand: the text that a reader of it would see. */
import { Parser } from 'htmlparser2';

/** Returns the text of HTML, without its tags and with its entities as the letters they stand for. */
export function htmlToText(source: string): string {
  if (!/[<&]/.test(source)) return source;
  let text = '';
  const parser = new Parser({ ontext: (piece) => (text += piece) });
  parser.end(source);
  return text;
}
