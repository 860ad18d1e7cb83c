/** What the page of an article's form shows: the form as typed, what is wrong with it, and its choices. */
import type { WikiError } from '../../errors.ts';
import type { Content } from '../../kinds/content.ts';
import { stillWrong } from '../../wiki/articles/checks.ts';
import { FROM_NOTHING, withTopicsFiled } from '../../wiki/articles/edits.ts';
import { followingOf } from '../../wiki/following/followers.ts';
import { isWatching } from '../../wiki/following/watching.ts';
import { topicsOffered } from '../../wiki/topics/topics.ts';
import { articlePath, type Translate } from '../../locales/language.ts';
import { remarksOn } from '../../text/markdown/remarks.ts';
import { shownErrors } from '../frame/fields.ts';
import { hrefFor, type Visit } from '../frame/visit.ts';
import { headOf, kindFor, showContent, type ShownArticle } from '../showing/article.ts';
import type { Difference } from '../showing/comparison.ts';
import { factsLost, formChoices, formValues, type Typed } from './article-form.ts';

export interface Form {
  article?: ShownArticle;
  typed: Typed;
  /** What the form's author started from. */
  base?: Content;
  preview?: boolean;
  /** What saving it would change of what stands, to be shown. */
  changes?: Difference;
  restored?: boolean;
  error?: WikiError;
}

/** What the view of a form takes. */
export type FormContent = Awaited<ReturnType<typeof formPage>>;

/** Returns what the view of a form takes. */
export async function formPage(visit: Visit, form: Form) {
  const { t, context, where } = visit;
  const { lang } = where;
  const { article, error } = form;
  const typed = await withTopicsAsFiled(visit, form);
  const kind = kindFor(typed.content.kind);
  const preview = form.preview
    ? await showContent(context.db, typed.content, where, {
        isPreview: true,
        ...(article && { slug: article.slug }),
      })
    : undefined;
  return {
    title: article
      ? t('form.editTitle', { title: article.title })
      : t(`form.newTitle.${kind.gender}`, { kind: kind.label[lang].toLowerCase() }),
    section: `articles:${kind.code}`,
    mode: article ? ('edit' as const) : ('new' as const),
    article: article && headOf(article),
    kind,
    values: formValues(
      {
        ...typed,
        base: baseAfter(error, typed.base),
        watch: typed.watch ?? (await watchesUnasked(visit, article)),
      },
      lang,
    ),
    ...shownErrors(error, t),
    restored: form.restored ?? false,
    willNotFit: form.base ? factsLost(form.base, kind, lang) : [],
    preview,
    changes: form.changes,
    remarks: form.preview || form.changes ? remarksShown(typed.content, visit) : [],
    large: preview?.large ?? [],
    action: hrefFor(visit, article ? sentTo(article.slug, typed.base) : '/new'),
    topicOptions: await topicsOffered(context.db, lang),
    ...formChoices(lang, context.now()),
  };
}

/**
 * The address that a form is sent to, which isn't its page's own: a browser forgets what it keeps of an address that something is sent
 * to, and whoever goes back would find their text in the page of another base.
 */
function sentTo(slug: string, base: number | undefined): string {
  return articlePath(slug, `/edit?from=${base ?? ''}`);
}

/** Returns what was typed with its topics as articles are filed under them; what is refused comes back as it was typed. */
async function withTopicsAsFiled({ context }: Visit, { typed, error }: Form): Promise<Typed> {
  return error ? typed : { ...typed, content: await withTopicsFiled(context.db, typed.content) };
}

/** How many a page tells of; and how much of what stands in a cell, or of a label. */
const MOST_REMARKS = 20;
const LONGEST_PART = 80;

/** What there is to say of what is previewed; of a field the control too, which the sentence may name by itself. */
interface ShownRemark {
  text: string;
  field?: string;
  namesField?: boolean;
}

/** Returns what there is to say of a content that is previewed: what keeps it from being saved, and then of its text. */
function remarksShown(content: Content, { t, where }: Visit): ShownRemark[] {
  const { fields } = kindFor(content.kind);
  const wrong = stillWrong(content).map(({ field, code, params }) => {
    const date = fields.find(({ name }) => code === 'ends-before' && field === `facts[${name}]`);
    if (date?.type !== 'date') return { field, text: t(`problems.${code}`, params) };
    const before = fields.find(({ name }) => name === date.notBefore) ?? date;
    const labels = { label: date.label[where.lang], before: before.label[where.lang] };
    return { field, text: t('form.remarks.endsBefore', labels), namesField: true };
  });
  return [...wrong, ...textRemarks(content.body, t).map((text) => ({ text }))];
}

function textRemarks(body: string, t: Translate): string[] {
  const remarks = remarksOn(body);
  const told = remarks.slice(0, MOST_REMARKS).map(({ code, text, ...params }) => {
    const part = text.length > LONGEST_PART ? `${text.slice(0, LONGEST_PART).toWellFormed()}…` : text;
    return t(`form.remarks.${code}`, { ...params, text: part });
  });
  return remarks.length > MOST_REMARKS ? [...told, t('form.remarks.more')] : told;
}

/** Whether the box is ticked that nobody has touched: of who watches the article already, or what they write. */
async function watchesUnasked({ context: { db }, author }: Visit, article: ShownArticle | undefined) {
  if (!author) return false;
  const { personId } = author;
  const watched = article && { subject: 'article' as const, target: String(article.id) };
  return (
    (watched && (await isWatching(db, personId, watched))) || (await followingOf(db, personId)).watchesOwn
  );
}

/** What was begun on a text that never was, or that is erased, is compared part by part with what stands when it's sent again. */
function baseAfter(error: WikiError | undefined, base: number | undefined): number | undefined {
  const isLost = error?.problems.some(({ code }) => code === 'erased-since' || code === 'unknown-base');
  return isLost ? FROM_NOTHING : base;
}
