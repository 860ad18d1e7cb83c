/** `role`: gives somebody a role, in the name of an administrator, as their page does. */
import { accountMeant } from '../wiki/people/accounts.ts';
import { findPerson } from '../wiki/people/people.ts';
import { changeRole, roleNamed, ROLES } from '../wiki/people/roles.ts';
import { cleanLine } from '../text/clean.ts';
import { WrongUse, writeLine, type Command } from './command.ts';
import { performerOf } from './performer.ts';

export const role: Command = {
  about: 'Gives whoever signs in with an e-mail a role: contributor, moderator or administrator.',
  positions: ['e-mail', 'role'],
  required: { as: 'an administrator’s e-mail', reason: 'why' },
  async run(context, { 'e-mail': email = '', role = '', as = '', reason = '' }, { stdout }) {
    const wanted = roleNamed(role);
    if (!wanted) throw new WrongUse(`There is no role ${role}. Choose one of ${ROLES.join(', ')}.`);
    const performer = await performerOf(context, as, 'A role');
    const id = (await accountMeant(context.db, email))?.personId;
    if (id === undefined) throw new Error(`Nobody signs in with ${email}.`);
    await changeRole(context.db, performer, id, { role: wanted, reason: cleanLine(reason) });
    const { byline } = await findPerson(context.db, id);
    writeLine(stdout, `${byline.name} has the role of ${wanted} now.`);
    return 0;
  },
};
