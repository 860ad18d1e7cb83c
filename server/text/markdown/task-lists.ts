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
    const inline = tokens[index + 2]!;
    const mark = takeMark(inline);
    if (mark === undefined) return;
    const box = new Token('task', '', 0);
    box.meta = { done: mark !== ' ' };
    inline.children!.unshift(box);
    item.attrJoin('class', 'task');
  });
}

/** Takes the mark out of what a paragraph shows; behind a backslash, or written as an entity, its source has none. */
function takeMark({ content, children }: Token): string | undefined {
  const first = children?.[0];
  const match = first?.type === 'text' && TASK.test(content) ? TASK.exec(first.content) : null;
  if (!match) return undefined;
  first!.content = first!.content.slice(match[0].length);
  return match[1];
}
