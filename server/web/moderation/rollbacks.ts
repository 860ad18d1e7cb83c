/** Taking back all that somebody wrote lately: the page tells what would become of each article, and its form does that. */
import { calledBy } from '../../locales/names.ts';
import { invalid, type WikiError } from '../../errors.ts';
import { fatesOf, takeBack, type Fate } from '../../wiki/moderation/rollbacks.ts';
import type { Person } from '../../wiki/people/people.ts';
import { seeOther, type Answer, type Page } from '../frame/answer.ts';
import { lineOf, readNumber, shownErrors, type Fields } from '../frame/fields.ts';
import { authorIn } from '../frame/guard.ts';
import { leaveFlash } from '../frame/flash.ts';
import { fieldsOf, type Visit } from '../frame/visit.ts';
import { doOrShowAgain, personAt, reasonIn } from './forms.ts';
import { page, type ToldFate, type ToldStep } from './views.ts';

/** How far back it goes, in days. */
const LATELY: Record<string, number> = { day: 1, week: 7, month: 30 };

/** What is asked for: how far back, from which moment, and why. */
interface AskedRollback {
  since: string;
  at: string;
  reason: string;
}

/** GET /people/:id/rollback?since= */
export async function showRollback(visit: Visit): Promise<Page> {
  const since = sinceIn(visit.request.query['since']);
  return rollbackPage(visit, await personAt(visit), { since, at: visit.context.now(), reason: '' });
}

/** POST /people/:id/rollback */
export async function takeRollback(visit: Visit): Promise<Answer> {
  const person = await personAt(visit);
  const fields = fieldsOf(visit);
  const asked = { since: sinceIn(fields['since']), at: momentIn(visit, fields), reason: reasonIn(fields) };
  const act = async () => {
    const bases = basesIn(fields);
    const work = { since: startOf(asked), bases, reason: asked.reason };
    const count = await takeBack(visit.context.db, authorIn(visit), person.id, work);
    if (count === 0) throw invalid([{ field: 'reason', code: 'changed-since' }]);
    const isAll = count === bases.size;
    leaveFlash(visit, isAll ? 'rollbackPerson.done' : 'rollbackPerson.doneSome', {
      type: isAll ? 'success' : 'warning',
      count,
    });
    return seeOther(`/people/${person.id}/rollback?since=${asked.since}`);
  };
  return doOrShowAgain(visit, act, (error) =>
    rollbackPage(visit, person, { ...asked, at: visit.context.now() }, error),
  );
}

function sinceIn(value: unknown): string {
  const since = lineOf(value);
  return Object.hasOwn(LATELY, since) ? since : 'day';
}

/** Returns the moment at which the form was made, or now if it says none that was. */
function momentIn({ context }: Visit, fields: Fields): string {
  const [now, at] = [context.now(), lineOf(fields['at'])];
  return isMoment(at) && at < now ? at : now;
}

function isMoment(text: string): boolean {
  const time = Date.parse(text);
  return time >= 0 && new Date(time).toISOString() === text;
}

function startOf({ since, at }: AskedRollback): string {
  return new Date(Date.parse(at) - LATELY[since]! * 86_400_000).toISOString();
}

/** Returns the number of the revision that each article, by its id, was shown with. */
function basesIn(fields: Fields): Map<number, number> {
  const { base } = fields;
  if (typeof base !== 'object' || base === null) return new Map();
  const pairs = Object.entries(base).map(([id, number]) => [readNumber(id), readNumber(number)] as const);
  return new Map(pairs.filter((pair): pair is [number, number] => Boolean(pair[0] && pair[1])));
}

async function rollbackPage(
  visit: Visit,
  of: Person,
  asked: AskedRollback,
  error?: WikiError,
): Promise<Page> {
  const { t, context } = visit;
  const { fates, isMore } = await fatesOf(context.db, authorIn(visit), of.id, startOf(asked));
  return page('moderation/rollback-person', {
    title: t('rollbackPerson.title', { name: calledBy(t, of.byline) }),
    section: 'people',
    of,
    choices: Object.keys(LATELY),
    back: fates.flatMap((fate) => (fate.way === 'back' ? { ...told(fate), steps: stepsOf(fate) } : [])),
    byHand: fates.flatMap((fate) =>
      fate.way === 'by-hand' ? { ...told(fate), numbers: fate.numbers, obstacle: fate.obstacle } : [],
    ),
    made: fates.flatMap((fate) => (fate.way === 'made' ? told(fate) : [])),
    isMore,
    values: asked,
    ...shownErrors(error, t, 'reason'),
  });
}

function told({ article: { id, slug, title, number } }: Fate): ToldFate {
  return { article: { id, slug, title, number } };
}

/** The steps in the order in which they take back, the earliest versions first. */
function stepsOf({ article, steps }: Extract<Fate, { way: 'back' }>): ToldStep[] {
  return steps
    .map(({ action, fromNumber: from, toNumber: to }) => {
      const does = action === 'undo' && to === article.number ? 'undoLast' : action;
      return { does, from, to };
    })
    .toReversed();
}
