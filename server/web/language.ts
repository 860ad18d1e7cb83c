/** The reader's language stands in the address alone: `/en` in front is English, nothing is Danish. */
import type { NextFunction, Request, Response } from 'express';
import { createInstance } from 'i18next';
import type { Lang } from '../kinds/kind.ts';
import da from '../locales/da.json' with { type: 'json' };
import en from '../locales/en.json' with { type: 'json' };

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

/** Reads the language off the address and takes it away, so that the routes know one address a page. */
export function readLanguage(request: Request, response: Response, next: NextFunction): void {
  const english = /^\/en(?=[/?]|$)/.exec(request.url);
  if (english) request.url = request.url.slice(3).replace(/^\/*/, '/');
  response.locals['lang'] = english ? 'en' : 'da';
  next();
}

/** Returns the language of an answer. */
export function langOf(response: Response): Lang {
  return response.locals['lang'] === 'en' ? 'en' : 'da';
}

/** Returns what translates into a language. */
export function translator(lang: Lang): Translate {
  return translators[lang];
}

/** Returns a path of the wiki in a language. */
export function hrefIn(lang: Lang, path: string): string {
  if (lang === 'da') return path;
  return path === '/' ? '/en' : `/en${path}`;
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
