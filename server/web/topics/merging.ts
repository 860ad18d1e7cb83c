/** The forms that merge a topic into another, and part them again. */
import { notFound, type WikiError } from '../../errors.ts';
import { topicLabel } from '../../kinds/index.ts';
import { isMerged, mergeTopics, partTopic } from '../../wiki/topics/merging.ts';
import { topicsOffered } from '../../wiki/topics/topics.ts';
import { topicPath } from '../../locales/language.ts';
import { seeOther, type Answer, type Page } from '../frame/answer.ts';
import { waitingDraft } from '../frame/drafts.ts';
import { formError, lineOf, shownErrors, type Fields } from '../frame/fields.ts';
import { authorIn } from '../frame/guard.ts';
import { leaveFlash } from '../frame/flash.ts';
import { fieldsOf, hrefFor, type Visit } from '../frame/visit.ts';
import { limitSaves } from '../wire/limits.ts';
import { topicAt, topicIn } from './topics.ts';
import { page } from './views.ts';

/** GET /topics/:topic/merge */
export async function showMergeForm(visit: Visit): Promise<Page> {
  return mergePage(visit, typedIn(waitingDraft(visit) ?? {}));
}

/** POST /topics/:topic/merge */
export async function takeMergeForm(visit: Visit): Promise<Answer> {
  const typed = typedIn(fieldsOf(visit));
  const { topic } = await topicAt(visit);
  try {
    await limitSaves(visit);
    const into = await mergeTopics(visit.context.db, authorIn(visit), topic, typed);
    leaveFlash(visit, 'topics.merged');
    return seeOther(topicPath(into));
  } catch (error) {
    return mergePage(visit, typed, formError(error));
  }
}

/** GET /topics/:topic/part */
export async function showPartForm(visit: Visit): Promise<Page> {
  return partPage(visit, lineOf(waitingDraft(visit)?.['reason']));
}

/** POST /topics/:topic/part */
export async function takePartForm(visit: Visit): Promise<Answer> {
  const reason = lineOf(fieldsOf(visit)['reason']);
  const topic = topicIn(visit);
  try {
    await limitSaves(visit);
    const { into } = await partTopic(visit.context.db, authorIn(visit), topic, reason);
    leaveFlash(visit, 'topics.parted');
    return seeOther(topicPath(into));
  } catch (error) {
    return partPage(visit, reason, formError(error));
  }
}

function typedIn(fields: Fields) {
  return { into: lineOf(fields['into']), reason: lineOf(fields['reason']) };
}

async function mergePage(
  visit: Visit,
  values: { into: string; reason: string },
  error?: WikiError,
): Promise<Page> {
  const { context, where, t } = visit;
  const { topic, count } = await topicAt(visit);
  const label = topicLabel(topic, where.lang);
  const others = (await topicsOffered(context.db, where.lang)).filter((other) => other !== label);
  return page('topics/merge', {
    title: t('topics.mergeTitle', { topic: label }),
    count,
    action: hrefFor(visit, topicPath(topic, '/merge')),
    cancel: hrefFor(visit, topicPath(topic)),
    values,
    options: others,
    ...shownErrors(error, t, 'into'),
  });
}

async function partPage(visit: Visit, reason: string, error?: WikiError): Promise<Page> {
  const { where, t, context } = visit;
  const topic = topicIn(visit);
  if (!(await isMerged(context.db, topic))) throw notFound('no-such-topic');
  return page('topics/part', {
    title: t('topics.partTitle', { topic: topicLabel(topic, where.lang) }),
    action: hrefFor(visit, topicPath(topic, '/part')),
    cancel: hrefFor(visit, topicPath(topic)),
    values: { reason },
    ...shownErrors(error, t, 'reason'),
  });
}
