/** The addresses of articles: the front page, an article as it's read, and the forms that write it. */
import type { Address } from '../frame/visit.ts';
import { showArticle } from './article.ts';
import { sendCitation, showCitation } from './cite.ts';
import {
  takeNewForm,
  showEditForm,
  takeEditForm,
  showMoveForm,
  takeMoveForm,
  showNewForm,
} from './editing.ts';
import { showFront } from './front.ts';
import { showRevertForm, takeRevertForm } from './reverts.ts';
import { sendSource } from './source.ts';

const form = { who: 'author', deed: 'write', draft: true } as const;
const file = { who: 'anyone', query: ['number'] } as const;

export const door: readonly Address[] = [
  { path: '/', who: 'anyone', get: showFront, changesWith: 'wiki' },
  { path: '/new', ...form, makes: true, get: showNewForm, post: takeNewForm, query: ['kind', 'title'] },
  { path: '/wiki/:slug', who: 'anyone', get: showArticle, tab: 'read', changesWith: 'wiki' },
  { path: '/wiki/:slug/edit', ...form, get: showEditForm, post: takeEditForm, tab: 'edit' },
  { path: '/wiki/:slug/move', ...form, get: showMoveForm, post: takeMoveForm, tab: 'edit' },
  ...(['restore', 'undo', 'rollback'] as const).map((action): Address => ({
    path: `/wiki/:slug/${action}`,
    ...form,
    get: showRevertForm(action),
    post: takeRevertForm(action),
    query: { restore: ['number'], undo: ['number', 'from', 'to', 'next'], rollback: ['next'] }[action],
    tab: 'history',
  })),
  { path: '/wiki/:slug/source', ...file, get: sendSource },
  { path: '/wiki/:slug/cite', ...file, get: showCitation, tab: 'read', changesWith: 'article' },
  { path: '/wiki/:slug/cite.bib', ...file, get: sendCitation('bib') },
  { path: '/wiki/:slug/cite.ris', ...file, get: sendCitation('ris') },
  { path: '/wiki/:slug/cite.json', ...file, get: sendCitation('json') },
];
