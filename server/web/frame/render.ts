/** A page: a view, the words of the reader's language, and the layout around it. */
import { randomBytes } from 'node:crypto';
import { calledBy, type Called } from '../../locales/names.ts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../../project-folder.ts';
import { kinds, topicLabel } from '../../kinds/index.ts';
import type { Lang } from '../../kinds/kind.ts';
import { DEFAULT_LICENCE, licenceOf } from '../../kinds/licences.ts';
import { knownDifferently } from '../../wiki/history/bylines.ts';
import type { Period } from '../../wiki/figures/period.ts';
import { countUnread } from '../../wiki/following/notices.ts';
import type { Author } from '../../wiki/history/author.ts';
import { countRequests } from '../../wiki/moderation/erasing.ts';
import { countWaiting } from '../../wiki/moderation/desk.ts';
import { findPerson } from '../../wiki/people/people.ts';
import { countReports } from '../../wiki/reports/handling.ts';
import { can } from '../../wiki/policy.ts';
import type { Bytes } from '../wire/answers.ts';
import type { Page } from './answer.ts';
import { bytesOf } from './large-html.ts';
import { figureName, periodName } from './figure-names.ts';
import { formats } from '../../locales/formats.ts';
import { articlePath, hrefIn, isSaid, translator, type Where } from '../../locales/language.ts';
import { mayOf } from './may.ts';
import { takeFlash } from './flash.ts';
import { renderView } from './templates.ts';
import { addressWith, type Visit } from './visit.ts';

/** Of what waits for moderators no more is counted. */
const MOST_COUNTED = 99;

/** The key of a form, by which it's taken once, in bytes. */
const KEY_BYTES = 12;

const HTML = { 'Content-Type': 'text/html; charset=utf-8' };

/** Returns a page as whoever visits is shown it: with their name, and what was left to be said to them. */
export async function renderPage(visit: Visit, page: Page): Promise<Bytes> {
  const { context, author, t } = visit;
  const person = author && (await findPerson(context.db, author.personId));
  const flash = person && takeFlash(visit);
  return written(visit, page, {
    person: person
      ? { id: person.id, name: calledBy(t, person.byline), role: person.role, byline: person.byline }
      : null,
    flash: flash && { type: flash.type, text: t(flash.key, flash.params) },
    waiting: author && can(author, 'patrol') ? await waitingFor(visit, author) : undefined,
    unread: author && (await countUnread(context.db, author.personId, MOST_COUNTED + 1)),
    mostCounted: MOST_COUNTED,
  });
}

/** Returns what waits for a moderator: changes to be looked at, reports to be answered, and to administrators what others ask to have erased. */
async function waitingFor({ context: { db } }: Visit, author: Author) {
  const counts = {
    changes: await countWaiting(db, MOST_COUNTED + 1),
    reports: await countReports(db, MOST_COUNTED + 1),
    erasures: can(author, 'ask-erasure') ? await countRequests(db, author, MOST_COUNTED + 1) : 0,
  };
  const all = counts.changes + counts.reports + counts.erasures;
  return { ...counts, all };
}

/** Returns a page that asks the database nothing: it knows nobody, and so offers neither to sign in nor out. */
export function renderPlain(visit: Visit, page: Page): Bytes {
  return written(visit, page, { person: null, flash: undefined, isPlain: true });
}

function written(visit: Visit, { view, content }: Page, visitor: Record<string, unknown>): Bytes {
  const robots = content.robots ?? visit.address?.robots;
  const linkPreview = robots === undefined ? linkPreviewOf(visit, view, content) : undefined;
  const locals = { ...surroundings(visit), ...visitor, ...content, robots, linkPreview };
  const html = renderView('frame/layout', { ...locals, body: renderView(view, locals) });
  return { headers: HTML, bytes: bytesOf(html, content.large ?? []) };
}

/** What others show of a link to a page: of one that is there, and the same for all strangers. */
function linkPreviewOf(visit: Visit, view: string, { status, title, description }: Page['content']) {
  const { context, address, where, t } = visit;
  const { baseUrl, siteName } = context.settings;
  if (status !== 200 || !address?.changesWith) return undefined;
  return {
    title: title || siteName,
    description: description || t('layout.about'),
    type: view === 'articles/view' ? 'article' : 'website',
    url: new URL(addressWith(visit, {}), baseUrl).href,
    locale: where.lang === 'da' ? 'da_DK' : 'en_GB',
    site_name: siteName,
  };
}

function surroundings(visit: Visit) {
  const { context, request, address, where } = visit;
  const { settings } = context;
  return {
    ...wordsOf(where),
    site: { name: settings.siteName },
    logins: settings.providers.map(({ name, label }) => ({ name, label })),
    baseUrl: settings.baseUrl,
    otherLanguage: otherLanguage(where, request.url),
    kinds,
    tab: address?.tab,
    may: mayOf(visit),
    newKey: () => randomBytes(KEY_BYTES).toString('base64url'),
  };
}

const words = new Map<string, ReturnType<typeof makeWords>>();

/** Returns what views write words and times in a language with, and the addresses of the wiki. */
export function wordsOf(where: Where) {
  const home = hrefIn(where, '/');
  const known = words.get(home) ?? makeWords(where);
  words.set(home, known);
  return known;
}

function makeWords(where: Where) {
  const { base, lang } = where;
  const addresses = {
    href: (path: string) => hrefIn(where, path),
    articleHref: (slug: string, rest?: string) => hrefIn(where, articlePath(slug, rest)),
    asset: (name: string) => base + asset(name),
  };
  const licences = { licenceOf, defaultLicence: DEFAULT_LICENCE };
  const t = translator(lang);
  const sentences = {
    ...{ lang, t, isSaid },
    called: (byline: Called) => calledBy(t, byline),
    topicText: (topic: string) => topicLabel(topic, lang),
    figureText: (figure: string) => figureName(t, lang, figure),
    periodText: (period: Period) => periodName(t, lang, period),
  };
  return { ...sentences, ...addresses, ...licences, ...formats(lang), knownDifferently };
}

function otherLanguage({ base, lang }: Where, url: string) {
  const other: Lang = lang === 'da' ? 'en' : 'da';
  const href = hrefIn({ base, lang: other }, url);
  return { lang: other, href, label: other === 'da' ? 'Dansk' : 'English' };
}

let versions: Record<string, string> | undefined;

/** Returns the path of an asset, which changes when the asset does, so that browsers may keep it for ever. */
function asset(name: string): string {
  versions ??= JSON.parse(readFileSync(join(projectFolder, 'dist/static/manifest.json'), 'utf8')) as Record<
    string,
    string
  >;
  return `/static/${name}?v=${versions[name] ?? ''}`;
}
