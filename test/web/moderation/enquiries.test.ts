/** The form that reaches the moderators: from anyone, at most so often, and to addresses that nobody is shown. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { queueMail } from '../../../server/wiki/mail/outbox.ts';
import { enrol } from '../../../server/wiki/people/accounts.ts';
import { serveWiki, type ServedWiki } from '../../support/client.ts';
import { takeLetters } from '../../support/mail.ts';
import { ana, join, mo, PASSWORD } from '../../support/people.ts';

const CONTACT = 'drift@nordby.example.dk';
const form = { subject: 'En artikel', words: 'Den er\r\nforkert.', email: 'Laeser@Example.dk' };

let wiki: ServedWiki;
beforeEach(async () => {
  wiki = await serveWiki({ CONTACT });
});
afterEach(() => wiki.close());

describe('where somebody looks after the wiki', () => {
  beforeEach(() => join(wiki.db, mo, 'moderator'));

  test('a stranger writes to them, is answered once, and is shown no address', async () => {
    const stranger = wiki.client();
    const asked = await stranger.get('/moderators');
    expect(asked.text).toContain('Skriv til moderatorerne');
    const sent = await stranger.post('/moderators', form);
    expect([sent.status, sent.location]).toEqual([303, '/moderators/sent']);
    const after = await stranger.get('/moderators/sent');
    expect(after.text).toContain('Tak, det er modtaget');
    for (const { text } of [asked, after]) expect(text).not.toContain(mo.email);
    expect(stranger.cookies.size).toBe(0);
    const [letter, ...others] = await takeLetters(wiki);
    expect(others).toEqual([]);
    expect(letter).toMatchObject({
      to: mo.email,
      replyTo: 'laeser@example.dk',
      subject: 'En artikel (til moderatorerne på Innovationswiki)',
    });
    expect(letter!.text).toContain(
      'En, der ikke er logget ind, har skrevet til moderatorerne og oplyst adressen laeser@example.dk, som ikke er bekræftet:\n\nDen er\nforkert.\n\n',
    );
    expect(await wiki.db.selectFrom('outbox').selectAll().execute()).toEqual([]);
  });

  test('they are told that it comes by mail, where the wiki can send any, and else who must pass it on', async () => {
    const mailing = await serveWiki({ MAIL_URL: 'smtp://127.0.0.1:25' });
    await join(mailing.db, mo, 'moderator');
    const told = async ({ client }: ServedWiki, path: string) => (await client().get(path)).text;
    expect(await told(mailing, '/moderators')).toContain('Det sendes som mail til hver af dem');
    expect(await told(mailing, '/moderators/sent')).toContain('Din mail er på vej til moderatorerne.');
    expect(await told(wiki, '/moderators')).toContain('de, der driver den, må give det videre');
    expect(await told(wiki, '/en/moderators/sent')).toContain('when those who run the wiki pass it on');
    for (const path of ['/moderators', '/moderators/sent'])
      expect(await told(wiki, path)).not.toMatch(/sendes som mail|er på vej/);
    await mailing.close();
  });

  test('of a megabyte of words no more is given back than ten times what they may have', async () => {
    const { status, text } = await wiki
      .client()
      .post('/moderators', { ...form, words: 'x'.repeat(1_000_000) });
    expect([status, /x{1000,}/.exec(text)?.[0].length]).toEqual([422, 50_000]);
  });

  test('what is wrong is said at each field, with the form as typed, in either language', async () => {
    const { status, text } = await wiki.client().post('/moderators', { ...form, subject: '', email: 'mig@' });
    expect(status).toBe(422);
    for (const said of ['Der er 2 ting at rette', 'Skal udfyldes.', 'value="mig@"', 'Den er\nforkert.'])
      expect(text).toContain(said);
    const english = await wiki.client().post('/en/moderators', { ...form, email: '' });
    expect([english.status, english.text.includes('Write to the moderators')]).toEqual([422, true]);
    expect(await takeLetters(wiki)).toEqual([]);
  });

  test('whoever is signed in is answered at their own address, whatever they send along', async () => {
    const anas = await wiki.joined(ana);
    const { text } = await anas.get('/moderators');
    expect([text.includes(ana.email), text.includes('name="email"')]).toEqual([true, false]);
    expect((await anas.post('/moderators', { ...form, sender: 'Mo' })).status).toBe(303);
    const [letter] = await takeLetters(wiki);
    expect(letter!.replyTo).toBe(ana.email);
    expect(letter!.text).toContain(
      'Ana Østergård, sygeplejerske, Region Nordjylland har skrevet til moderatorerne fra sin bekræftede adresse, ana@example.dk:',
    );
  });

  test('an address that somebody signed in only types is told as typed, and so is one from before it was told', async () => {
    await enrol(wiki.db, ana, wiki.now(), 'unconfirmed');
    const anas = wiki.client();
    await anas.post('/login', { email: ana.email, password: PASSWORD });
    expect((await anas.post('/moderators', form)).status).toBe(303);
    const blanks = { ...form, sender: 'Per (per@example.dk)', email: 'per@example.dk' };
    const before = { to: mo.email, lang: 'da', message: 'enquiry', blanks } as const;
    await wiki.db.transaction().execute((tx) => queueMail(tx, before, wiki.now()));
    const texts = (await takeLetters(wiki)).map(({ text }) => text);
    expect(texts[0]).toContain(
      'Ana Østergård, sygeplejerske, Region Nordjylland har skrevet til moderatorerne og oplyst adressen laeser@example.dk, som ikke er bekræftet:',
    );
    expect(texts[1]).toContain('Per (per@example.dk) har skrevet til moderatorerne og oplyst adressen');
  });

  test('when so many wait that none is taken, the text is given back and it’s said', async () => {
    await wiki.db.transaction().execute(async (tx) => {
      for (let i = 0; i < 20; i++)
        await queueMail(tx, { to: mo.email, lang: 'da', message: 'enquiry' }, wiki.now());
    });
    for (const [page, said] of [
      ['/moderators', 'så mange mails til moderatorerne, at din ikke er sendt'],
      ['/en/moderators', 'yours wasn’t sent'],
    ] as const) {
      const { status, text } = await wiki.client().post(page, form);
      expect([status, text.includes(said), text.includes('Den er\nforkert.')]).toEqual([429, true, true]);
    }
  });

  test('a link may say what it is about, in our words alone', async () => {
    expect((await wiki.client().get('/moderators?about=name')).text).toContain('value="Mit navn er ét ord"');
    for (const about of ['Send penge', '__proto__', 'toString'])
      expect((await wiki.client().get(`/moderators?about=${about}`)).text).not.toContain(`value="${about}`);
  });

  test('twenty are sent an hour by one person, sixty from one network, and none from another site', async () => {
    const anas = await wiki.joined(ana);
    const stranger = wiki.client();
    const evil = await stranger.post('/moderators', form, { origin: 'https://evil.example' });
    expect(evil.status).toBe(403);
    for (let i = 0; i < 20; i++) expect((await anas.post('/moderators', form)).status).toBe(303);
    expect((await anas.post('/moderators', form)).status).toBe(429);
    await takeLetters(wiki);
    for (let i = 0; i < 39; i++) {
      expect((await stranger.post('/moderators', form)).status).toBe(303);
      await takeLetters(wiki);
    }
    const { status, text } = await stranger.post('/moderators', form);
    expect([status, text.includes('forkert.')]).toEqual([429, true]);
  });
});

test('where nobody does, it goes to whoever runs the wiki', async () => {
  await wiki.client().post('/moderators', form);
  expect((await takeLetters(wiki)).map(({ to }) => to)).toEqual([CONTACT]);
  expect((await wiki.client().get('/moderators')).text).not.toContain(CONTACT);
});

test.each([
  [{}, '/contact'],
  [{ CONTACT: 'https://nordby.example.dk/kontakt' }, 'https://nordby.example.dk/kontakt'],
])(
  'where it would reach nobody there is no form, and the page says where to write',
  async (settings, href) => {
    const other = await serveWiki(settings);
    const { text } = await other.client().get('/moderators');
    expect(text).not.toContain('name="words"');
    expect(text).toContain(`Der er endnu ingen moderatorer, som kan få mail herfra. <a href="${href}">`);
    const sent = await other.client().post('/moderators', form);
    expect([sent.status, sent.text.includes('Der er ingen, det kan sendes til.')]).toEqual([422, true]);
    await other.close();
  },
);
