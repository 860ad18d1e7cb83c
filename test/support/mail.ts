/** Mail as the tests read it: what waits is sent to nobody, and kept. */
import type { Context } from '../../server/context.ts';
import { deliverDue } from '../../server/mail/delivery.ts';
import type { Letter } from '../../server/mail/messages.ts';
import type { Answer, Client, Form } from './client.ts';

/** Sends what waits in a wiki's outbox, and returns the letters in their order. */
export async function takeLetters(wiki: Context): Promise<Letter[]> {
  const letters: Letter[] = [];
  await deliverDue(wiki, (letter) => {
    letters.push(letter);
    return Promise.resolve(undefined);
  });
  return letters;
}

/** Sends what waits, and returns the path and query of the link in the last letter to an address. */
export async function takeLink(wiki: Context, to: string): Promise<string> {
  const letter = (await takeLetters(wiki)).findLast((each) => each.to === to.toLowerCase());
  if (!letter) throw new Error(`there is no letter to ${to}`);
  const { pathname, search } = new URL(/^http\S+$/m.exec(letter.text)![0]);
  return pathname + search;
}

/** Registers someone by the form of a page, follows the link in their mail and begins the account; returns the last answer. */
export async function register(
  wiki: Context,
  browser: Client,
  someone: { email: string; password: string } & Form,
  page = '/register',
): Promise<Answer> {
  const sent = await browser.post(page, someone);
  if (sent.status !== 303) return sent;
  const link = new URL(await takeLink(wiki, someone.email), 'http://wiki');
  const token = link.searchParams.get('token')!;
  return browser.post(link.pathname, { token, password: someone.password });
}
