/** `role`: gives somebody a role, in the name of an administrator, as their page does. */
import { WikiError } from '../errors.ts';
import { accountMeant } from '../wiki/people/accounts.ts';
import { findPerson } from '../wiki/people/people.ts';
import { changeRole, roleNamed, ROLES } from '../wiki/people/roles.ts';
import { cleanLine } from '../text/clean.ts';
import { writeLine, type Command } from './command.ts';
import { performerOf } from './performer.ts';

export const role: Command = {
  about: 'Gives whoever signs in with an e-mail a role, in the name of an administrator.',
  positions: ['e-mail', 'role'],
  required: { as: 'an administrator’s e-mail', reason: 'why' },
  choices: { role: ROLES },
  async run(context, { 'e-mail': email = '', role = '', as = '', reason = '' }, { stdout }) {
    const wanted = roleNamed(role)!;
    const performer = await performerOf(context, as, 'A role');
    const id = (await accountMeant(context.db, email))?.personId;
    if (id === undefined) throw new Error(`Nobody signs in with ${email}.`);
    await changeRole(context.db, performer, id, { role: wanted, reason: cleanLine(reason) }).catch(
      (error: unknown) => {
        const isRefused = error instanceof WikiError && error.code === 'forbidden';
        throw isRefused ? new Error(`${as} is no administrator.`, { cause: error }) : error;
      },
    );
    const { byline } = await findPerson(context.db, id);
    writeLine(stdout, `${byline.name} has the role of ${wanted} now.`);
    return 0;
  },
};
