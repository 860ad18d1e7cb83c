/**
 * What an address says besides the page: the path that the whole wiki lies under, if it shares its host with others, and
 * then the reader's language, which stands there alone: `/en` is English, nothing is Danish. Every address that a page
 * or an answer holds is made here.
 */
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { createInstance } from 'i18next';
import type { Lang } from '../../kinds/kind.ts';
import { da, en } from '../../locales/index.ts';

/** Returns the sentence under a key, its blanks filled in. */
export type Translate = (key: string, params?: Record<string, unknown>) => string;

const texts = createInstance({
  resources: { da: { translation: da }, en: { translation: en } },
  supportedLngs: ['da', 'en'],
  interpolation: { escapeValue: false },
  returnNull: false,
});
await texts.init();

const translators: Record<Lang, Translate> = { da: remembering('da'), en: remembering('en') };

/** Where a page is read: the path that the wiki lies under, which is empty or begins with a slash, and the language. */
export interface Where {
  readonly base: string;
  readonly lang: Lang;
}

/**
 * Makes what takes the path that the wiki lies under off an address, so that the routes know nothing of it. A proxy may
 * take it off itself: an address without it is read as one that had it.
 */
export function readBase(base: string): RequestHandler {
  return (request, response, next) => {
    request.url = without(base, pathOf(request.url));
    request.originalUrl = base + request.url;
    response.locals['base'] = base;
    next();
  };
}

/** Reads the language off the address and takes it away, so that the routes know one address a page. */
export function readLanguage(request: Request, response: Response, next: NextFunction): void {
  const url = without('/en', request.url);
  response.locals['lang'] = url === request.url ? 'da' : 'en';
  request.url = url;
  next();
}

/** Returns the language of an answer. */
export function langOf(response: Response): Lang {
  return response.locals['lang'] === 'en' ? 'en' : 'da';
}

/** Returns where an answer is read. */
export function whereOf(response: Response): Where {
  return { base: String(response.locals['base'] ?? ''), lang: langOf(response) };
}

/** Returns what translates into a language. */
export function translator(lang: Lang): Translate {
  return translators[lang];
}

/** Returns the address of a path of the wiki, for whoever reads there. */
export function hrefIn({ base, lang }: Where, path: string): string {
  if (lang === 'da') return base + path;
  return path === '/' ? `${base}/en` : `${base}/en${path}`;
}

/** Returns an address of the wiki without the path that all of it lies under, or undefined when it leads elsewhere. */
export function pathIn({ base }: Where, address: string): string | undefined {
  if (!/^\/(?![/\\])[^\u0000-\u001f]*$/.test(address) || !URL.canParse(address, ELSEWHERE)) return undefined;
  const { origin, pathname } = new URL(address, ELSEWHERE);
  const isHere = origin === ELSEWHERE && `${pathname}/`.startsWith(`${base}/`);
  return isHere ? without(base, address) : undefined;
}

const ELSEWHERE = 'http://wiki';

/** Answers 303 with a path of the wiki, in the language of the request. */
export function seeOther(response: Response, path: string): void {
  response.redirect(303, hrefIn(whereOf(response), path));
}

/** Answers 301 with the path of the wiki that a page has moved to. */
export function movedTo(response: Response, path: string): void {
  response.redirect(301, hrefIn(whereOf(response), path));
}

/** Answers 303 with an address that a form asked to go on to; whatever isn't one of this wiki becomes the front page. */
export function seeNext(response: Response, address: string): void {
  const isOurs = pathIn(whereOf(response), address) !== undefined;
  response.redirect(303, isOurs ? address : hrefIn(whereOf(response), '/'));
}

/** Returns the path of an article or, with `rest`, of a page below it. */
export function articlePath(slug: string, rest = ''): string {
  return `/wiki/${encodeURIComponent(slug)}${rest}`;
}

/** i18next finds a sentence in its plural form; it is remembered, and its blanks are filled in here: a page holds a hundred. */
function remembering(lang: Lang): Translate {
  const translate = texts.getFixedT(lang) as Translate;
  const plural = new Intl.PluralRules(lang);
  const known = new Map<string, string>();
  return (key, params = {}) => {
    const { count, returnObjects } = params;
    if (returnObjects) return translate(key, params);
    const form = typeof count === 'number' ? `${key} ${plural.select(count)}` : key;
    const sentence = known.get(form) ?? translate(key, { count, skipInterpolation: true });
    known.set(form, sentence);
    return sentence.replace(/\{\{(\w+)\}\}/g, (_blank, name: string) => String(params[name] ?? ''));
  };
}

/** An address as proxies are asked for it, with the host in it, is read as any other. */
function pathOf(url: string): string {
  return url.replace(/^https?:\/\/[^/?#]*/i, '').replace(/^(?=\?|$)/, '/');
}

/** Takes a prefix of whole parts off an address; what is left begins with one slash. */
function without(prefix: string, url: string): string {
  const rest = url.slice(prefix.length);
  return prefix !== '' && url.startsWith(prefix) && /^([/?]|$)/.test(rest) ? rest.replace(/^\/*/, '/') : url;
}
