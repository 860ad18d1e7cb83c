/** The domains of workplaces, as administrators keep them. */
import type { WikiError } from '../../errors.ts';
import { addDomain, listDomains, removeDomain, type WorkDomain } from '../../wiki/people/domains.ts';
import { seeOther, type Answer, type Page } from '../frame/answer.ts';
import { formError, lineOf, shownErrors } from '../frame/fields.ts';
import { authorIn } from '../frame/guard.ts';
import { leaveFlash } from '../frame/flash.ts';
import { fieldsOf, type Visit } from '../frame/visit.ts';
import { limitSaves } from '../wire/limits.ts';
import { page } from './views.ts';

/** GET /domains */
export function showDomains(visit: Visit): Promise<Page> {
  return domainsPage(visit, { domain: '', workplace: '' });
}

/** POST /domains: a new one, or with `remove` the one to be taken away. */
export async function takeDomainsForm(visit: Visit): Promise<Answer> {
  const { db, settings } = visit.context;
  const author = authorIn(visit);
  const fields = fieldsOf(visit);
  const typed = { domain: lineOf(fields['domain']), workplace: lineOf(fields['workplace']) };
  const removed = lineOf(fields['remove']);
  try {
    await limitSaves(visit);
    if (removed === '') await addDomain(db, author, typed, settings.siteName);
    else await removeDomain(db, author, removed);
    leaveFlash(visit, removed === '' ? 'flash.domainAdded' : 'flash.domainRemoved');
    return seeOther('/domains');
  } catch (error) {
    return domainsPage(visit, typed, formError(error));
  }
}

async function domainsPage(visit: Visit, values: WorkDomain, error?: WikiError): Promise<Page> {
  const { context, t } = visit;
  return page('people/domains', {
    title: t('domains.title'),
    domains: await listDomains(context.db),
    values,
    ...shownErrors(error, t, 'domain'),
  });
}
