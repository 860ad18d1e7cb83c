/** The page that Markdown is written on: keeps blocks apart by one blank line, and everything else as it comes. */

/** Marks of a list or a quote with nothing after them: a block starts right there. */
const ONLY_MARKS = /^[ \t]*(?:>[ \t]?|(?:[-*+]|\d{1,9}[.)])[ \t]+)+$/;

export interface PlainPage {
  /** Writes on; after a block that is a new paragraph, which starts with `prefix`, or else as the block did. */
  write(text: string, prefix?: string): void;
  /** Ends the paragraph; `prefix` is what lines of the list or quote around the block start with. */
  startBlock(prefix: string): void;
  endBlock(prefix: string): void;
  /** Returns all that was written. */
  finish(): string;
}

/** Returns an empty page. */
export function newPage(): PlainPage {
  const parts: string[] = [];
  let line = '';
  let gap: { blank: string; prefix: string } | undefined;
  let endsLine = false;

  const push = (text: string): void => {
    parts.push(text);
    line = text.includes('\n') ? text.slice(text.lastIndexOf('\n') + 1) : line + text;
  };
  const endBlock = (prefix: string): void => {
    gap = { prefix, blank: gap && gap.prefix !== prefix ? '' : prefix.trimEnd() };
    while (parts.length > 0 && parts.at(-1)!.trimEnd() === '') parts.pop();
    if (parts.length > 0) parts.push(parts.pop()!.trimEnd());
  };
  return {
    write(text, prefix) {
      if (gap === undefined) return push(text);
      const [skipped] = /^(?:[ \t]*\r?\n)*/.exec(text)!;
      const start = skipped === '' ? (prefix ?? gap.prefix) : '';
      const rest = skipped === '' && prefix === undefined ? text.trimStart() : text.slice(skipped.length);
      endsLine ||= text.includes('\n');
      if (rest.trim() === '') return;
      const separator = parts.length === 0 ? '' : `\n${gap.blank}\n`;
      push(separator + start + rest);
      gap = undefined;
      endsLine = false;
    },
    startBlock(prefix) {
      if (gap !== undefined || !ONLY_MARKS.test(line)) endBlock(prefix);
    },
    endBlock,
    finish: () => parts.join('') + (gap !== undefined && endsLine && parts.length > 0 ? '\n' : ''),
  };
}
