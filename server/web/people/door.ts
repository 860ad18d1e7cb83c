/** The addresses of people: everybody's page, one's own account, and the ways to become someone. */
import type { Address } from '../frame/visit.ts';
import {
  showAccountForm,
  showAddressForm,
  showBrowsers,
  showPasswordForm,
  takeAccountForm,
  takeAddressForm,
  takeBrowsersForm,
  takePasswordForm,
} from './account.ts';
import { showDomains, takeDomainsForm } from './domains.ts';
import { showReturn, takeLoginChoice } from './federated.ts';
import { showForgotForm, showResetForm, takeForgotForm, takeResetForm } from './forgotten.ts';
import { showPeople, showPerson } from './people.ts';
import { sendData, showData, showLeaveForm, takeLeaveForm } from './personal-data.ts';
import {
  showConfirmForm,
  showRegisterForm,
  showSent,
  takeAgainForm,
  takeConfirmForm,
  takeRegisterForm,
} from './registering.ts';
import { showSetupForm, showSignInForm, takeSetupForm, takeSignInForm } from './sign-in.ts';
import { signOut } from './signing-out.ts';
import { showWholeNames, takeWholeName } from './vouching.ts';
import { showWelcomeForm, takeWelcomeForm } from './welcome.ts';

const entering = { who: 'anyone', robots: 'noindex' } as const;
const own = { who: 'author' } as const;

export const door: readonly Address[] = [
  {
    path: '/people',
    who: 'anyone',
    get: showPeople,
    query: ['name', 'workplace', 'topic', 'after'],
    changesWith: 'wiki',
  },
  { path: '/people/:id', who: 'anyone', get: showPerson, query: ['before', 'names'], changesWith: 'wiki' },
  { path: '/account', ...own, get: showAccountForm, post: takeAccountForm, query: ['names'], draft: true },
  { path: '/account/address', ...own, get: showAddressForm, post: takeAddressForm },
  { path: '/account/password', ...own, get: showPasswordForm, post: takePasswordForm },
  { path: '/account/browsers', ...own, get: showBrowsers, post: takeBrowsersForm },
  { path: '/account/data', ...own, get: showData },
  { path: '/account/data.json', ...own, get: sendData },
  { path: '/account/leave', ...own, get: showLeaveForm, post: takeLeaveForm },
  { path: '/domains', ...own, deed: 'add-domain', get: showDomains, post: takeDomainsForm },
  { path: '/names', ...own, deed: 'vouch-name', get: showWholeNames, post: takeWholeName },
  { path: '/login', ...entering, get: showSignInForm, post: takeSignInForm, query: ['next'] },
  { path: '/login/:provider', ...entering, post: takeLoginChoice },
  { path: '/login/:provider/callback', ...entering, get: showReturn, query: ['code', 'state'] },
  { path: '/welcome', ...entering, get: showWelcomeForm, post: takeWelcomeForm },
  { path: '/register', ...entering, get: showRegisterForm, post: takeRegisterForm, query: ['next'] },
  { path: '/sent', ...entering, get: showSent },
  { path: '/confirm', ...entering, get: showConfirmForm, post: takeConfirmForm, query: ['token'] },
  { path: '/confirm/again', ...entering, post: takeAgainForm },
  { path: '/forgot', ...entering, get: showForgotForm, post: takeForgotForm },
  { path: '/reset', ...entering, get: showResetForm, post: takeResetForm, query: ['token'] },
  { path: '/setup', ...entering, get: showSetupForm, post: takeSetupForm, query: ['token'] },
  { path: '/logout', who: 'anyone', post: signOut },
];
