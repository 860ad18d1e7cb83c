/** How mail leaves the wiki: by the server that MAIL_URL names, or as files where there's none. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { createTransport } from 'nodemailer';
import type { Settings } from '../config.ts';
import type { Letter } from './messages.ts';

/** Sends a mail, under a name that stays the same however often it's tried, and returns where it was laid, if that is a file. */
export type Send = (letter: Letter, name: string) => Promise<string | undefined>;

/** How long a mail server may be silent, in milliseconds; all of it together is less than sending one may take. */
const PATIENCE = { connectionTimeout: 30_000, greetingTimeout: 30_000, socketTimeout: 60_000 };

/** Returns what sends mail as the settings say. */
export function transportOf(settings: Settings): Send {
  const host = new URL(settings.baseUrl).hostname;
  const from = { name: settings.siteName, address: settings.mailFrom };
  const head = (name: string, { stop }: Letter) => ({
    from,
    messageId: `<${name}@${host}>`,
    headers: {
      'Auto-Submitted': 'auto-generated',
      ...(stop !== undefined && {
        'List-Unsubscribe': `<${stop}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      }),
    },
  });
  return settings.mailUrl === undefined
    ? toFiles(settings.dataFolder, head)
    : toServer(settings.mailUrl, head);
}

type MailHead = (name: string, letter: Letter) => { headers: Record<string, string> };

/** Thrown when the connection was lost with the text handed over, so that nobody knows whether the mail was taken. */
export class MaybeSent extends Error {}

function toServer(url: string, head: MailHead): Send {
  const transport = createTransport({ url, ...PATIENCE, disableFileAccess: true, disableUrlAccess: true });
  return async (letter, name) => {
    let isHandedOver = false;
    // It's read once the server knows who sends, and to whom.
    const text = Readable.from(
      (function* () {
        isHandedOver = true;
        yield letter.text;
      })(),
    );
    try {
      await transport.sendMail({ ...letter, ...addressesIn(letter), text, ...head(name, letter) });
    } catch (error) {
      const isAnswer = (error as { responseCode?: number }).responseCode !== undefined;
      throw isHandedOver && !isAnswer ? new MaybeSent('the connection was lost', { cause: error }) : error;
    }
    return undefined;
  };
}

/** Each is one address, which nothing in it makes two. */
function addressesIn({ to, replyTo }: Letter) {
  const one = (address: string) => ({ name: '', address });
  return { to: one(to), ...(replyTo !== undefined && { replyTo: one(replyTo) }) };
}

/** The files are for the owner alone, as the database is: their links are as good as keys. */
function toFiles(dataFolder: string, head: MailHead): Send {
  const folder = join(dataFolder, 'mail');
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'unix' });
  return async (letter, name) => {
    const { text, ...rest } = { ...letter, ...addressesIn(letter), ...head(name, letter) };
    const headers = { ...rest.headers, 'Content-Transfer-Encoding': '8bit' };
    // A person reads it in any program, so it's laid in as it is; sent, its letters and long links would be encoded and broken.
    const alternatives = [{ contentType: 'text/plain; charset=utf-8', content: '' }];
    const { message } = await transport.sendMail({ ...rest, headers, alternatives });
    const file = join(folder, `${name}.eml`);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(file, `${(message as Buffer).toString().trimEnd()}\n\n${text}`, { mode: 0o600 });
    return file;
  };
}
