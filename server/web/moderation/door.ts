/** The addresses of those who look after the wiki: what they may limit, take from view or erase, and who they are. */
import type { Address } from '../frame/visit.ts';
import { showBlockForm, showUnblockForm, takeBlockForm, takeUnblockForm } from './blocks.ts';
import { showDeletionForm, takeDeletionForm } from './deletion.ts';
import { DESK_QUERY, showDesk, takePatrol, takePersonPatrol } from './desk.ts';
import { showEnquirySent, showModerators, takeEnquiry } from './enquiries.ts';
import {
  confirmRequest,
  showConfirmForm,
  endRequestAs,
  showErasureForm,
  showPostErasureForm,
  showRemovalForm,
  showRequests,
  takeErasureForm,
  takePostErasureForm,
  takeRemovalForm,
} from './erasing.ts';
import { showFreeingForm, takeFreeingForm } from './freeing.ts';
import { showHidingForm, takeHidingForm } from './hiding.ts';
import { showProtectForm, takeProtectForm } from './protections.ts';
import { sendRemovals, showRemovals } from './removals.ts';
import { showRollback, takeRollback } from './rollbacks.ts';
import { showRoleForm, takeRoleForm } from './roles.ts';

const erasing = { who: 'author', deed: 'ask-erasure' } as const;

export const door: readonly Address[] = [
  { path: '/moderation', who: 'author', deed: 'patrol', get: showDesk, query: [...DESK_QUERY, 'before'] },
  { path: '/wiki/:slug/history/:number/patrol', who: 'author', deed: 'patrol', post: takePatrol },
  { path: '/people/:id/patrol', who: 'author', deed: 'patrol-person', post: takePersonPatrol },
  {
    path: '/wiki/:slug/protect',
    who: 'author',
    deed: 'protect',
    get: showProtectForm,
    post: takeProtectForm,
  },
  ...(['delete', 'undelete'] as const).map((deed): Address => ({
    ...{ path: `/wiki/:slug/${deed}`, who: 'author', deed, draft: true, query: ['next'] },
    get: showDeletionForm(deed),
    post: takeDeletionForm(deed),
  })),
  {
    ...{ path: '/wiki/:slug/free', who: 'author', deed: 'free-title', draft: true },
    get: showFreeingForm,
    post: takeFreeingForm,
  },
  {
    ...{ path: '/wiki/:slug/history/:number/hide', who: 'author', deed: 'hide', draft: true },
    get: showHidingForm,
    post: takeHidingForm,
  },
  {
    ...{ path: '/wiki/:slug/history/:number/erase', ...erasing, draft: true },
    get: showErasureForm,
    post: takeErasureForm,
  },
  {
    ...{ path: '/wiki/:slug/talk/:thread/:post/erase', ...erasing, draft: true },
    get: showPostErasureForm,
    post: takePostErasureForm,
  },
  { path: '/people/:id/block', who: 'author', deed: 'block', get: showBlockForm, post: takeBlockForm },
  {
    path: '/people/:id/unblock',
    who: 'author',
    deed: 'unblock',
    get: showUnblockForm,
    post: takeUnblockForm,
  },
  {
    ...{ path: '/people/:id/rollback', who: 'author', deed: 'rollback-person', query: ['since'] },
    get: showRollback,
    post: takeRollback,
  },
  { path: '/people/:id/role', who: 'author', deed: 'appoint', get: showRoleForm, post: takeRoleForm },
  { path: '/people/:id/erase', ...erasing, draft: true, get: showRemovalForm, post: takeRemovalForm },
  { path: '/erasures', ...erasing, get: showRequests },
  { path: '/erasures/:request/confirm', ...erasing, get: showConfirmForm, post: confirmRequest },
  { path: '/erasures/:request/withdraw', ...erasing, post: endRequestAs('withdraw') },
  { path: '/erasures/:request/refuse', ...erasing, post: endRequestAs('refuse') },
  { path: '/removals', who: 'anyone', get: showRemovals, query: ['before'], changesWith: 'wiki' },
  { path: '/removals.json', who: 'anyone', get: sendRemovals, query: ['before'] },
  {
    ...{ path: '/moderators', who: 'anyone', query: ['about'], changesWith: 'wiki' },
    get: showModerators,
    post: takeEnquiry,
  },
  { path: '/moderators/sent', who: 'anyone', robots: 'noindex', get: showEnquirySent },
];
