/** Lists of tasks: an item that starts with `[ ]` or `[x]` shows a box that can't be changed on the page. */
import type { MarkdownIt, StateCore, Token } from 'markdown-it';
import { labelsOf } from './labels.ts';

const TASK = /^\[([ xX])\]\s+/;

/** Teaches a parser the lists. */
export function taskLists(md: MarkdownIt): void {
  md.core.ruler.push('task_lists', findTasks);
  md.renderer.rules['task'] = (tokens, index, _options, env) => {
    const { done, open } = labelsOf(env);
    return tokens[index]!.meta!['done']
      ? `<input type="checkbox" disabled checked aria-label="${md.utils.escapeHtml(done)}"> `
      : `<input type="checkbox" disabled aria-label="${md.utils.escapeHtml(open)}"> `;
  };
}

function findTasks({ tokens, Token }: StateCore): void {
  tokens.forEach((item, index) => {
    if (item.type !== 'list_item_open' || tokens[index + 1]?.type !== 'paragraph_open') return;
    const children = tokens[index + 2]?.children ?? [];
    const mark = takeMark(children[0]);
    if (mark === undefined) return;
    const box = new Token('task', '', 0);
    box.meta = { done: mark !== ' ' };
    children.unshift(box);
    item.attrJoin('class', 'task');
  });
}

function takeMark(first: Token | undefined): string | undefined {
  const match = first?.type === 'text' ? TASK.exec(first.content) : null;
  if (!match) return undefined;
  first!.content = first!.content.slice(match[0].length);
  return match[1];
}
