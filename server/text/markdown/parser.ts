/** The one Markdown parser: which dialect we speak. HTML in a text is text. */
import MarkdownIt, { type StateCore } from 'markdown-it';
import { bareAddresses } from './bare-addresses.ts';
import { boundBrackets } from './brackets.ts';
import { keepToBudget } from './budget.ts';
import { keepDeepText } from './depth.ts';
import { boundEmphasis } from './emphasis.ts';
import { footnotes } from './footnotes.ts';
import { leanTokens } from './lean-tokens.ts';
import { isAllowedLink } from './links.ts';
import { notes } from './notes.ts';
import { boundQuotes } from './quotes.ts';
import { taskLists } from './task-lists.ts';
import { wikiLinkRule } from './wiki-links.ts';

/** What the parts of a text say to each other: definitions of links and footnotes. */
export type Env = StateCore['env'];

export const parser = new MarkdownIt({ html: false, linkify: true });

parser.validateLink = isAllowedLink;
parser
  .use(leanTokens)
  .use(bareAddresses)
  .use(keepDeepText)
  .use(boundQuotes)
  .use(wikiLinkRule)
  .use(boundBrackets)
  .use(boundEmphasis)
  .use(notes)
  .use(taskLists);
// The footnotes are put in their place from what the budget has left.
parser.use(keepToBudget).use(footnotes);
