/** Who has but one name asks, is vouched for, and registers. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { serveWiki, type ServedWiki } from '../../support/client.ts';
import { register, takeLetters } from '../../support/mail.ts';
import { join, mo, PASSWORD } from '../../support/people.ts';

let wiki: ServedWiki;
beforeAll(async () => {
  wiki = await serveWiki();
  await join(wiki.db, mo, 'administrator');
});
afterAll(() => wiki.close());

const suharto = {
  name: 'Suharto',
  title: '',
  workplace: '',
  email: 'suharto@example.dk',
  password: PASSWORD,
};

test('a name of one word leads to who can let it, and then to an account under it', async () => {
  const browser = wiki.client();
  const refused = await browser.post('/register', suharto);
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('href="/moderators?about=name#write">Er dit fulde navn ét ord?');
  expect(refused.text).toContain('name="whole"');
  expect((await browser.get('/register')).text).not.toContain('name="whole"');
  const asked = await browser.get('/moderators?about=name');
  expect(asked.text).toContain('value="Mit navn er ét ord"');
  const enquiry = { subject: 'Mit navn er ét ord', words: 'Jeg hedder Suharto.', email: suharto.email };
  expect((await browser.post('/moderators', enquiry)).status).toBe(303);
  expect((await takeLetters(wiki)).map(({ replyTo }) => replyTo)).toEqual([suharto.email]);

  const mos = wiki.client();
  await mos.post('/login', { email: mo.email, password: PASSWORD });
  expect((await mos.get('/moderators')).text).toContain('href="/names"');
  const empty = await mos.post('/names', { name: 'Suharto', email: suharto.email, reason: '' });
  expect([empty.status, empty.text.includes('Skriv, hvorfor du gør det.')]).toEqual([422, true]);
  const form = { name: 'Suharto', email: 'Suharto@Example.dk', reason: 'Set i passet.' };
  expect((await mos.post('/names', form)).location).toBe('/names');
  const page = await mos.get('/names');
  expect(page.text).toContain('Suharto kan nu bruges som fuldt navn.');
  expect(page.text).toContain('suharto@example.dk');
  const withdrawn = await mos.post('/names', { withdraw: suharto.email });
  expect(withdrawn.location).toBe('/names');
  const without = (await mos.get('/names')).text;
  expect(without).toContain('Godkendelsen er trukket tilbage.');
  expect(without).not.toContain('suharto@example.dk');
  expect((await mos.post('/names', form)).location).toBe('/names');

  const begun = await register(wiki, browser, { ...suharto, whole: '1' });
  expect([begun.status, (await browser.get('/account')).text.includes('value="Suharto"')]).toEqual([
    303,
    true,
  ]);
  expect((await mos.get('/names')).text).not.toContain('suharto@example.dk');
  const log = (await wiki.client().get('/log')).text;
  expect(log).toContain('godkendte, at en persons fulde navn er ét ord');
  expect(log).not.toContain('suharto@example.dk');
  expect((await browser.get('/names')).status).toBe(403);
});

test('whether a name waits for an address is told in the mail alone', async () => {
  const sukarno = { ...suharto, name: 'Sukarno', email: 'sukarno@example.dk' };
  const tried = async () => {
    const { status, location } = await wiki.client().post('/register', { ...sukarno, whole: '1' });
    const untold = await wiki.client().post('/register', sukarno);
    const [letter, ...others] = await takeLetters(wiki);
    return { seen: [status, location, untold.status, others], text: letter!.text };
  };
  const before = await tried();
  expect(before.seen).toEqual([303, '/sent', 422, []]);
  expect(before.text).toMatch(
    /ingen har endnu godkendt, at Sukarno er hele dit navn.*\/moderators\?about=name\n/s,
  );
  const mos = wiki.client();
  await mos.post('/login', { email: mo.email, password: PASSWORD });
  await mos.post('/names', { name: 'Sukarno', email: sukarno.email, reason: 'Set i passet.' });
  const after = await tried();
  expect(after.seen).toEqual(before.seen);
  expect(after.text).toMatch(/\/confirm\?token=/);
});
