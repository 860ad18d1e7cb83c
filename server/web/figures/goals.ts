/** The goals that figures are held against, as administrators keep them. */
import type { WikiError } from '../../errors.ts';
import { facetValues } from '../../kinds/filing.ts';
import { endGoal, listGoals, setGoal } from '../../wiki/figures/goals.ts';
import { CASE_FACETS, MEASURES } from '../../wiki/figures/measures.ts';
import { seeOther, type Answer, type Page } from '../frame/answer.ts';
import { waitingDraft } from '../frame/drafts.ts';
import { formError, lineOf, shownErrors, type Fields } from '../frame/fields.ts';
import { figureName, periodName } from '../frame/figure-names.ts';
import { authorIn } from '../frame/guard.ts';
import { leaveFlash } from '../frame/flash.ts';
import { fieldsOf, type Visit } from '../frame/visit.ts';
import { limitSaves } from '../wire/limits.ts';
import { page } from './views.ts';

/** GET /figures/goals */
export function showGoals(visit: Visit): Promise<Page> {
  const year = visit.context.now().slice(0, 4);
  return goalsPage(visit, typedIn(waitingDraft(visit) ?? { from: `${year}-01`, to: `${year}-12` }));
}

/** POST /figures/goals: a new one, or with `remove` the one to be taken away. */
export async function takeGoalsForm(visit: Visit): Promise<Answer> {
  const { db } = visit.context;
  const author = authorIn(visit);
  const fields = fieldsOf(visit);
  const typed = typedIn(fields);
  const isRemoved = fields['remove'] !== undefined;
  try {
    await limitSaves(visit);
    if (isRemoved) await endGoal(db, author, typed);
    else await setGoal(db, author, { ...typed, goal: numberIn(typed.goal) });
    leaveFlash(visit, isRemoved ? 'flash.goalEnded' : 'flash.goalSet');
    return seeOther('/figures/goals');
  } catch (error) {
    return goalsPage(visit, typed, formError(error));
  }
}

function typedIn(fields: Fields) {
  const [figure, from, to, goal] = ['figure', 'from', 'to', 'goal'].map((name) => lineOf(fields[name]));
  return { figure: figure!, from: from!, to: to!, goal: goal! };
}

/** A number as people write it, with spaces or full stops between its thousands; not a number otherwise. */
function numberIn(text: string): number {
  return /^\d{1,3}(?:[ .\u00a0\u202f]?\d{3})*$/.test(text) ? Number(text.replace(/\D/g, '')) : Number.NaN;
}

async function goalsPage(visit: Visit, values: ReturnType<typeof typedIn>, error?: WikiError): Promise<Page> {
  const { context, t, where } = visit;
  const goals = await listGoals(context.db);
  const codes = [...MEASURES, 'cases', ...caseFigures(context.now().slice(0, 10))];
  return page('figures/goals', {
    title: t('goals.title'),
    goals: goals.map((goal) => ({ ...goal, period: periodName(t, where.lang, goal) })),
    figures: codes.map((code) => ({ value: code, text: figureName(t, where.lang, code) })),
    values,
    ...shownErrors(error, t, 'figure'),
  });
}

function caseFigures(day: string): string[] {
  return CASE_FACETS.flatMap((name) => facetValues(name, day).map((value) => `${name}:${value}`));
}
