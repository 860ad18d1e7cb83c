/** The one Markdown parser: which dialect we speak, and its like for what people say to each other. HTML in a text is text. */
import MarkdownIt, { type StateCore } from 'markdown-it';
import { bareAddresses } from './bare-addresses.ts';
import { boundBrackets } from './brackets.ts';
import { keepToBudget } from './budget.ts';
import { linksAndBreaksInCells } from './cells.ts';
import { keepDeepText } from './depth.ts';
import { boundEmphasis } from './emphasis.ts';
import { footnotes } from './footnotes.ts';
import { leanTokens } from './lean-tokens.ts';
import { isAllowedLink } from './links.ts';
import { mentions } from './mentions.ts';
import { notes } from './notes.ts';
import { boundQuotes } from './quotes.ts';
import { taskLists } from './task-lists.ts';
import { wikiLinkRule } from './wiki-links.ts';

/** What the parts of a text say to each other: definitions of links and footnotes. */
export type Env = StateCore['env'];

// The footnotes are put in their place from what the budget has left.
export const parser = dialect().use(keepToBudget).use(footnotes);

/** Of posts: it knows mentions, and no footnotes, of which a page of several would have the same twice. */
export const postParser = dialect().use(mentions).use(keepToBudget);

function dialect() {
  const md = new MarkdownIt({ html: false, linkify: true });
  md.validateLink = isAllowedLink;
  return md
    .use(leanTokens)
    .use(linksAndBreaksInCells)
    .use(bareAddresses)
    .use(keepDeepText)
    .use(boundQuotes)
    .use(wikiLinkRule)
    .use(boundBrackets)
    .use(boundEmphasis)
    .use(notes)
    .use(taskLists);
}
