/** The addresses of those who look after the wiki: what they may limit, and who they are. */
import type { Address } from '../frame/visit.ts';
import { showBlockForm, showUnblockForm, takeBlockForm, takeUnblockForm } from './blocks.ts';
import { showProtectForm, takeProtectForm } from './protections.ts';
import { showModerators, showRoleForm, takeRoleForm } from './roles.ts';

export const door: readonly Address[] = [
  {
    path: '/wiki/:slug/protect',
    who: 'author',
    deed: 'protect',
    get: showProtectForm,
    post: takeProtectForm,
  },
  { path: '/people/:id/block', who: 'author', deed: 'block', get: showBlockForm, post: takeBlockForm },
  {
    path: '/people/:id/unblock',
    who: 'author',
    deed: 'unblock',
    get: showUnblockForm,
    post: takeUnblockForm,
  },
  { path: '/people/:id/role', who: 'author', deed: 'appoint', get: showRoleForm, post: takeRoleForm },
  { path: '/moderators', who: 'anyone', get: showModerators, changesWith: 'wiki' },
];
