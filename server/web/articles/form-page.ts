/** What the page of an article's form shows: the form as typed, what is wrong with it, and its choices. */
import type { Response } from 'express';
import type { Context } from '../../context.ts';
import type { WikiError } from '../../errors.ts';
import type { Content } from '../../kinds/content.ts';
import type { Article } from '../../wiki/articles/articles.ts';
import { FROM_NOTHING } from '../../wiki/articles/edits.ts';
import { factsLost, formChoices, formValues, type Typed } from './article-form.ts';
import { headOf, kindFor, showContent } from '../showing/article.ts';
import { errorList } from '../frame/fields.ts';
import { articlePath, hrefIn, langOf, translator, whereOf } from '../frame/language.ts';

export interface Form {
  article?: Article;
  typed: Typed;
  /** What the form's author started from. */
  base?: Content;
  preview?: boolean;
  restored?: boolean;
  error?: WikiError;
}

/** Returns what the view of a form takes. */
export async function formPage(context: Context, response: Response, form: Form) {
  const { article, typed, error } = form;
  const lang = langOf(response);
  const t = translator(lang);
  const kind = kindFor(typed.content.kind);
  const preview = await previewOf(context, response, form);
  return {
    title: article
      ? t('form.editTitle', { title: article.title })
      : t(`form.newTitle.${kind.gender}`, { kind: kind.label[lang].toLowerCase() }),
    section: `articles:${kind.code}`,
    status: error?.status ?? 200,
    mode: article ? 'edit' : 'new',
    article: article && headOf(article),
    kind,
    values: formValues({ ...typed, base: baseAfter(error, typed.base) }, lang),
    errors: error ? errorList(error, t) : [],
    restored: form.restored ?? false,
    willNotFit: form.base ? factsLost(form.base, kind, lang) : [],
    preview,
    large: preview?.large ?? [],
    action: hrefIn(whereOf(response), article ? articlePath(article.slug, '/edit') : '/new'),
    ...formChoices(lang, context.now()),
  };
}

async function previewOf({ db }: Context, response: Response, { preview, typed }: Form) {
  return preview ? showContent(db, typed.content, whereOf(response), true) : undefined;
}

/** What was begun on a text that never was, or that is erased, is compared part by part with what stands when it's sent again. */
function baseAfter(error: WikiError | undefined, base: number | undefined): number | undefined {
  const isLost = error?.problems.some(({ code }) => code === 'erased-since' || code === 'unknown-base');
  return isLost ? FROM_NOTHING : base;
}
