/** What a letter from one person to another looks like: it says who wrote it, and where to answer, and gives no address away. */
import type { Context } from '../context.ts';
import { translator } from '../locales/language.ts';
import { calledBy } from '../locales/names.ts';
import { takesLetters } from '../wiki/following/letters.ts';
import { readPresent } from '../wiki/history/bylines.ts';
import type { TakenMail } from '../wiki/mail/outbox.ts';
import type { Letter } from './messages.ts';
import { addressesIn, stopPath } from './addresses.ts';

/** Returns the letter that somebody wrote; undefined when whom it's to takes none any more. */
export async function personalLetter(
  { db, settings, now }: Context,
  { to, lang, blanks = {} }: TakenMail,
): Promise<Letter | undefined> {
  const recipient = Number(blanks['recipient']);
  if (!(await takesLetters(db, recipient, now()))) return undefined;
  const from = Number(blanks['from']);
  const sender = (await readPresent(db, [from])).get(from);
  if (!sender) return undefined;
  const t = translator(lang);
  const name = calledBy(t, sender);
  const address = addressesIn(settings, lang);
  const stop = address(await stopPath(db, recipient, 'letters'));
  const link = address(`/people/${from}/write`);
  const who = { name, sender: [name, sender.title, sender.workplace].filter(Boolean).join(', ') };
  const words = { ...blanks, ...who, site: settings.siteName, home: address('/'), link, stop };
  const say = (key: string) => t(`mail.${key}`, words);
  const text = [say('letter.text'), link, say('letter.after'), say('signature')];
  return { to, subject: say('letter.subject'), text: `${text.join('\n\n')}\n`, stop };
}
