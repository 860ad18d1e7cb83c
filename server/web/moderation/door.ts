/** The addresses of moderation: what takes something from view, or takes it away for good. */
import type { Address } from '../frame/visit.ts';
import { showDeletionForm, takeDeletionForm } from './deletion.ts';
import {
  confirmRequest,
  endRequestAs,
  showErasureForm,
  showRemovalForm,
  showRequests,
  takeErasureForm,
  takeRemovalForm,
} from './erasing.ts';
import { showHidingForm, takeHidingForm } from './hiding.ts';
import { sendRemovals, showRemovals } from './removals.ts';

const form = { who: 'author', draft: true } as const;

export const door: readonly Address[] = [
  ...(['delete', 'undelete'] as const).map((deed): Address => ({
    path: `/wiki/:slug/${deed}`,
    ...form,
    get: showDeletionForm(deed),
    post: takeDeletionForm(deed),
  })),
  { path: '/wiki/:slug/history/:number/hide', ...form, get: showHidingForm, post: takeHidingForm },
  { path: '/wiki/:slug/history/:number/erase', ...form, get: showErasureForm, post: takeErasureForm },
  { path: '/people/:id/erase', ...form, get: showRemovalForm, post: takeRemovalForm },
  { path: '/erasures', who: 'author', get: showRequests },
  { path: '/erasures/:id/confirm', who: 'author', post: confirmRequest },
  { path: '/erasures/:id/withdraw', who: 'author', post: endRequestAs('withdraw') },
  { path: '/erasures/:id/refuse', who: 'author', post: endRequestAs('refuse') },
  { path: '/removals', who: 'anyone', get: showRemovals, query: ['before'], changesWith: 'wiki' },
  { path: '/removals.json', who: 'anyone', get: sendRemovals, query: ['before'] },
];
