/** What a mail of news says: on each line who did what to which article and why, and the address of the difference. */
import type { Context } from '../context.ts';
import type { Lang } from '../kinds/kind.ts';
import { asWritten } from '../text/clean.ts';
import { articlePath, translator, type Translate } from '../locales/language.ts';
import { calledBy } from '../locales/names.ts';
import { searchName } from '../locales/searches.ts';
import { labelsOf } from '../wiki/finding/asked.ts';
import { digestIn, readDigest } from '../wiki/following/digests.ts';
import { followingOf } from '../wiki/following/followers.ts';
import type { NewsLine } from '../wiki/following/news.ts';
import type { WatchedSearch } from '../wiki/following/searches.ts';
import type { Notice } from '../wiki/following/notices.ts';
import { addressesIn, stopPath } from './addresses.ts';
import type { Byline } from '../wiki/history/bylines.ts';
import type { LoggedAct } from '../wiki/history/public-log.ts';
import type { TakenMail } from '../wiki/mail/outbox.ts';
import type { Letter } from './messages.ts';

/** Of so many people each line names no more. */
const MOST_NAMED = 3;

interface Saying {
  lang: Lang;
  t: Translate;
  /** Returns the whole address of a path of the wiki. */
  address: (path: string) => string;
}

/** Returns a mail of news as it stands now; undefined when nothing of it is told any more. */
export async function newsLetter(
  { db, settings }: Context,
  { to, lang, blanks }: TakenMail,
): Promise<Letter | undefined> {
  const digest = digestIn(blanks!['digest']!);
  const { mail } = await followingOf(db, digest.personId);
  // They may have stopped it while it waited.
  if (mail === 'never') return undefined;
  const { notices, lines } = await readDigest(db, digest);
  if (notices.length + lines.length === 0) return undefined;
  const t = translator(lang);
  const address = addressesIn(settings, lang);
  const stop = address(await stopPath(db, digest.personId, 'news'));
  const words = { site: settings.siteName, home: address('/'), link: address('/watchlist'), stop };
  const saying = { lang, t, address };
  const text = [
    t('mail.news.text', words),
    ...part(
      t('mail.news.forYou'),
      notices.map((notice) => noticeText(saying, notice)),
    ),
    ...part(
      t('mail.news.onList'),
      lines.map((line) => newsText(saying, line)),
    ),
    t('mail.news.after', words),
    t('mail.signature', words),
  ];
  return { to, subject: t('mail.news.subject', words), text: `${text.join('\n\n')}\n`, stop };
}

function part(heading: string, items: string[]): string[] {
  return items.length === 0 ? [] : [heading.toLocaleUpperCase('da'), ...items];
}

function newsText(saying: Saying, line: NewsLine): string {
  const { t, address } = saying;
  const { article, revisions, count, people, acts, searches } = line;
  const [newest, oldest] = [revisions[0], revisions.at(-1)];
  const from = oldest && oldest.number - 1;
  const difference =
    count > revisions.length
      ? '/history'
      : from === 0
        ? `/history/${newest?.number}`
        : `/diff/${from}/${newest?.number}`;
  const isShown = article.isGone !== true;
  return [
    isShown ? article.title : t('mail.news.deleted'),
    ...searches.map((search) => t('mail.news.fits', { search: nameOfSearch(saying, search) })),
    newest && t('mail.news.changes', { count, people: namesOf(t, people) }),
    newest?.summary && t('mail.news.latest', { summary: newest.summary }),
    ...acts.flatMap((act) => [actText(t, act), address(placeOf(act))]),
    isShown && (newest !== undefined || acts.length === 0) && address(articlePath(article.slug, difference)),
  ]
    .filter(Boolean)
    .join('\n');
}

function nameOfSearch({ lang, t }: Saying, { asked, writer }: WatchedSearch): string {
  const { typed, unfinished } = asked;
  return searchName(t, { typed, labels: labelsOf(asked, lang), writer, unfinished });
}

function noticeText({ t, address }: Saying, { code, change, act }: Notice): string {
  const lines = [t(`notice.${code}`)];
  if (change) {
    const { article, number, byline, summary } = change;
    lines.push(article.isGone ? t('mail.news.deleted') : article.title);
    lines.push([nameOf(t, byline), summary && `»${summary}«`].filter(Boolean).join(': '));
    if (!article.isGone) lines.push(address(articlePath(article.slug, `/diff/${number - 1}/${number}`)));
  }
  if (act) {
    if (act.article && !act.article.isGone) lines.push(act.article.title);
    lines.push(actText(t, act), address(placeOf(act)));
  }
  return lines.join('\n');
}

/** Where an act is read: a post in its thread, thanks at the version that they're for, and others in the log. */
function placeOf({ id, code, article, post }: LoggedAct): string {
  if (article === undefined || article.isGone) return `/log#${id}`;
  if (post !== undefined) return articlePath(article.slug, `/talk/${post}`);
  return code === 'thank' ? articlePath(article.slug, `/history/${article.number}`) : `/log#${id}`;
}

/** The title of its thread may turn around what stands beside it, if it's older than the door. */
function actText(t: Translate, { code, byline, words, thread }: LoggedAct): string {
  const { reason } = words;
  const why = typeof reason === 'string' ? t('log.reason', { reason }) : '';
  const title = thread && `»${asWritten(thread.title)}«`;
  const what = thread
    ? `${nameOf(t, byline)} ${t(`log.inThread.${thread.told}`, { thread: title })}.`
    : `${t(`log.acts.${code}.label`)}: ${nameOf(t, byline)}.`;
  return [what, why].filter(Boolean).join(' ');
}

function namesOf(t: Translate, people: readonly Byline[]): string {
  const named = people.slice(0, MOST_NAMED).map((byline) => nameOf(t, byline));
  const others = people.length - named.length;
  const text = named.join(', ');
  return others > 0 ? t('mail.news.others', { people: text, count: others }) : text;
}

function nameOf(t: Translate, byline: Byline): string {
  const post = [byline.title, byline.workplace].filter(Boolean).join(', ');
  return post ? `${calledBy(t, byline)} (${post})` : calledBy(t, byline);
}
