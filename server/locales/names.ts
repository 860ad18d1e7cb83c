/** How people are called where they're named, on pages and in mails: never so that one is taken for another, or for what the wiki says of people. */
import type { Translate } from './language.ts';

/** A name as it's kept: whose, whether it's gone, what it is when it's no full name, and the number that tells it from others alike. */
export interface Called {
  readonly name: string;
  readonly personId?: number;
  readonly erased?: true;
  readonly mark?: 'handle' | 'bot';
  readonly namesake?: number;
}

/** Returns what somebody is called. */
export function calledBy(t: Translate, { name, personId, erased, mark, namesake }: Called): string {
  if (erased) return t('byline.erased', { number: personId });
  const own = mark ? t(`byline.${mark}`, { name }) : name;
  return namesake ? t('byline.numbered', { name: own, number: namesake }) : own;
}
