/** What machines ask a site for: whom to tell of a hole (RFC 9116), what to leave out (RFC 9309), what there is, and its icon. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { notFound } from '../../errors.ts';
import { projectFolder } from '../../project-folder.ts';
import { articlePath, hrefIn } from '../../locales/language.ts';
import { countParts, listPart } from '../../wiki/articles/sitemap.ts';
import { file, type Answer } from '../frame/answer.ts';
import { readNumber } from '../frame/fields.ts';
import { renderView } from '../frame/templates.ts';
import type { Visit } from '../frame/visit.ts';

const DAY = 24 * 60 * 60 * 1000;
/** How long security.txt holds, in days; it may say a year at most, and is made anew each time. */
const HOLDS = 180;

/** GET /.well-known/security.txt */
export function sendSecurity({ context: { settings, now } }: Visit): Promise<Answer> {
  const { baseUrl, contact = `${baseUrl}/contact` } = settings;
  const lines = [
    `Contact: ${contact}`,
    `Expires: ${new Date(Date.parse(now()) + HOLDS * DAY).toISOString()}`,
    'Preferred-Languages: da, en',
    `Canonical: ${baseUrl}/.well-known/security.txt`,
  ];
  return Promise.resolve(file(`${lines.join('\n')}\n`, 'text/plain'));
}

/** GET /robots.txt: all but the forms, in both languages. */
export function sendRobots({ addresses, context: { settings } }: Visit): Promise<Answer> {
  const forms = addresses.all.filter(({ who, post }) => who === 'author' || post);
  const paths = forms.map(({ path }) => path.replace(/:\w+/g, '*'));
  const places = (['da', 'en'] as const).map((lang) => ({ base: settings.basePath, lang }));
  const lines = [
    'User-agent: *',
    ...places.flatMap((where) => paths.map((path) => `Disallow: ${hrefIn(where, path)}`)),
    '',
    `Sitemap: ${settings.baseUrl}/sitemap.xml`,
  ];
  return Promise.resolve(file(`${lines.join('\n')}\n`, 'text/plain'));
}

/** GET /sitemap.xml?part=: the articles with the time of their newest revision; where there are many, the parts to ask for. */
export async function sendSitemap({ request, context: { db, settings } }: Visit): Promise<Answer> {
  const part = readNumber(request.query['part']);
  const parts = await countParts(db);
  if (part !== undefined && !(part >= 1 && part <= parts)) throw notFound();
  const { baseUrl } = settings;
  const isIndex = part === undefined && parts > 1;
  const entries: { address: string; at?: string }[] = isIndex
    ? Array.from({ length: parts }, (_, i) => ({ address: `${baseUrl}/sitemap.xml?part=${i + 1}` }))
    : (await listPart(db, part ?? 1)).map(({ slug, at }) => ({ address: baseUrl + articlePath(slug), at }));
  return file(renderView('law/sitemap.xml', { isIndex, entries }), 'application/xml');
}

/** GET /favicon.ico, for browsers that ask for it before they have read a page. */
export function sendFavicon(): Promise<Answer> {
  icon ??= readFileSync(join(projectFolder, 'dist/static/favicon.ico'));
  const headers = { 'Content-Type': 'image/x-icon', 'Cache-Control': `public, max-age=${DAY / 1000}` };
  return Promise.resolve({ type: 'bytes', bytes: icon, headers });
}

let icon: Buffer | undefined;
