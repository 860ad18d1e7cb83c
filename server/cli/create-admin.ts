/** `create-admin`: makes an administrator, whose password is read from standard input and shown nowhere. */
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { cleanLine } from '../text/clean.ts';
import { createAdministrator } from '../wiki/setup/setup.ts';
import { emailOf } from '../text/emails.ts';
import { personName } from '../text/names.ts';
import { PASSWORD_MINIMUM } from '../wiki/people/passwords.ts';
import { writeLine, type Command, type Terminal } from './command.ts';

export const createAdmin: Command = {
  about:
    'Makes an administrator, and the wiki if there is none; with --starter, lays in the starter articles in their name. The password is read from standard input.',
  wiki: 'made',
  required: { name: 'full name', email: 'e-mail' },
  optional: { title: 'title', workplace: 'workplace' },
  flags: ['starter'],
  async run(context, { name = '', title = '', workplace = '', email = '', starter }, terminal) {
    const words = { name: personName(name), title: cleanLine(title), workplace: cleanLine(workplace) };
    const site = context.settings.siteName;
    const password = await readPassword(terminal);
    if (password === '')
      throw new Error(`Give the password on standard input, ${PASSWORD_MINIMUM} characters or more.`);
    const registration = { ...words, site, email: emailOf(email), password };
    await createAdministrator(context.db, { ...registration, starter: starter === 'true' }, context.now());
    writeLine(terminal.stdout, `${words.name} is an administrator and signs in with ${registration.email}.`);
    return 0;
  },
};

/** Returns the first line of standard input; what is typed on a terminal isn't echoed. */
async function readPassword({ stdin, stderr }: Terminal): Promise<string> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: stdin, output: nowhere, terminal: stdin.isTTY === true });
  if (stdin.isTTY) stderr.write('Password: ');
  try {
    for await (const line of lines) return line;
    return '';
  } finally {
    lines.close();
    if (stdin.isTTY) stderr.write('\n');
  }
}
