/** The forms that keep a person from writing, or from signing in, and that end it. */
import { calledBy } from '../../locales/names.ts';
import { invalid, type WikiError } from '../../errors.ts';
import { doerAt } from '../../wiki/history/standing.ts';
import { blockPerson, unblockPerson } from '../../wiki/moderation/blocks.ts';
import type { Person } from '../../wiki/people/people.ts';
import type { PersonBlock } from '../../wiki/policy.ts';
import { seeOther, type Answer, type Page } from '../frame/answer.ts';
import { lineOf, shownErrors } from '../frame/fields.ts';
import { authorIn } from '../frame/guard.ts';
import { leaveFlash } from '../frame/flash.ts';
import { fieldsOf, type Visit } from '../frame/visit.ts';
import { doOrShowAgain, personAt, reasonIn } from './forms.ts';
import { dayOf, lastMomentOf, typedMeasure } from './measures.ts';
import { page, type TypedBlock } from './views.ts';

const SCOPES: readonly string[] = ['editing', 'everything'] satisfies PersonBlock['scope'][];

/** GET /people/:id/block */
export async function showBlockForm(visit: Visit): Promise<Page> {
  const { db, now } = visit.context;
  const person = await personAt(visit);
  const { block } = await doerAt(db, person.id, now());
  const { scope, until } = block ?? { scope: 'editing' };
  return blockPage(visit, person, { scope, until: dayOf(until, visit.where.lang), reason: '' });
}

/** POST /people/:id/block */
export async function takeBlockForm(visit: Visit): Promise<Answer> {
  const person = await personAt(visit);
  const fields = fieldsOf(visit);
  const typed = { scope: lineOf(fields['scope']), ...typedMeasure(fields) };
  const act = async () => {
    const { scope, reason } = typed;
    if (!isScope(scope)) throw invalid([{ field: 'scope', code: 'required' }]);
    const block = { scope, until: lastMomentOf(typed), reason };
    await blockPerson(visit.context.db, authorIn(visit), person.id, block);
    leaveFlash(visit, 'flash.blocked');
    return seeOther(`/people/${person.id}`);
  };
  return doOrShowAgain(visit, act, (error) => blockPage(visit, person, typed, error));
}

/** GET /people/:id/unblock */
export async function showUnblockForm(visit: Visit): Promise<Page> {
  return unblockPage(visit, await personAt(visit), '');
}

/** POST /people/:id/unblock */
export async function takeUnblockForm(visit: Visit): Promise<Answer> {
  const person = await personAt(visit);
  const reason = reasonIn(fieldsOf(visit));
  const act = async () => {
    await unblockPerson(visit.context.db, authorIn(visit), person.id, reason);
    leaveFlash(visit, 'flash.unblocked');
    return seeOther(`/people/${person.id}`);
  };
  return doOrShowAgain(visit, act, (error) => unblockPage(visit, person, reason, error));
}

function isScope(scope: string): scope is PersonBlock['scope'] {
  return SCOPES.includes(scope);
}

function blockPage({ t }: Visit, of: Person, values: TypedBlock, error?: WikiError): Page {
  return page('moderation/block', {
    title: t('block.title', { name: calledBy(t, of.byline) }),
    section: 'people',
    of,
    scopes: SCOPES,
    values,
    ...shownErrors(error, t, 'reason'),
  });
}

function unblockPage({ t }: Visit, of: Person, reason: string, error?: WikiError): Page {
  return page('moderation/unblock', {
    title: t('unblock.title', { name: calledBy(t, of.byline) }),
    section: 'people',
    of,
    values: { reason },
    ...shownErrors(error, t, 'reason'),
  });
}
