/** The addresses of what the law asks of a site, and of what machines ask for first. */
import type { Address } from '../frame/visit.ts';
import { showContact, showCookies, showPrivacy, showStatement } from './pages.ts';
import { sendFavicon, sendRobots, sendSecurity, sendSitemap } from './machines.ts';

export const door: readonly Address[] = [
  { path: '/privacy', who: 'anyone', get: showPrivacy, changesWith: 'wiki' },
  { path: '/cookies', who: 'anyone', get: showCookies, changesWith: 'wiki' },
  { path: '/was', who: 'anyone', get: showStatement, changesWith: 'wiki' },
  { path: '/contact', who: 'anyone', get: showContact, changesWith: 'wiki' },
  { path: '/.well-known/security.txt', who: 'anyone', get: sendSecurity },
  { path: '/robots.txt', who: 'anyone', get: sendRobots },
  { path: '/sitemap.xml', who: 'anyone', get: sendSitemap, query: ['part'], changesWith: 'wiki' },
  { path: '/favicon.ico', who: 'anyone', get: sendFavicon },
];
