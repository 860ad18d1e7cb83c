/** What a text says that no reader sees, or that another place of it says already: told to its author before it's saved. */
import type { Token } from 'markdown-it';
import { blockTokensOf, readInline, type BlockTokens } from './block-tokens.ts';
import type { Env } from './parser.ts';
import { cellsIn } from './source/cells.ts';
import { rowFrom } from './source/leaves.ts';
import { linesOf } from './source/spans.ts';

/**
 * Cells beyond those of their table, a footnote or an address that nothing refers to, or one that was said before; an address right
 * below a text, which is read as part of that.
 */
export interface Remark {
  readonly code:
    'cells' | 'unusedNote' | 'unusedAddress' | 'doubledNote' | 'doubledAddress' | 'joinedAddress';
  /** The line that it's about, and the one before that says the same, from 1. */
  readonly line: number;
  readonly first?: number;
  /** The label, or what stands in the cells. */
  readonly text: string;
}

/** Returns what there is to say of a text, in its order. */
export function remarksOn(source: string): Remark[] {
  const blocks = blockTokensOf(source);
  const remarks = [
    ...cellRemarks(source, blocks),
    ...definitionRemarks(source, blocks),
    ...joinedRemarks(blocks),
  ];
  return remarks.sort((a, b) => a.line - b.line);
}

function cellRemarks(source: string, { tokens }: BlockTokens): Remark[] {
  const lines = linesOf(source);
  return tokens.flatMap(({ type, map }, index): Remark | [] => {
    if (type !== 'tr_open' || !map) return [];
    const row = rowFrom(tokens, index);
    const surplus = cellsIn(source, lines[map[0]]!, row)?.slice(row.cells.length) ?? [];
    const text = surplus.map(({ from, to }) => source.slice(from, to)).filter(Boolean);
    return text.length === 0 ? [] : { code: 'cells', line: map[0] + 1, text: text.join(' | ') };
  });
}

function joinedRemarks({ tokens }: BlockTokens): Remark[] {
  return tokens.flatMap(({ type, map, content }) => {
    if (type !== 'inline' || !map || !content.includes(']:')) return [];
    return content.split('\n').flatMap((own, at): Remark | [] => {
      const text = at === 0 ? undefined : DEFINES.exec(own)?.[1];
      return text === undefined ? [] : { code: 'joinedAddress', line: map[0] + at + 1, text };
    });
  });
}

/** A line that would define an address, were it not part of a text. */
const DEFINES = /^\s*\[(?!\^)((?:\\.|[^\\\]])+)\]:\s*\S+(?:\s+["'(].*)?\s*$/;

/** A definition, by the label that it's referred to by, and as it's written. */
interface WrittenDefinition {
  readonly kind: 'Note' | 'Address';
  readonly label: string;
  readonly text: string;
  readonly line: number;
}

function definitionRemarks(source: string, blocks: BlockTokens): Remark[] {
  const used = usedIn(blocks);
  const first = new Map<string, number>();
  return definitionsIn(source, blocks).flatMap(({ kind, label, text, line }): Remark | [] => {
    const key = `${kind} ${label}`;
    const before = first.get(key);
    if (before !== undefined) return { code: `doubled${kind}`, line, first: before, text };
    first.set(key, line);
    return used.has(key) ? [] : { code: `unused${kind}`, line, text };
  });
}

const LABEL = /\[((?:\\.|[^\\[\]])+)\]:/;

function definitionsIn(source: string, { tokens }: BlockTokens): WrittenDefinition[] {
  const lines = linesOf(source);
  let [at, line] = [0, 0];
  return tokens.flatMap(({ type, meta, map }): WrittenDefinition | [] => {
    if (map) at = Math.max(at, lines[map[0]]!.from);
    const label = String(meta?.['label']);
    if (type === 'footnote_reference_open') {
      // It has no line of its own, and stands behind what was read before it.
      const start = `[^${label}]:`;
      at = source.indexOf(start, at) + start.length;
      while (lines[line]!.to < at) line++;
      return { kind: 'Note', label, text: `^${label}`, line: line + 1 };
    }
    if (type !== 'reference_definition' || !map) return [];
    const { from, to } = lines[map[0]]!;
    const text = LABEL.exec(source.slice(from, to))?.[1] ?? label;
    return { kind: 'Address', label, text, line: map[0] + 1 };
  });
}

/** Returns the kinds and labels of what a text refers to; a footnote refers to something if it's referred to itself. */
function usedIn({ tokens, env }: BlockTokens): Set<string> {
  const used = new Set<string>();
  const traced = tracing(env, (label) => used.add(`Address ${label}`));
  const notes = new Map<string, string[]>();
  const open: string[][] = [[]];
  for (const token of tokens) {
    if (token.type === 'footnote_reference_open') open.push(ownList(notes, String(token.meta!['label'])));
    else if (token.type === 'footnote_reference_close') open.pop();
    else if (token.type === 'inline' && token.content.includes('['))
      open.at(-1)!.push(...notesIn(readInline(token, traced)));
  }
  const reached = new Set(open[0]);
  for (const label of reached) for (const other of notes.get(label) ?? []) reached.add(other);
  for (const label of reached) used.add(`Note ${label}`);
  return used;
}

/** Returns the list that the first footnote of a label has; the others of it count for nothing. */
function ownList(notes: Map<string, string[]>, label: string): string[] {
  const list: string[] = [];
  if (!notes.has(label)) notes.set(label, list);
  return list;
}

function notesIn(tokens: readonly Token[]): string[] {
  return tokens.flatMap(({ type, meta }) => (type === 'footnote_ref' ? String(meta!['label']) : []));
}

/** Returns what a text is read with, which tells of each address that is asked for. */
function tracing(env: Env, tell: (label: string) => void): Env {
  const { references } = env;
  if (!references) return env;
  const get = (all: typeof references, label: string) => {
    tell(label);
    return all[label]!;
  };
  return { ...env, references: new Proxy(references, { get: (all, label) => get(all, String(label)) }) };
}
