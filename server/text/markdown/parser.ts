/** The one Markdown parser: which dialect we speak. HTML in a text is text. */
import MarkdownIt from 'markdown-it';
import { keepDeepText } from './depth.ts';
import { footnotes } from './footnotes.ts';
import { isAllowedLink } from './links.ts';
import { notes } from './notes.ts';
import { taskLists } from './task-lists.ts';
import { wikiLinkRule } from './wiki-links.ts';

/**
 * Endings that make a bare name a link. Those that are also words (`.de`, `.se`, `.no`) or file types (`.md`) are left
 * out, so that a forgotten space after a full stop makes no link; with https:// in front every address is one.
 */
const BARE_ENDINGS = 'dk gl fo eu uk fi nl fr com org net edu gov int info museum'.split(' ');

export const parser = new MarkdownIt({ html: false, linkify: true });

parser.validateLink = isAllowedLink;
parser.linkify.set({ fuzzyLink: true }).tlds(BARE_ENDINGS).add('//', null).add('ftp:', null);
parser.use(keepDeepText).use(wikiLinkRule).use(notes).use(footnotes).use(taskLists);
