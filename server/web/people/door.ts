/** The addresses of people: everybody's page, one's own account, and the ways to become someone. */
import type { Address } from '../frame/visit.ts';
import { takeAccountForm, showAccountForm, showPeople, showPerson } from './people.ts';
import {
  takeSignInForm,
  showSignInForm,
  signOut,
  showRegisterForm,
  takeRegisterForm,
  showSetupForm,
  takeSetupForm,
} from './sign-in.ts';

const entering = { who: 'anyone', robots: 'noindex' } as const;

export const door: readonly Address[] = [
  { path: '/people', who: 'anyone', get: showPeople, query: ['after'], changesWith: 'wiki' },
  { path: '/people/:id', who: 'anyone', get: showPerson, query: ['before', 'names'], changesWith: 'wiki' },
  {
    path: '/account',
    who: 'author',
    get: showAccountForm,
    post: takeAccountForm,
    query: ['names'],
    draft: true,
  },
  { path: '/login', ...entering, get: showSignInForm, post: takeSignInForm, query: ['next'] },
  { path: '/register', ...entering, get: showRegisterForm, post: takeRegisterForm, query: ['next'] },
  { path: '/setup', ...entering, get: showSetupForm, post: takeSetupForm, query: ['token'] },
  { path: '/logout', who: 'anyone', post: signOut },
];
