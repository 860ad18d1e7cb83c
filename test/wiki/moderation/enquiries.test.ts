/** Enquiries, below all doors: whom they reach, and what one may hold. */
import { describe, expect, test } from '@jest/globals';
import type { Verification } from '../../../server/db/schema.ts';
import { blockPerson } from '../../../server/wiki/moderation/blocks.ts';
import {
  confirmedAddress,
  reachedBy,
  sendEnquiry,
  type Enquiry,
} from '../../../server/wiki/moderation/enquiries.ts';
import { queueMail } from '../../../server/wiki/mail/outbox.ts';
import { recordByline } from '../../../server/wiki/record.ts';
import { AT, join, mo, peopledEach } from '../../support/people.ts';

const wiki = peopledEach();
const per = { ...mo, name: 'Per Juhl', email: 'per@example.dk' };
const OPERATOR = 'drift@nordby.example.dk';
const enquiry: Enquiry = {
  ...{ subject: 'En artikel', words: 'Den er\nforkert.', email: 'laeser@example.dk' },
};
const send = (change: Partial<Enquiry> = {}, others: string | undefined = OPERATOR) =>
  sendEnquiry(wiki.db, { ...enquiry, ...change }, others, AT);
const sent = () =>
  wiki.db.selectFrom('outbox').select(['recipient', 'message', 'lang', 'blanks']).orderBy('id').execute();

async function knownAs(personId: number, verification: Verification): Promise<void> {
  await wiki.db.transaction().execute(async (tx) => {
    const signature = { name: mo.name, title: mo.title, workplace: mo.workplace };
    const id = await recordByline(tx, { personId, signature, verification, at: AT });
    await tx.updateTable('person').set({ byline_id: id }).where('id', '=', personId).execute();
  });
}

describe('an enquiry', () => {
  test('goes to each who looks after the wiki, in a mail of their own, and to nobody else', async () => {
    const pers = await join(wiki.db, per, 'administrator');
    await send({ sender: { name: 'Ana Østergård, sygeplejerske', isConfirmed: true } });
    const mails = await sent();
    expect(mails.map(({ recipient }) => recipient)).toEqual(['mo@example.dk', 'per@example.dk']);
    for (const { message, lang, blanks } of mails) {
      expect([message, lang]).toEqual(['enquiry', 'da']);
      expect(JSON.parse(blanks)).toEqual({
        ...{ subject: 'En artikel', words: 'Den er\nforkert.', email: 'laeser@example.dk' },
        ...{ by: 'known', sender: 'Ana Østergård, sygeplejerske' },
      });
    }
    await blockPerson(wiki.db, pers, wiki.mos.personId, { scope: 'editing', until: null, reason: 'Ro.' });
    expect(await reachedBy(wiki.db, OPERATOR, AT)).toEqual(['per@example.dk']);
  });

  test('goes to whoever runs the wiki where nobody has confirmed an address, and else to nobody', async () => {
    await knownAs(wiki.mos.personId, 'unconfirmed');
    expect(await confirmedAddress(wiki.db, wiki.mos.personId)).toBe('');
    expect(await confirmedAddress(wiki.db, wiki.anas.personId)).toBe('ana@example.dk');
    expect(await reachedBy(wiki.db, undefined, AT)).toEqual([]);
    await send();
    expect((await sent()).map(({ recipient }) => recipient)).toEqual([OPERATOR]);
    await expect(sendEnquiry(wiki.db, enquiry, undefined, AT)).rejects.toMatchObject({
      problems: [{ field: 'words', code: 'reaches-nobody' }],
    });
    await knownAs(wiki.mos.personId, 'work-email');
    expect(await reachedBy(wiki.db, OPERATOR, AT)).toEqual(['mo@example.dk']);
  });

  test('is refused, not dropped, when so many wait that nobody gets it', async () => {
    await join(wiki.db, per, 'administrator');
    const flood = { to: mo.email, lang: 'da', message: 'enquiry' } as const;
    const fill = (to: string) =>
      wiki.db.transaction().execute(async (tx) => {
        for (let i = 0; i < 21; i++) expect(await queueMail(tx, { ...flood, to }, AT)).toBe(i < 20);
      });
    await fill(mo.email);
    await send();
    expect((await sent()).map(({ recipient }) => recipient)).toEqual([
      ...Array(20).fill(mo.email),
      per.email,
    ]);
    await wiki.db.deleteFrom('outbox').where('recipient', '=', per.email).execute();
    await fill(per.email);
    await expect(send()).rejects.toMatchObject({ status: 429, code: 'mail-waits' });
    expect(await sent()).toHaveLength(40);
  });

  test.each([
    [
      'nothing',
      { subject: '', words: '', email: '' },
      ['subject required', 'words required', 'email required'],
    ],
    [
      'too much',
      { subject: 'x'.repeat(121), words: 'y'.repeat(5001) },
      ['subject too-long', 'words too-long'],
    ],
    ['two addresses', { email: 'a@example.dk,b@example.dk' }, ['email bad-email']],
    ['a line in its address', { email: 'a@example.dk\r\nBcc: b@example.dk' }, ['email bad-email']],
    ['wide letters in its domain', { email: 'a@ｅxample.dk' }, ['email bad-email']],
    ['a domain in another spelling', { email: 'a@xn--rdovre-bya.dk' }, ['email bad-email']],
    ['a CPR number for an address', { email: '070761-4285@example.dk' }, ['email cpr']],
    ['a name by its address', { email: 'Ana <a@example.dk>' }, ['email bad-email']],
    ['a CPR number', { words: 'Det er 070761-4285.' }, ['words cpr']],
  ])('with %s is refused, and sent to nobody', async (_what, change, problems) => {
    const error = await send(change).catch((error: unknown) => error as { problems: object[] });
    const told = (error as { problems: { field: string; code: string }[] }).problems;
    expect(told.map(({ field, code }) => `${field} ${code}`)).toEqual(problems);
    expect(await sent()).toEqual([]);
  });
});
