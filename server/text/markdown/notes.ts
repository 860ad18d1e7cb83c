/** Boxes that stand out from the text: `::: note`, `::: tip` and `::: warning`, in Danish too, with a title of their own or ours. */
import type { MarkdownIt, RendererRule } from 'markdown-it';
import container from 'markdown-it-container';
import { added, labelsOf } from './labels.ts';

const NOTE = /^\s*(note|bemærk|tip|warning|advarsel)(?:\s+(.*))?$/i;

const KINDS = { note: 'note', bemærk: 'note', tip: 'tip', warning: 'warning', advarsel: 'warning' } as const;

/** Teaches a parser the boxes. */
export function notes(md: MarkdownIt): void {
  const render: RendererRule = (tokens, index, _options, env) => {
    if (tokens[index]!.nesting === -1) return '</div>\n';
    const { kind, title } = noteOf(tokens[index]!.info);
    const heading = md.utils.escapeHtml(title.trim()) || added(labelsOf(env)[kind]);
    return `<div class="note note-${kind}" role="note">\n<p class="note-title">${heading}</p>\n`;
  };
  md.use(container, 'note', { validate: (info: string) => NOTE.test(info), render });
}

/** Returns what the line that opens a box says of it, given what stands behind its colons. */
export function noteOf(info: string) {
  const [, name = '', title = ''] = NOTE.exec(info) ?? [];
  return { kind: KINDS[name.toLowerCase() as keyof typeof KINDS], title };
}
