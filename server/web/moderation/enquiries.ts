/** Who looks after the wiki, and the form by which anyone writes to them. */
import type { WikiError } from '../../errors.ts';
import {
  confirmedAddress,
  LONGEST_ENQUIRY,
  reachedBy,
  sendEnquiry,
} from '../../wiki/moderation/enquiries.ts';
import type { Author } from '../../wiki/history/author.ts';
import { findPerson } from '../../wiki/people/people.ts';
import { listKeepers } from '../../wiki/people/roles.ts';
import { emailOf } from '../../text/emails.ts';
import { seeOther, type Answer, type Page } from '../frame/answer.ts';
import { formError, lineOf, shownErrors, wordsOf } from '../frame/fields.ts';
import { fieldsOf, type Visit } from '../frame/visit.ts';
import { limitWords } from '../wire/limits.ts';
import { page, type TypedEnquiry } from './views.ts';

/** What a link may have the form begin with; sentences of `enquiry.about`. */
const ABOUT = ['name', 'title'];

/** GET /moderators?about= */
export async function showModerators(visit: Visit): Promise<Page> {
  const about = lineOf(visit.request.query['about']);
  const subject = ABOUT.includes(about) ? visit.t(`enquiry.about.${about}`) : '';
  return moderatorsPage(visit, { subject, words: '', email: '' });
}

/** POST /moderators */
export async function takeEnquiry(visit: Visit): Promise<Answer> {
  const { author, context } = visit;
  const { db, now } = context;
  const fields = fieldsOf(visit);
  const typed = {
    subject: lineOf(fields['subject']),
    words: wordsOf(fields['words'], LONGEST_ENQUIRY.words),
    email: emailOf(lineOf(fields['email'])),
  };
  try {
    await limitWords(visit, 'enquiry', author?.personId, async () => {
      const own = await ownAddress(visit);
      const sender = author && { name: await namedIn(visit, author), isConfirmed: own !== '' };
      const enquiry = { ...typed, email: own || typed.email, sender };
      await sendEnquiry(db, enquiry, operatorOf(visit), now());
    });
    return seeOther('/moderators/sent');
  } catch (error) {
    return moderatorsPage(visit, typed, formError(error));
  }
}

/** GET /moderators/sent */
export function showEnquirySent({ t, context: { settings } }: Visit): Promise<Page> {
  const isMailed = settings.mailUrl !== undefined;
  return Promise.resolve(
    page('moderation/sent', { title: t(isMailed ? 'enquiry.sent' : 'enquiry.received'), isMailed }),
  );
}

async function moderatorsPage(visit: Visit, values: TypedEnquiry, error?: WikiError): Promise<Page> {
  const { t, context } = visit;
  const { db, settings, now } = context;
  const reaches = (await reachedBy(db, operatorOf(visit), now())).length > 0;
  return page('moderation/moderators', {
    title: t('moderators.title'),
    section: 'people',
    people: await listKeepers(db),
    enquiry: {
      reaches,
      isMailed: settings.mailUrl !== undefined,
      contact: settings.contact,
      address: await ownAddress(visit),
    },
    longest: LONGEST_ENQUIRY,
    values,
    ...shownErrors(error, t, 'words'),
  });
}

/** Where it goes when nobody who looks after the wiki can be reached: to whoever runs it, if they are written to by mail. */
function operatorOf({ context: { settings } }: Visit): string | undefined {
  const { contact } = settings;
  return contact?.startsWith('mailto:') ? contact.slice('mailto:'.length) : undefined;
}

/** Whoever is signed in is answered at their own address, once it's confirmed; anyone else must say where. */
async function ownAddress({ author, context: { db } }: Visit): Promise<string> {
  return author ? confirmedAddress(db, author.personId) : '';
}

async function namedIn({ context: { db } }: Visit, { personId }: Author): Promise<string> {
  const { name, title, workplace } = (await findPerson(db, personId)).byline;
  return [name, title, workplace].filter((part) => part !== '').join(', ');
}
