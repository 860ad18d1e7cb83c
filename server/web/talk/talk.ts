/** The talk about an article: its threads with their newest answers, and the form that begins one. */
import type { WikiError } from '../../errors.ts';
import { beginThread, checkShowable, type TypedPost } from '../../wiki/talk/posting.ts';
import { headingOf } from '../../wiki/talk/sections.ts';
import { storeNames } from '../../wiki/talk/mentions.ts';
import { countSettled, listThreads, type ThreadWithAnswers } from '../../wiki/talk/threads.ts';
import { articleAt, articleByAnySlug } from '../articles/article.ts';
import { seeOther, type Answer, type Page } from '../frame/answer.ts';
import { waitingDraft } from '../frame/drafts.ts';
import { formError, lineOf, pageFrom, readNumber, shownErrors, type Fields } from '../frame/fields.ts';
import { authorIn } from '../frame/guard.ts';
import { checkDoor } from '../frame/may.ts';
import { leaveFlash } from '../frame/flash.ts';
import { nextPage } from '../frame/paging.ts';
import { addressWith, fieldsOf, type Visit } from '../frame/visit.ts';
import { headOf, type ShownArticle } from '../showing/article.ts';
import { limitSaves } from '../wire/limits.ts';
import { previewOf, typedPassage, typedPost, type PostForm } from './forms.ts';
import { fitting, lettersOf } from './room.ts';
import { sectionLabel, showPosts, threadPath } from './showing.ts';
import { page, type ShownThread } from './views.ts';

/** How many threads a page shows, and how many answers of each. */
const THREADS = 10;
const ANSWERS = 3;

/** GET /wiki/:slug/talk?state=&section=&before=&passage=&number= */
export async function showTalk(visit: Visit): Promise<Page> {
  const article = await articleAt(visit);
  const draft = waitingDraft(visit);
  const passage = typedPassage(draft ?? passageAsked(visit), article);
  const values = draft
    ? { ...typedPost(draft), passage }
    : { title: '', words: '', section: sectionAsked(visit, article), passage };
  return talkPage(visit, article, { values, restored: draft !== undefined });
}

/** POST /wiki/:slug/talk */
export async function takeThread(visit: Visit): Promise<Answer> {
  const article = await articleByAnySlug(visit);
  const fields = fieldsOf(visit);
  const values = { ...typedPost(fields), passage: typedPassage(fields, article) };
  const { db } = visit.context;
  try {
    await checkDoor(visit);
    if (fields['action'] === 'preview') return await talkPage(visit, article, await previewed(visit, values));
    await limitSaves(visit);
    const place = await beginThread(db, authorIn(visit), article.slug, values);
    leaveFlash(visit, values.section === '' ? 'talk.flash.begun' : 'talk.flash.asked');
    return seeOther(threadPath(article.slug, place));
  } catch (error) {
    return talkPage(visit, article, { values, restored: false }, formError(error));
  }
}

/** Returns a form with its preview, in which mentions are what they come to. Throws 413 and 422 of what may not be shown. */
export async function previewed(visit: Visit, values: TypedPost): Promise<PostForm> {
  checkShowable(values);
  const { text } = await storeNames(visit.context.db, values.words);
  return { values, restored: false, preview: await previewOf(visit, text) };
}

/** Returns the section that an address asks about, by its code; empty for none. */
function sectionAsked({ request: { query } }: Visit, { kind }: ShownArticle): string {
  const section = lineOf(query['section']);
  return headingOf(kind, section) ? section : '';
}

/** Returns what an address says of a passage; `before` is a page of threads there. */
function passageAsked({ request: { query } }: Visit): Fields {
  return { passage: query['passage'], number: query['number'], before: query['behind'] };
}

async function talkPage(
  visit: Visit,
  article: ShownArticle,
  form: PostForm,
  error?: WikiError,
): Promise<Page> {
  const { t, context, author, where } = visit;
  const { db } = context;
  const { query } = visit.request;
  const section = form.values.section || sectionAsked(visit, article);
  const isSettled = query['state'] === 'settled';
  const filter = { isSettled, section: section || undefined };
  const asked = { limit: THREADS, answers: ANSWERS, before: pageFrom(query['before']) };
  const listed = await listThreads(db, article.id, filter, asked, author);
  const { rows: threads, size } = fitting(listed.map(fittingAnswers), lettersOfThread, { size: THREADS });
  const open = article.talk?.count ?? 0;
  const heading = section === '' ? undefined : headingOf(article.kind, section);
  return page('talk/index', {
    title: t('talk.title', { title: article.title }),
    description: article.lead,
    section: `articles:${article.kind}`,
    feed: addressWith(visit, { state: '', section: '', before: '' }, threadFile(visit, 'atom')),
    alternate: addressWith(visit, { state: '', section: '', before: '' }, threadFile(visit, 'json')),
    article: headOf(article),
    threads: await shownThreads(visit, article, threads),
    counts: { open, settled: await countSettled(db, article.id) },
    states: [
      { name: 'open', href: addressWith(visit, { state: '', before: '' }), isChosen: !isSettled },
      { name: 'settled', href: addressWith(visit, { state: 'settled', before: '' }), isChosen: isSettled },
    ],
    quotedFrom: form.values.passage?.number ?? (readNumber(query['number']) || article.number),
    asked:
      section === ''
        ? undefined
        : { label: sectionLabel(article.kind, section)!, ask: heading?.ask?.[where.lang] },
    older: nextPage(visit, threads, ({ lastPost }) => ({ before: lastPost }), size),
    form,
    ...shownErrors(error, t, 'words'),
  });
}

/** Of large answers the newest are shown, as many as a page has room for. */
function fittingAnswers(thread: ThreadWithAnswers): ThreadWithAnswers {
  const { rows } = fitting([thread.first, ...thread.answers.toReversed()], lettersOf);
  return { ...thread, answers: rows.slice(1).reverse() };
}

function lettersOfThread({ first, answers }: ThreadWithAnswers): number {
  return [first, ...answers].reduce((sum, post) => sum + lettersOf(post), 0);
}

/** The path of the talk as a file. */
function threadFile({ request: { params } }: Visit, type: 'atom' | 'json'): string {
  return `/wiki/${encodeURIComponent(String(params['slug']))}/talk.${type}`;
}

async function shownThreads(
  visit: Visit,
  { kind }: ShownArticle,
  threads: readonly ThreadWithAnswers[],
): Promise<ShownThread[]> {
  const posts = await showPosts(
    visit,
    threads.flatMap(({ first, answers }) => [first, ...answers]),
  );
  const shown = new Map(posts.map((post) => [post.id, post]));
  return threads.map(({ answers, ...thread }) => ({
    ...thread,
    label: sectionLabel(kind, thread.section),
    first: shown.get(thread.id)!,
    answers: answers.map(({ id }) => shown.get(id)!),
  }));
}
