/**
 * What an address says besides the page: the path that the whole wiki lies under, if it shares its host with others, and
 * then the reader's language, which stands there alone: `/en` is English, nothing is Danish. Every address that a page
 * or an answer holds is made here.
 */
import { createInstance } from 'i18next';
import type { Lang } from '../kinds/kind.ts';
import { da, en } from './index.ts';
import { formats } from './formats.ts';

/** Returns the sentence under a key, its blanks filled in; a Date is written as its day. */
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

/** Returns an address without the path that the whole wiki lies under; one that lacks it is read as one that had it. */
export function withoutBase(base: string, url: string): string {
  return without(base, pathOf(url));
}

/** Returns an address without its language, and which that was. */
export function withoutLanguage(url: string): { url: string; lang: Lang } {
  const rest = without('/en', url);
  return { url: rest, lang: rest === url ? 'da' : 'en' };
}

/** Returns what translates into a language. */
export function translator(lang: Lang): Translate {
  return translators[lang];
}

/** Tells whether there is a sentence under a key; both languages have the same. */
export function isSaid(key: string): boolean {
  return texts.exists(key, { lng: 'da' });
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

/** Returns the path of an article or, with `rest`, of a page below it. */
export function articlePath(slug: string, rest = ''): string {
  return `/wiki/${encodeURIComponent(slug)}${rest}`;
}

/** Returns the path of a topic's page or, with `rest`, of a page below it; of one that no path can hold, that of the list of its articles. */
export function topicPath(topic: string, rest = ''): string {
  const part = encodeURIComponent(topic);
  return /^\.{1,2}$/.test(topic) ? `/articles?topic=${part}` : `/topics/${part}${rest}`;
}

/** i18next finds a sentence in its plural form; it is remembered, and its blanks are filled in here: a page holds a hundred. */
function remembering(lang: Lang): Translate {
  const translate = texts.getFixedT(lang) as Translate;
  const plural = new Intl.PluralRules(lang);
  const { dayText } = formats(lang);
  const written = (value: unknown) =>
    value instanceof Date ? dayText(value.toISOString()) : String(value ?? '');
  const known = new Map<string, string>();
  return (key, params = {}) => {
    const { count, returnObjects } = params;
    if (returnObjects) return translate(key, params);
    const form = typeof count === 'number' ? `${key} ${plural.select(count)}` : key;
    const sentence = known.get(form) ?? asserted(key, translate(key, { count, skipInterpolation: true }));
    known.set(form, sentence);
    return sentence.replace(/\{\{(\w+)\}\}/g, (_blank, name: string) => written(params[name]));
  };
}

/** A reader is shown the key of a sentence that is missing; a test is told of it. */
function asserted(key: string, sentence: string): string {
  if (sentence === key && process.env['NODE_ENV'] === 'test')
    throw new Error(`There is no sentence for ${key}`);
  return sentence;
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
