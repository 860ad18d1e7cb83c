/** Tells the Danish words of the interface from all others, so that none of them is left on an English page. */
import { kinds } from '../../server/kinds/index.ts';
import { da, en } from '../../server/locales/index.ts';

const blank = /\{\{\w+\}\}/;
const patterns = danishPatterns();

/** Returns those of some texts that are a Danish sentence or label, or the piece of one between two blanks. */
export function danishAmong(texts: readonly string[]): string[] {
  return texts.filter((text) => patterns.some((pattern) => pattern.test(text)));
}

function danishPatterns(): RegExp[] {
  const labels = labelsIn(kinds);
  const pieces = (texts: string[]) =>
    texts.flatMap((text) => [text, ...text.split(blank).map((piece) => piece.trim())]);
  const english = new Set(pieces([...textsIn(en), ...labels.map((label) => label.en)]));
  return pieces([...textsIn(da), ...labels.map((label) => label.da)])
    .filter((text) => !english.has(text) && /\p{L}{2}/u.test(text.split(blank).join('')))
    .map((text) => text.split(blank).map((piece) => piece.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')))
    .map((parts) => new RegExp(`^${parts.join('.+')}$`, 'iu'));
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

function labelsIn(value: unknown): { da: string; en: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('da' in value && 'en' in value) return [value as { da: string; en: string }];
  return Object.values(value).flatMap(labelsIn);
}
