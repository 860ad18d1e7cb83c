/** The addresses of people: everybody's page, one's own account, and the ways to become someone. */
import type { Address } from '../frame/visit.ts';
import { changeAccount, showAccount, showPeople, showPersonPage } from './people.ts';
import {
  login,
  loginForm,
  logout,
  registerForm,
  registerFromForm,
  setupForm,
  setupFromForm,
} from './sign-in.ts';

const entering = { who: 'anyone', robots: 'noindex' } as const;

export const door: readonly Address[] = [
  { path: '/people', who: 'anyone', get: showPeople, query: ['after'], kept: 'everything' },
  { path: '/people/:id', who: 'anyone', get: showPersonPage, query: ['before', 'names'], kept: 'everything' },
  { path: '/account', who: 'author', get: showAccount, post: changeAccount, query: ['names'], draft: true },
  { path: '/login', ...entering, get: loginForm, post: login, query: ['next'] },
  { path: '/register', ...entering, get: registerForm, post: registerFromForm, query: ['next'] },
  { path: '/setup', ...entering, get: setupForm, post: setupFromForm, query: ['token'] },
  { path: '/logout', who: 'anyone', post: logout },
];
