/** What a restored wiki doesn't take up again: sessions, journeys, links, and the mail that waits. */
import { expect, test } from '@jest/globals';
import { queueMail } from '../../../server/wiki/mail/outbox.ts';
import { insertToken } from '../../../server/wiki/mail/tokens.ts';
import { setOut } from '../../../server/wiki/people/journeys.ts';
import { endWhatWasOpen } from '../../../server/wiki/people/restored.ts';
import { beginSession } from '../../../server/wiki/people/sessions.ts';
import { ana, AT, bo, peopledEach } from '../../support/people.ts';

const wiki = peopledEach();

test('is ended, or set aside and never sent', async () => {
  const { personId } = wiki.anas;
  await beginSession(wiki.db, 'en', { personId, data: '{}' }, AT);
  await beginSession(wiki.db, 'to', { personId, data: '{}' }, AT);
  const going = { next: '/', lang: 'da', provider: 'aarhus', nonce: 'n', verifier: 'v' } as const;
  await setOut(wiki.db, 'state', going, AT);
  await wiki.db.transaction().execute(async (tx) => {
    const tokenId = await insertToken(tx, 'reset', { personId, data: { email: ana.email } }, AT);
    await queueMail(tx, { to: ana.email, lang: 'da', message: 'reset', tokenId }, AT);
    await queueMail(tx, { to: bo.email, lang: 'da', message: 'left' }, AT);
  });
  expect(await endWhatWasOpen(wiki.db)).toEqual({ mails: 2, sessions: 2 });
  for (const table of ['session', 'journey', 'token'] as const)
    expect(await wiki.db.selectFrom(table).selectAll().execute()).toEqual([]);
  expect(await wiki.db.selectFrom('outbox').select(['recipient', 'state']).execute()).toEqual([
    { recipient: bo.email, state: 'unsure' },
  ]);
  expect(await endWhatWasOpen(wiki.db)).toEqual({ mails: 0, sessions: 0 });
});
