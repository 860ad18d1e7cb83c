/** Mail through a real server: what arrives, what is tried again, and what a lost connection doesn't send twice. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { deliverDue } from '../../server/mail/delivery.ts';
import { letterOf, PAGES } from '../../server/mail/messages.ts';
import { transportOf } from '../../server/mail/transport.ts';
import { insertToken } from '../../server/wiki/mail/tokens.ts';
import { queueMail, type Mail, type Message } from '../../server/wiki/mail/outbox.ts';
import { addresses } from '../../server/web/doors.ts';
import { openWiki, type TestWiki } from '../support/wiki.ts';

let wiki: TestWiki;
let server: SMTPServer;
let received: ParsedMail[];
/** What the server does with a mail: takes it, refuses it, or hangs up before or after it was handed over. */
let does: 'takes' | 'refuses' | 'hangs up first' | 'hangs up after';

beforeEach(async () => {
  [received, does] = [[], 'takes'];
  server = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onMailFrom: (_address, session, done) => {
      if (does === 'hangs up first') hangUp(session.id);
      else done();
    },
    onData: (stream, session, done) => {
      void simpleParser(stream).then((mail) => {
        if (does === 'refuses') return done(Object.assign(new Error('busy'), { responseCode: 451 }));
        received.push(mail);
        if (does === 'hangs up after') hangUp(session.id);
        else done();
      });
    },
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  wiki = await openWiki({
    MAIL_URL: `smtp://127.0.0.1:${port}`,
    MAIL_FROM: 'wiki@example.dk',
    BASE_URL: 'https://wiki.example.dk/innovation',
    SITE_NAME: 'Østwikien',
  });
});
afterEach(async () => {
  await new Promise<void>((resolve) => server.close(() => resolve()));
  await wiki.close();
});

function hangUp(id: string): void {
  for (const connection of (
    server as unknown as { connections: Set<{ id: string; _socket: { destroy(): void } }> }
  ).connections)
    if (connection.id === id) connection._socket.destroy();
}

const queue = (mail: Partial<Mail> = {}) =>
  wiki.db
    .transaction()
    .execute((tx) =>
      queueMail(tx, { to: 'ana@example.dk', lang: 'da', message: 'no-account', ...mail }, wiki.now()),
    );
const deliver = (after = 0) => {
  const now = () => new Date(Date.now() + after).toISOString();
  return deliverDue({ ...wiki, now }, transportOf(wiki.settings));
};
const states = async () =>
  (await wiki.db.selectFrom('outbox').select('state').execute()).map(({ state }) => state);
const HOUR = 60 * 60 * 1000;

test('a mail arrives once, in its reader’s language, with a link to follow', async () => {
  const tokenId = await wiki.db
    .transaction()
    .execute((tx) => insertToken(tx, 'reset', { data: { email: 'ana@example.dk' } }, wiki.now()));
  await queue({ message: 'reset', tokenId });
  await queue({ lang: 'en', to: 'bo@example.dk' });
  await deliver();
  await deliver(48 * HOUR);
  const [danish, english] = received;
  expect(received).toHaveLength(2);
  expect(danish).toMatchObject({
    subject: 'Vælg en ny adgangskode til Østwikien',
    from: { value: [{ name: 'Østwikien', address: 'wiki@example.dk' }] },
    to: { value: [{ address: 'ana@example.dk' }] },
  });
  expect(danish!.text).toMatch(
    /^Her kan du vælge en ny adgangskode\. Linket virker i en time:\n\nhttps:\/\/wiki\.example\.dk\/innovation\/reset\?token=[\w-]{32}\n\n/,
  );
  expect(danish!.headers.get('auto-submitted')).toBe('auto-generated');
  expect(english!.text).toContain('https://wiki.example.dk/innovation/en/register');
  expect(await states()).toEqual([]);
});

test('each goes by an id of its own, also once the one before it is sent and forgotten', async () => {
  const sent = async () => {
    await queue();
    await deliver();
    return received.at(-1)!.messageId;
  };
  const [first, second] = [await sent(), await sent()];
  expect(first).toMatch(/^<no-account-\d+-\d+@wiki\.example\.dk>$/);
  expect(second).not.toBe(first);
});

test('what the server refuses is tried again, and the one behind it isn’t held up', async () => {
  does = 'refuses';
  await queue();
  await queue({ to: 'bo@example.dk' });
  await deliver();
  expect([received.length, await states()]).toEqual([0, ['waiting', 'waiting']]);
  does = 'takes';
  await deliver();
  expect(received).toHaveLength(0);
  await deliver(61_000);
  expect([received.length, await states()]).toEqual([2, []]);
});

test('a connection that is lost before the text was handed over is tried again', async () => {
  does = 'hangs up first';
  await queue();
  await deliver();
  const known = await states();
  expect(['waiting', 'unsure']).toContain(known[0]);
  await new Promise<void>((resolve) => server.close(() => resolve()));
  await queue({ to: 'bo@example.dk' });
  await deliver();
  // Nobody listens there any more.
  expect((await states()).at(-1)).toBe('waiting');
});

test('one that is lost after it isn’t sent twice', async () => {
  does = 'hangs up after';
  await queue();
  await deliver();
  does = 'takes';
  await deliver(48 * HOUR);
  expect([received.length, await states()]).toEqual([1, ['unsure']]);
});

test.each(Object.keys(PAGES) as Message[])(
  '“%s” says what it has to in both languages, and leads to a page',
  (message) => {
    const blanks = { name: 'Ana Østergård', email: 'ny@example.dk' };
    for (const lang of ['da', 'en'] as const) {
      const taken = { id: 1, queuedAt: wiki.now(), attempts: 1, secret: undefined };
      const mail = { ...taken, to: 'ana@example.dk', lang, message, blanks };
      const { subject, text } = letterOf(mail, wiki.settings);
      expect(subject).toContain('Østwikien');
      expect(`${subject} ${text}`).not.toMatch(/\{\{|undefined/);
      const link = new URL(/^http\S+$/m.exec(text)![0]).pathname;
      const path = link.replace('/innovation', '').replace(/^\/en(?=\/|$)/, '') || '/';
      expect([message, addresses.at(path)?.path]).toEqual([message, PAGES[message].split('?')[0]]);
    }
  },
);

test('nothing that stands in a blank becomes a header or another recipient', async () => {
  await queue({ message: 'register', blanks: { name: 'Ana\r\nBcc: alle@example.dk' } });
  await deliver();
  expect(received[0]!.headers.has('bcc')).toBe(false);
  expect(received[0]!.to).toMatchObject({ value: [{ address: 'ana@example.dk' }] });
  expect(received[0]!.text).toContain('Hej Ana');
});

test('an enquiry is answered to its sender alone, whatever stands in it, and shows no other recipient', async () => {
  const hostile = {
    sender: 'Ana\r\nBcc: alle@example.dk',
    subject: 'Hej\r\nBcc: alle@example.dk, "Øl" <oel@example.dk>',
    words: 'Linje 1\r\nBcc: alle@example.dk\n.\n{{link}} {{secret}}',
  };
  await queue({ message: 'enquiry', blanks: { ...hostile, email: 'læser@møde.example.dk' } });
  await queue({ message: 'enquiry', blanks: { ...hostile, email: 'a@example.dk' }, to: 'bo@example.dk' });
  await deliver();
  expect(received).toHaveLength(2);
  for (const mail of received) {
    expect(mail.headers.has('bcc')).toBe(false);
    expect(mail.headers.has('cc')).toBe(false);
    expect(mail.subject).toMatch(/^Hej ?Bcc: alle@example\.dk, "Øl" <oel@example\.dk> \(til moderatorerne/);
    expect(mail.text).toContain('Linje 1\nBcc: alle@example.dk\n.\n{{link}} {{secret}}');
  }
  expect(received.map(({ replyTo }) => replyTo?.value.map(({ address }) => address))).toEqual([
    ['læser@møde.example.dk'],
    ['a@example.dk'],
  ]);
  expect(received.map(({ to }) => [to].flat().map((each) => each?.text))).toEqual([
    ['ana@example.dk'],
    ['bo@example.dk'],
  ]);
});

test('without a mail server each is laid in a file for the owner alone', async () => {
  const send = transportOf({ ...wiki.settings, mailUrl: undefined });
  await queue();
  await deliverDue(wiki, send);
  const folder = join(wiki.settings.dataFolder, 'mail');
  const [file] = readdirSync(folder);
  expect(file).toMatch(/^no-account-\d+-\d+\.eml$/);
  expect(readFileSync(join(folder, file!), 'utf8')).toContain('To: ana@example.dk');
  expect(statSync(join(folder, file!)).mode & 0o777).toBe(0o600);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
});

test('such a file is read as it is: its letters, and each link whole on one line, however long', async () => {
  const settings = { ...wiki.settings, mailUrl: undefined, basePath: `/${'innovation-'.repeat(9)}` };
  const tokenId = await wiki.db
    .transaction()
    .execute((tx) => insertToken(tx, 'reset', { data: { email: 'ana@example.dk' } }, wiki.now()));
  await queue({ message: 'reset', tokenId });
  await queue({
    message: 'register',
    to: 'bo@example.dk',
    blanks: { name: 'Åse Ørsted\n\nBcc: alle@example.dk' },
  });
  await deliverDue({ ...wiki, settings }, transportOf(settings));
  const folder = join(wiki.settings.dataFolder, 'mail');
  const [toBo, toAna] = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
  const link = /^https:\/\/wiki\.example\.dk\/(?:innovation-){9}\/reset\?token=[\w-]{32}$/m;
  expect([toAna, toAna!.match(/token=/g)]).toEqual([expect.stringMatching(link), ['token=']]);
  expect(toAna).toContain('\n\nHer kan du vælge en ny adgangskode.');
  expect(toBo).toContain('Hej Åse Ørsted');
  for (const message of [toBo!, toAna!]) {
    const { headers, text, subject } = await simpleParser(message);
    expect(headers.has('bcc')).toBe(false);
    expect(message.match(/^Content-T.*/gm)).toHaveLength(2);
    expect(headers.get('content-type')).toEqual({ value: 'text/plain', params: { charset: 'utf-8' } });
    expect(subject).toContain('Østwikien');
    expect(`\n\n${text}`).toBe(message.slice(message.indexOf('\n\n')));
  }
});
