/**
 * Footnotes, numbered in the order they are first referred to. The package reads the definitions; its handling of
 * references and its ordering take a minute for a hostile text of 256 kB, so those are ours.
 */
import MarkdownIt, {
  type MarkdownIt as Parser,
  type RendererRule,
  type StateCore,
  type StateInline,
  type Token,
} from 'markdown-it';
import footnotePackage from 'markdown-it-footnote';
import { added, labelsOf } from './labels.ts';

const { escapeHtml } = new MarkdownIt().utils;

const REFERENCE = /\[\^([^\s\]]{1,100})\]/y;

/**
 * Teaches a parser footnotes: `[^name]` in the text and `[^name]: …` on a line of its own, of which the first counts. Each leads
 * back to wherever it's referred to. Their ids hold a colon, which no heading's id does.
 */
export function footnotes(md: Parser): void {
  const rules: Record<string, RendererRule> = {
    footnote_block_open: (_tokens, _index, _options, env) =>
      `<section class="footnotes" aria-labelledby="fn:title">\n` +
      `<h2 id="fn:title">${added(labelsOf(env).footnotes)}</h2>\n<ol>\n`,
    footnote_open: (tokens, index) => `<li id="fn:${tokens[index]!.meta!['number']}">`,
    footnote_ref: (tokens, index, _options, env) => {
      const { number, turn } = tokens[index]!.meta as { number: number; turn: number };
      const label = escapeHtml(`${labelsOf(env).footnote} ${number}`);
      const id = referenceId(number, turn);
      return `<sup class="footnote-ref"><a href="#fn:${number}" id="${id}" aria-label="${label}">${number}</a></sup>`;
    },
    footnote_anchor: (tokens, index, _options, env) => {
      const { number, turns } = tokens[index]!.meta as { number: number; turns: number };
      const { back } = labelsOf(env);
      if (turns === 1) return ` ${linkBack(referenceId(number, 1), back, ARROW)}`;
      const turn = (_: unknown, i: number) =>
        linkBack(referenceId(number, i + 1), `${back} (${letters(i)})`, letters(i));
      return ` ${added(ARROW)} ${Array.from({ length: turns }, turn).join(' ')}`;
    },
  };
  md.use(footnotePackage);
  md.disable('footnote_inline');
  md.inline.ruler.at('footnote_ref', readReference);
  md.core.ruler.disable('footnote_tail');
  md.core.ruler.push('place_footnotes', placeFootnotes);
  Object.assign(md.renderer.rules, rules);
}

const ARROW = '↩\uFE0E';

/** The id of the first reference to a footnote is its number's alone. */
function referenceId(number: number, turn: number): string {
  return turn === 1 ? `fnref:${number}` : `fnref:${number}:${turn}`;
}

function linkBack(id: string, label: string, shown: string): string {
  return `<a href="#${id}" class="footnote-back" aria-label="${escapeHtml(label)}">${added(shown)}</a>`;
}

/** Returns how a list counts by letters, from 0: a, b, …, z, aa, ab. */
function letters(place: number): string {
  const last = String.fromCharCode('a'.charCodeAt(0) + (place % 26));
  return place < 26 ? last : letters(Math.floor(place / 26) - 1) + last;
}

function readReference(state: StateInline, silent: boolean): boolean {
  REFERENCE.lastIndex = state.pos;
  const label = REFERENCE.exec(state.src)?.[1];
  const defined = (state.env['footnotes'] as { refs?: Record<string, unknown> } | undefined)?.refs;
  if (label === undefined || defined?.[`:${label}`] === undefined) return false;
  if (!silent) state.push('footnote_ref', '', 0).meta = { label };
  state.pos += label.length + '[^]'.length;
  return true;
}

function placeFootnotes(state: StateCore): void {
  const { body, definitions } = takeDefinitions(state.tokens);
  const numbers = numberReferences(body, definitions);
  if (numbers.size === 0) {
    state.tokens = body;
    return;
  }
  const list = [...numbers].flatMap(([label, footnote]) =>
    listItem(definitions.get(label)!, footnote, state.Token),
  );
  const open = new state.Token('footnote_block_open', '', 1);
  state.tokens = [...body, open, ...list, new state.Token('footnote_block_close', '', -1)];
}

function takeDefinitions(tokens: readonly Token[]): { body: Token[]; definitions: Map<string, Token[]> } {
  const body: Token[] = [];
  const definitions = new Map<string, Token[]>();
  const open = [body];
  for (const token of tokens) {
    if (token.type === 'footnote_reference_open') {
      const definition: Token[] = [];
      const label = String(token.meta!['label']);
      if (!definitions.has(label)) definitions.set(label, definition);
      open.push(definition);
    } else if (token.type === 'footnote_reference_close') {
      open.pop();
    } else {
      open.at(-1)!.push(token);
    }
  }
  return { body, definitions };
}

/** A footnote that is referred to, and how often. */
interface NumberedFootnote {
  readonly number: number;
  turns: number;
}

/** A footnote may refer to footnotes of its own: the map grows while it is walked. One that was cut away leaves its reference as text. */
function numberReferences(
  body: readonly Token[],
  definitions: ReadonlyMap<string, Token[]>,
): Map<string, NumberedFootnote> {
  const numbers = new Map<string, NumberedFootnote>();
  const numberOne = (token: Token): void => {
    const label = String(token.meta!['label']);
    if (!definitions.has(label)) {
      Object.assign(token, { type: 'text', content: `[^${label}]` });
      return;
    }
    const footnote = numbers.get(label) ?? { number: numbers.size + 1, turns: 0 };
    footnote.turns++;
    numbers.set(label, footnote);
    token.meta = { number: footnote.number, turn: footnote.turns };
  };
  const number = (tokens: readonly Token[]): void => {
    for (const { children } of tokens) {
      for (const token of children ?? []) if (token.type === 'footnote_ref') numberOne(token);
    }
  };
  number(body);
  for (const label of numbers.keys()) number(definitions.get(label)!);
  return numbers;
}

function listItem(
  definition: readonly Token[],
  footnote: NumberedFootnote,
  Token: StateCore['Token'],
): Token[] {
  const [open, anchor] = ['footnote_open', 'footnote_anchor'].map((type) => {
    const token = new Token(type, '', type === 'footnote_open' ? 1 : 0);
    token.meta = { ...footnote };
    return token;
  }) as [Token, Token];
  const end = definition.at(-1)?.type === 'paragraph_close' ? -1 : definition.length;
  return [
    open,
    ...definition.slice(0, end),
    anchor,
    ...definition.slice(end),
    new Token('footnote_close', '', -1),
  ];
}
