/** Mentions in what somebody says, stored as `@[12]`: each leads to the person of that number, by what they are called now. */
import type { MarkdownIt, StateInline } from 'markdown-it';

/** A person as a mention shows them. */
export interface Mentioned {
  readonly name: string;
  readonly href: string;
}

const MENTION = /@\[(\d{1,9})\]/y;
const LETTER = /[\p{L}\p{N}_]/u;

/** Teaches a parser mentions; a number that is nobody's stays as it's written. */
export function mentions(md: MarkdownIt): void {
  const { escapeHtml } = md.utils;
  md.inline.ruler.before('link', 'mention', readMention);
  md.renderer.rules['mention'] = (tokens, index, _options, env) => {
    const { id, isInLink } = tokens[index]!.meta as { id: number; isInLink: boolean };
    const person = (env!['people'] as ReadonlyMap<number, Mentioned>).get(id);
    if (!person) return `@[${id}]`;
    const name = `@${escapeHtml(person.name)}`;
    return isInLink ? name : `<a class="mention" href="${escapeHtml(person.href)}">${name}</a>`;
  };
}

function readMention(state: StateInline, silent: boolean): boolean {
  MENTION.lastIndex = state.pos;
  const match = MENTION.exec(state.src);
  if (!match || LETTER.test(state.src[state.pos - 1] ?? '')) return false;
  if (!silent)
    state.push('mention', '', 0).meta = { id: Number(match[1]), isInLink: (state.linkLevel ?? 0) > 0 };
  state.pos += match[0].length;
  return true;
}
