/**
 * Footnotes, numbered in the order they are first referred to. The package reads the definitions; its handling of
 * references and its ordering take a minute for a hostile text of 256 kB, so those are ours.
 */
import type { MarkdownIt, RendererRule, StateCore, StateInline, Token } from 'markdown-it';
import footnotePackage from 'markdown-it-footnote';
import { added, labelsOf } from './labels.ts';

const REFERENCE = /\[\^([^\s\]]{1,100})\]/y;

/**
 * Teaches a parser footnotes: `[^name]` in the text and `[^name]: …` on a line of its own. Their ids hold a colon,
 * which no heading's id does.
 */
export function footnotes(md: MarkdownIt): void {
  const { escapeHtml } = md.utils;
  const rules: Record<string, RendererRule> = {
    footnote_block_open: (_tokens, _index, _options, env) =>
      `<section class="footnotes" aria-labelledby="fn:title">\n` +
      `<h2 id="fn:title">${added(labelsOf(env).footnotes)}</h2>\n<ol>\n`,
    footnote_open: (tokens, index) => `<li id="fn:${tokens[index]!.meta!['number']}">`,
    footnote_ref: (tokens, index, _options, env) => {
      const { number, first } = tokens[index]!.meta!;
      const label = escapeHtml(`${labelsOf(env).footnote} ${number}`);
      const id = first ? ` id="fnref:${number}"` : '';
      return `<sup class="footnote-ref"><a href="#fn:${number}"${id} aria-label="${label}">${number}</a></sup>`;
    },
    footnote_anchor: (tokens, index, _options, env) => {
      const label = escapeHtml(labelsOf(env).back);
      return ` <a href="#fnref:${tokens[index]!.meta!['number']}" class="footnote-back" aria-label="${label}">${added('↩\uFE0E')}</a>`;
    },
  };
  md.use(footnotePackage);
  md.disable('footnote_inline');
  md.inline.ruler.at('footnote_ref', readReference);
  md.core.ruler.disable('footnote_tail');
  md.core.ruler.push('place_footnotes', placeFootnotes);
  Object.assign(md.renderer.rules, rules);
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
  const list = [...numbers].flatMap(([label, number]) =>
    listItem(definitions.get(label)!, number, state.Token),
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
      definitions.set(String(token.meta!['label']), definition);
      open.push(definition);
    } else if (token.type === 'footnote_reference_close') {
      open.pop();
    } else {
      open.at(-1)!.push(token);
    }
  }
  return { body, definitions };
}

/** A footnote may refer to footnotes of its own: the map grows while it is walked. One that was cut away leaves its reference as text. */
function numberReferences(
  body: readonly Token[],
  definitions: ReadonlyMap<string, Token[]>,
): Map<string, number> {
  const numbers = new Map<string, number>();
  const numberOne = (token: Token): void => {
    const label = String(token.meta!['label']);
    if (!definitions.has(label)) {
      Object.assign(token, { type: 'text', content: `[^${label}]` });
      return;
    }
    const first = !numbers.has(label);
    if (first) numbers.set(label, numbers.size + 1);
    token.meta = { number: numbers.get(label), first };
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

function listItem(definition: readonly Token[], number: number, Token: StateCore['Token']): Token[] {
  const [open, anchor] = ['footnote_open', 'footnote_anchor'].map((type) => {
    const token = new Token(type, '', type === 'footnote_open' ? 1 : 0);
    token.meta = { number };
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
