/**
 * The page of a conflict: each clash by itself with both sides and their authors, to choose between, and all else merged
 * already. Its form carries what was posted, so that the server merges anew with the choices, and trusts no merged text.
 */
import type { Content } from '../../kinds/content.ts';
import { factTexts } from '../../kinds/fields.ts';
import { topicLabel } from '../../kinds/index.ts';
import { fieldOf, type Lang } from '../../kinds/kind.ts';
import { diffLine, fullBudget, type Budget, type Part } from '../../text/diff.ts';
import type { Conflict } from '../../wiki/articles/edits.ts';
import type { Choice, Choices, ContentClash } from '../../wiki/articles/merging.ts';
import type { Wanted } from '../../wiki/articles/reverts.ts';
import { authorsAfter, revisionLine } from '../../wiki/history/lines.ts';
import { articlePath, translator } from '../../locales/language.ts';
import type { Page } from '../frame/answer.ts';
import { type Fields, hiddenFields } from '../frame/fields.ts';
import { fieldsOf, hrefFor, type Visit } from '../frame/visit.ts';
import { kindFor } from '../showing/article.ts';
import { compareContents, sourceText } from '../showing/comparison.ts';
import type { Typed } from './article-form.ts';
import { formPage } from './form-page.ts';
import { page, type ShownClash } from './views.ts';

/** What clashed: an edit, or a revert of some kind. */
export type Attempt = { action: 'edit' } | Wanted;

/** Reads the choices of a conflict's form; any other form has none. */
export function readChoices(fields: Fields): Choices | undefined {
  const choices = fields['choice'];
  if (typeof choices !== 'object' || choices === null) return undefined;
  return Object.fromEntries(
    Object.entries(choices).filter((entry): entry is [string, Choice] => isChoice(entry[1])),
  );
}

/** Returns the page of a conflict: 409 with the clashes, and the form with mine merged as far as it goes on the current revision. */
export async function conflictPage(
  visit: Visit,
  conflict: Conflict,
  typed: Typed,
  attempt: Attempt,
): Promise<Page> {
  const { t, where, context, author } = visit;
  const { article, since, current, mine, clashes } = conflict;
  const fields = fieldsOf(visit);
  const merged = { ...typed, content: mine, base: article.number };
  const shown = clashes.length > MOST_CLASHES ? [] : showClashes(clashes, mine.kind, where.lang);
  const last = await revisionLine(context.db, article.id, article.number, author);
  const after = await authorsAfter(context.db, article.id, since, article.number);
  const authors = after.length > 0 ? after : [last.byline];
  const unchosen = readChoices(fields) ? shown.filter(({ chosen }) => !chosen) : [];
  const form = await formPage(visit, { article, typed: merged });
  const revert = () => hrefFor(visit, articlePath(article.slug, `/${attempt.action}`));
  return page('articles/conflict', {
    ...form,
    status: 409,
    attempt,
    since,
    clashes: shown,
    count: clashes.length,
    authors,
    isAlone: authors.every(({ personId }) => personId === author?.personId),
    last,
    difference: compareContents(current, mine, where.lang),
    errors: unchosen.map(({ name }) => ({ field: name, text: t('problems.not-chosen') })),
    chooseAction: attempt.action === 'edit' ? form.action : revert(),
    carried: carried(fields),
  });
}

// Beyond this many it takes longer to choose one by one than to write.
const MOST_CLASHES = 200;

/** What the form of the choices asks anew. */
const ASKED = ['choice', 'action', 'summary', 'minor'];

/** Returns what was posted, all that the form of the choices doesn't ask. */
function carried(fields: Fields) {
  return hiddenFields(Object.fromEntries(Object.entries(fields).filter(([name]) => !ASKED.includes(name))));
}

function showClashes(clashes: readonly ContentClash[], kind: string, lang: Lang): ShownClash[] {
  const budget = fullBudget();
  return clashes.map((clash) => {
    const [base, mine, theirs] = [clash.base, clash.mine, clash.theirs].map((part) =>
      textsOf(part, kind, lang),
    );
    return {
      name: `choice[${clash.key}]`,
      label: labelOf(clash, kind, lang),
      under: clash.under,
      chosen: clash.chosen,
      canBeBoth: clash.canBeBoth,
      base: base!.map((text): Part[] => [{ type: 'same', text }]),
      mine: changedFrom(base!, mine!, budget),
      theirs: changedFrom(base!, theirs!, budget),
    };
  });
}

function labelOf({ part }: ContentClash, kind: string, lang: Lang): string {
  const t = translator(lang);
  const fact = /^facts\[(.*)\]$/s.exec(part)?.[1];
  if (fact === undefined) return t(`parts.${part}`);
  return t('parts.fact', { label: fieldOf(kindFor(kind), fact)?.label[lang] ?? fact });
}

/** Returns a part of a content as texts to read: one, or one for each item. */
function textsOf(part: Partial<Content>, kind: string, lang: Lang): string[] {
  const { kind: own, title, lead, body, topics, sources, facts } = part;
  const texts = [own && kindFor(own).label[lang], title, lead, body?.trim()].filter(
    (text) => text !== undefined,
  );
  return [
    ...texts.filter((text) => text !== ''),
    ...(topics ?? []).map((topic) => topicLabel(topic, lang)),
    ...(sources ?? []).map(sourceText),
    ...Object.entries(facts ?? {}).flatMap(([name, value]) =>
      factTexts(fieldOf(kindFor(kind), name), value, lang),
    ),
  ];
}

/** Returns texts with what is new in them marked: words in a text, else whole items. */
function changedFrom(before: readonly string[], after: readonly string[], budget: Budget): Part[][] {
  if (before.length === 1 && after.length === 1) return [diffLine(before[0]!, after[0]!, budget).after];
  const known = new Set(before);
  return after.map((text): Part[] => [{ type: known.has(text) ? 'same' : 'added', text }]);
}

function isChoice(value: unknown): value is Choice {
  return value === 'mine' || value === 'theirs' || value === 'both';
}
