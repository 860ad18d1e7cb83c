/** What machines ask a site for: whom to tell of a hole (RFC 9116), what to leave out (RFC 9309), what there is, and its icon. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../../project-folder.ts';
import { articlePath, hrefIn, type Where } from '../../locales/language.ts';
import { countParts, listPart } from '../../wiki/articles/sitemap.ts';
import { file, type Answer } from '../frame/answer.ts';
import { readNumber } from '../frame/fields.ts';
import type { Visit } from '../frame/visit.ts';
import { notFound } from '../../errors.ts';

const DAY = 24 * 60 * 60 * 1000;
/** How long security.txt holds, in days; it may say a year at most, and is made anew each time. */
const HOLDS = 180;
const SITEMAP = 'http://www.sitemaps.org/schemas/sitemap/0.9';

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
  const places: Where[] = [placeIn('da'), placeIn('en')];
  const lines = [
    'User-agent: *',
    ...places.flatMap((where) => paths.map((path) => `Disallow: ${hrefIn(where, path)}`)),
    '',
    `Sitemap: ${settings.baseUrl}/sitemap.xml`,
  ];
  return Promise.resolve(file(`${lines.join('\n')}\n`, 'text/plain'));

  function placeIn(lang: Where['lang']): Where {
    return { base: settings.basePath, lang };
  }
}

/** GET /sitemap.xml?part=: the articles with the time of their newest revision; where there are many, the parts to ask for. */
export async function sendSitemap({ request, context: { db, settings } }: Visit): Promise<Answer> {
  const part = readNumber(request.query['part']);
  const parts = await countParts(db);
  if (part !== undefined && !(part >= 1 && part <= parts)) throw notFound();
  const isIndex = part === undefined && parts > 1;
  const { baseUrl } = settings;
  const entries = isIndex
    ? Array.from({ length: parts }, (_, i) => entry('sitemap', `${baseUrl}/sitemap.xml?part=${i + 1}`))
    : (await listPart(db, part ?? 1)).map(({ slug, at }) => entry('url', baseUrl + articlePath(slug), at));
  const root = isIndex ? 'sitemapindex' : 'urlset';
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="${SITEMAP}">\n${entries.join('')}</${root}>\n`;
  return file(xml, 'application/xml');
}

/** GET /favicon.ico, for browsers that ask for it before they have read a page. */
export function sendFavicon(): Promise<Answer> {
  icon ??= readFileSync(join(projectFolder, 'dist/static/favicon.ico'));
  const headers = { 'Content-Type': 'image/x-icon', 'Cache-Control': `public, max-age=${DAY / 1000}` };
  return Promise.resolve({ type: 'bytes', bytes: icon, headers });
}

let icon: Buffer | undefined;

/** Slugs hold nothing but letters, figures and hyphens, and are encoded; so nothing in an address needs to be escaped. */
function entry(name: string, address: string, at?: string): string {
  return `<${name}><loc>${address}</loc>${at === undefined ? '' : `<lastmod>${at}</lastmod>`}</${name}>\n`;
}
