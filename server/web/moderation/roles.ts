/** The form that gives a person another role. */
import { calledBy } from '../../locales/names.ts';
import { invalid, type WikiError } from '../../errors.ts';
import { changeRole, roleNamed, ROLES } from '../../wiki/people/roles.ts';
import type { Person } from '../../wiki/people/people.ts';
import { seeOther, type Answer, type Page } from '../frame/answer.ts';
import { lineOf, shownErrors } from '../frame/fields.ts';
import { authorIn } from '../frame/guard.ts';
import { leaveFlash } from '../frame/flash.ts';
import { fieldsOf, type Visit } from '../frame/visit.ts';
import { doOrShowAgain, personAt, reasonIn } from './forms.ts';
import { page } from './views.ts';

/** GET /people/:id/role */
export async function showRoleForm(visit: Visit): Promise<Page> {
  const person = await personAt(visit);
  return rolePage(visit, person, { role: person.role, reason: '' });
}

/** POST /people/:id/role */
export async function takeRoleForm(visit: Visit): Promise<Answer> {
  const person = await personAt(visit);
  const fields = fieldsOf(visit);
  const typed = { role: lineOf(fields['role']), reason: reasonIn(fields) };
  const act = async () => {
    const role = roleNamed(typed.role);
    if (!role) throw invalid([{ field: 'role', code: 'required' }]);
    await changeRole(visit.context.db, authorIn(visit), person.id, { role, reason: typed.reason });
    leaveFlash(visit, 'flash.roleChanged');
    return seeOther(`/people/${person.id}`);
  };
  return doOrShowAgain(visit, act, (error) => rolePage(visit, person, typed, error));
}

function rolePage(
  { t }: Visit,
  of: Person,
  values: { role: string; reason: string },
  error?: WikiError,
): Page {
  return page('moderation/role', {
    title: t('appoint.title', { name: calledBy(t, of.byline) }),
    section: 'people',
    of,
    roles: ROLES,
    values,
    ...shownErrors(error, t, 'role'),
  });
}
