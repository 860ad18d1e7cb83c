/** What the law asks of a site: how it treats personal data and cookies, how accessible it is, and whom to write to. */
import type { Page } from '../frame/answer.ts';
import { cookieName } from '../frame/cookies.ts';
import { hrefFor, type Visit } from '../frame/visit.ts';
import { page, type LawSection } from './views.ts';

/** GET /privacy */
export function showPrivacy(visit: Visit): Promise<Page> {
  return lawPage(visit, 'privacy');
}

/** GET /cookies */
export function showCookies(visit: Visit): Promise<Page> {
  return lawPage(visit, 'cookies');
}

/** GET /was: the accessibility statement, after the model of Digitaliseringsstyrelsen. */
export function showStatement(visit: Visit): Promise<Page> {
  return lawPage(visit, 'was');
}

/** GET /contact */
export function showContact(visit: Visit): Promise<Page> {
  return lawPage(visit, 'contact');
}

type LawSubject = 'privacy' | 'cookies' | 'was' | 'contact';

/** A section as the sentences have it; `asksWhom` where its last paragraph asks to write, and it's to say whom to. */
type ToldSection = LawSection & { asksWhom?: true };

/** Where nobody has said who runs the wiki, or whom to write to, the page says that, rather than leave it out. */
function lawPage(visit: Visit, subject: LawSubject): Promise<Page> {
  const { t, context } = visit;
  const { siteName, operator, contact, baseUrl } = context.settings;
  const words = {
    site: siteName,
    runBy: operator === undefined ? t('law.runByUnknown') : t('law.runBy', { operator }),
    address: baseUrl,
    cookie: cookieName(context, 'session'),
    browserCookie: cookieName(context, 'browser'),
  };
  const told = t(`law.${subject}.sections`, {
    returnObjects: true,
    ...words,
  }) as unknown as ToldSection[];
  const sections = told.map(({ asksWhom, ...section }) =>
    asksWhom ? withContact(section, contact, t('law.noContact')) : withinReach(section, visit),
  );
  const heading = t(`law.${subject}.title`);
  return Promise.resolve(page('law/page', { title: heading, heading, sections }));
}

/** A link to another page of the wiki leads there in the reader's language. */
function withinReach({ link, ...section }: LawSection, visit: Visit): LawSection {
  if (!link) return section;
  const { text, address } = link;
  return { ...section, link: { text, address: address.startsWith('/') ? hrefFor(visit, address) : address } };
}

function withContact(section: LawSection, contact: string | undefined, none: string): LawSection {
  if (contact === undefined) return { ...section, text: [...section.text.slice(0, -1), none] };
  return { ...section, link: { text: contact.replace(/^mailto:/, ''), address: contact } };
}
