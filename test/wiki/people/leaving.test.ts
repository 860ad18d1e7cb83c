/** What goes with an account that closes: the mail to and from its address, and the links by which another would begin with it. */
import { expect, test } from '@jest/globals';
import { queueMail, type Mail } from '../../../server/wiki/mail/outbox.ts';
import { insertToken } from '../../../server/wiki/mail/tokens.ts';
import { leave } from '../../../server/wiki/people/leaving.ts';
import { ana, AT, bo, mo, PASSWORD, peopledEach } from '../../support/people.ts';

const wiki = peopledEach();

const registering = (email: string) => ({
  data: { name: 'Ana Holm', title: '', workplace: '', email, passwordHash: '', next: '/' },
});

test('nothing to or from its address waits any more, but for the mail that tells so', async () => {
  const enquiry = (email: string): Mail => ({
    ...{ to: mo.email, lang: 'da', message: 'enquiry' },
    blanks: { email, sender: ana.name, words: 'Hej.' },
  });
  await wiki.db.transaction().execute(async (tx) => {
    for (const email of [ana.email, bo.email]) {
      await queueMail(tx, enquiry(email), AT);
      await queueMail(tx, { to: email, lang: 'da', message: 'password-changed' }, AT);
      await insertToken(tx, 'register', registering(email), AT);
    }
  });
  await leave(wiki.db, wiki.anas, PASSWORD, 'da');
  const mails = await wiki.db.selectFrom('outbox').select(['recipient', 'message']).orderBy('id').execute();
  expect(mails.map(({ recipient, message }) => `${recipient} ${message}`)).toEqual([
    'mo@example.dk enquiry',
    'bo@example.dk password-changed',
    'ana@example.dk left',
  ]);
  const links = await wiki.db.selectFrom('token').select('data').execute();
  expect(links.map(({ data }) => (JSON.parse(data) as { email: string }).email)).toEqual([bo.email]);
});
