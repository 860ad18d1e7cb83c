/** The names of one word that administrators say are whole. */
import type { WikiError } from '../../errors.ts';
import { listWholeNames, vouchForName, withdrawName } from '../../wiki/people/vouching.ts';
import { emailOf } from '../../text/emails.ts';
import { personName } from '../../text/names.ts';
import { seeOther, type Answer, type Page } from '../frame/answer.ts';
import { formError, lineOf, shownErrors } from '../frame/fields.ts';
import { authorIn } from '../frame/guard.ts';
import { leaveFlash } from '../frame/flash.ts';
import { fieldsOf, type Visit } from '../frame/visit.ts';
import { limitSaves } from '../wire/limits.ts';
import { page, type TypedWholeName } from './views.ts';

/** GET /names */
export function showWholeNames(visit: Visit): Promise<Page> {
  return namesPage(visit, { name: '', email: '', reason: '' });
}

/** POST /names: a name, or with `withdraw` the address of whose name is no longer to wait. */
export async function takeWholeName(visit: Visit): Promise<Answer> {
  const { db, settings } = visit.context;
  const fields = fieldsOf(visit);
  const typed = {
    name: personName(lineOf(fields['name'])),
    email: emailOf(lineOf(fields['email'])),
    reason: lineOf(fields['reason']),
  };
  const withdrawn = lineOf(fields['withdraw']);
  try {
    await limitSaves(visit);
    if (withdrawn !== '') {
      await withdrawName(db, authorIn(visit), withdrawn);
      leaveFlash(visit, 'flash.nameWithdrawn');
      return seeOther('/names');
    }
    const { reason, ...whole } = typed;
    await vouchForName(db, authorIn(visit), whole, { reason, site: settings.siteName });
    leaveFlash(visit, 'flash.nameVouched', { name: whole.name });
    return seeOther('/names');
  } catch (error) {
    return namesPage(visit, typed, formError(error));
  }
}

async function namesPage({ context, t }: Visit, values: TypedWholeName, error?: WikiError): Promise<Page> {
  return page('people/names', {
    title: t('wholeNames.title'),
    names: await listWholeNames(context.db),
    values,
    ...shownErrors(error, t, 'name'),
  });
}
