/** What the wiki's mails say: sentences of `locales/mail/`, and the address that each message's link leads to. */
import type { Settings } from '../config.ts';
import { translator } from '../locales/language.ts';
import type { Message, TakenMail } from '../wiki/mail/outbox.ts';
import { addressesIn } from './addresses.ts';

/** The page that each message leads to: those with a secret in their link say it behind. */
export const PAGES: Readonly<Record<Message, string>> = {
  register: '/confirm',
  confirm: '/confirm',
  address: '/confirm',
  reset: '/reset',
  known: '/reset',
  'one-name': '/moderators?about=name',
  'no-account': '/register',
  'password-changed': '/forgot',
  'address-taken': '/login',
  'address-asked': '/forgot',
  'address-changed': '/account',
  left: '/',
  enquiry: '/moderators',
  news: '/watchlist',
  letter: '/people',
};

/** A mail as it's sent. */
export interface Letter {
  to: string;
  subject: string;
  text: string;
  /** Whom it's from, when an answer goes to them. */
  replyTo?: string;
  /** The address that stops mail of its kind by one click (RFC 8058). */
  stop?: string;
}

/** Returns what a mail says, in its language: plain text, with the link on a line of its own. */
export function letterOf({ to, lang, message, blanks, secret }: TakenMail, settings: Settings): Letter {
  const t = translator(lang);
  const address = addressesIn(settings, lang);
  const link = address(PAGES[message] + (secret === undefined ? '' : `?token=${secret}`));
  const words = { ...blanks, link, site: settings.siteName, home: address('/') };
  const say = (key: string, more = {}) => t(`mail.${key}`, { ...words, ...more });
  // One that waited while the wiki was upgraded doesn't tell yet how its sender is known.
  const from = message === 'enquiry' ? say(`enquiry.from.${blanks?.['by'] ?? 'unconfirmed'}`) : '';
  return {
    to,
    ...(message === 'enquiry' && { replyTo: blanks?.['email'] ?? '' }),
    subject: say(`${message}.subject`),
    text: `${[say(`${message}.text`, { from }), link, say(`${message}.after`), say('signature')].join('\n\n')}\n`,
  };
}
