/** The form by which one person writes to another through the wiki. */
import { calledBy } from '../../locales/names.ts';
import { forbidden, type WikiError } from '../../errors.ts';
import {
  LONGEST_LETTER,
  sendLetter,
  takesLetters,
  type WrittenLetter,
} from '../../wiki/following/letters.ts';
import { findPerson } from '../../wiki/people/people.ts';
import { seeOther, type Answer, type Page } from '../frame/answer.ts';
import { waitingDraft } from '../frame/drafts.ts';
import { formError, lineOf, readNumber, shownErrors, wordsOf, type Fields } from '../frame/fields.ts';
import { authorIn } from '../frame/guard.ts';
import { checkDoor } from '../frame/may.ts';
import { leaveFlash } from '../frame/flash.ts';
import { fieldsOf, type Visit } from '../frame/visit.ts';
import { limitLetters } from '../wire/limits.ts';
import { page } from './views.ts';

/** GET /people/:id/write */
export async function showLetterForm(visit: Visit): Promise<Page> {
  const { context, request } = visit;
  const { id } = await findPerson(context.db, readNumber(request.params['id']) || 0);
  if (!(await takesLetters(context.db, id, context.now()))) throw forbidden('takes-no-letters');
  return letterPage(visit, letterIn(waitingDraft(visit) ?? {}));
}

/** POST /people/:id/write */
export async function takeLetter(visit: Visit): Promise<Answer> {
  const { context, request } = visit;
  const author = authorIn(visit);
  const letter = letterIn(fieldsOf(visit));
  const { id } = await findPerson(context.db, readNumber(request.params['id']) || 0);
  try {
    await checkDoor(visit);
    const between = { from: author.personId, to: id };
    await limitLetters(visit, between, () => sendLetter(context.db, author, id, letter));
    leaveFlash(visit, 'letter.sent');
    return seeOther(`/people/${id}`);
  } catch (error) {
    return letterPage(visit, letter, formError(error));
  }
}

function letterIn(fields: Fields): WrittenLetter {
  return { subject: lineOf(fields['subject']), words: wordsOf(fields['words'], LONGEST_LETTER.words) };
}

async function letterPage(visit: Visit, values: WrittenLetter, error?: WikiError): Promise<Page> {
  const { t, context, request } = visit;
  const { byline } = await findPerson(context.db, readNumber(request.params['id']) || 0);
  return page('following/write', {
    title: t('letter.title', { name: calledBy(t, byline) }),
    section: 'people',
    recipient: byline,
    values,
    longest: LONGEST_LETTER,
    ...shownErrors(error, t, 'words'),
  });
}
