/** Tables that scroll sideways on a narrow screen, reached by keyboard and named, with columns aligned by class. */
import MarkdownIt, { type Token } from 'markdown-it';

/** Returns the tokens with a scrolling, labelled box ("Tabel 1") around each table. */
export function wrapTables(tokens: readonly Token[], label: string): Token[] {
  let number = 0;
  return tokens.flatMap((token, index) => {
    if (token.type === 'th_open' || token.type === 'td_open') dressCell(token, tokens, index);
    if (token.type === 'table_close')
      return [token, new MarkdownIt.Token('scroll_close', 'div', -1)].map(asBlock);
    if (token.type !== 'table_open') return token;
    token.attrSet('class', 'table');
    number += 1;
    return [scrollBox(`${label} ${number}`), token].map(asBlock);
  });
}

function scrollBox(label: string): Token {
  const box = new MarkdownIt.Token('scroll_open', 'div', 1);
  box.attrs = [
    ['class', 'table--responsive-scroll'],
    ['tabindex', '0'],
    ['role', 'region'],
    ['aria-label', label],
  ];
  return box;
}

/** The alignment comes as an inline style, which our pages forbid; a heading cell without words heads nothing. */
function dressCell(cell: Token, tokens: readonly Token[], index: number): void {
  const alignment = /text-align:(left|center|right)/.exec(String(cell.attrGet('style')))?.[1];
  cell.attrs = alignment ? [['class', `align-text-${alignment}`]] : [];
  if (cell.tag !== 'th') return;
  if (tokens[index + 1]?.content === '') cell.tag = tokens[index + 2]!.tag = 'td';
  else cell.attrSet('scope', 'col');
}

function asBlock(token: Token): Token {
  token.block = true;
  return token;
}
