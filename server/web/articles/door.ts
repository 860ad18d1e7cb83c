/** The addresses of articles: the ways in, an article as it's read, and the forms that write it. */
import type { Address } from '../frame/visit.ts';
import { facets } from '../../kinds/filing.ts';
import { showArticle } from './article.ts';
import { citationFile, showCitation } from './cite.ts';
import { createFromForm, editForm, editFromForm, moveForm, moveFromForm, newArticle } from './editing.ts';
import { search, showArticles, showFront } from './lists.ts';
import { revertForm, revertFromForm } from './reverts.ts';
import { sendSource } from './source.ts';

const anyone = { who: 'anyone', kept: 'everything' } as const;
const form = { who: 'author', draft: true } as const;
const cited = { who: 'anyone', query: ['number'], kept: 'article' } as const;

export const door: readonly Address[] = [
  { path: '/', ...anyone, get: showFront },
  { path: '/articles', ...anyone, get: showArticles, query: ['kind', ...facets, 'unfinished', 'after'] },
  { path: '/search', ...anyone, get: search, query: ['q'], robots: 'noindex' },
  { path: '/new', ...form, get: newArticle, post: createFromForm, query: ['kind', 'title'] },
  { path: '/wiki/:slug', ...anyone, get: showArticle, tab: 'read' },
  { path: '/wiki/:slug/edit', ...form, get: editForm, post: editFromForm, tab: 'edit' },
  { path: '/wiki/:slug/move', ...form, get: moveForm, post: moveFromForm, tab: 'edit' },
  ...(['restore', 'undo', 'rollback'] as const).map((action): Address => ({
    path: `/wiki/:slug/${action}`,
    ...form,
    get: revertForm(action),
    post: revertFromForm(action),
    query: { restore: ['number'], undo: ['number', 'from', 'to'], rollback: [] }[action],
    tab: 'history',
  })),
  { path: '/wiki/:slug/source', who: 'anyone', get: sendSource, query: ['number'] },
  { path: '/wiki/:slug/cite', ...cited, get: showCitation },
  { path: '/wiki/:slug/cite.bib', who: 'anyone', get: citationFile('bib'), query: ['number'] },
  { path: '/wiki/:slug/cite.ris', who: 'anyone', get: citationFile('ris'), query: ['number'] },
  { path: '/wiki/:slug/cite.json', who: 'anyone', get: citationFile('json'), query: ['number'] },
];
