/** A page: a view, the words of the reader's language, and the layout around it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Request, Response } from 'express';
import { projectFolder } from '../../project-folder.ts';
import type { Context } from '../../context.ts';
import { kinds } from '../../kinds/index.ts';
import type { Lang } from '../../kinds/kind.ts';
import { DEFAULT_LICENCE, licenceOf } from '../../kinds/licences.ts';
import { findPerson } from '../../wiki/people/people.ts';
import { bytesOf, type LargeHtml } from './large-html.ts';
import { formats } from './formats.ts';
import { visitorIn } from './guard.ts';
import { sendPage } from './page-cache.ts';
import { articlePath, hrefIn, langOf, translator, whereOf, type Where } from './language.ts';
import { takeNotice } from './session.ts';
import { renderView } from './views.ts';

/** What a page is answered with; all but `title` goes to the view alone. */
export interface Page {
  /** The page's title, without the site's name. */
  title: string;
  /** The item of the menu that the page belongs to. */
  section?: string;
  status?: number;
  /** The pieces whose marks the view writes, in their order. */
  large?: readonly LargeHtml[];
  [name: string]: unknown;
}

/** Answers with a page. */
export async function page(
  context: Context,
  request: Request,
  response: Response,
  view: string,
  content: Page,
): Promise<void> {
  response.status(content.status ?? 200);
  const locals = { ...(await common(context, request, response)), ...content };
  const html = renderView('frame/layout', { ...locals, body: renderView(view, locals) });
  sendPage(context, request, response, bytesOf(html, content.large ?? []));
}

/** Answers with a page that asks the database nothing: it knows nobody, and so offers neither to sign in nor out. */
export function plainPage(
  context: Context,
  request: Request,
  response: Response,
  view: string,
  content: Page,
): void {
  const nobody = { person: null, notice: undefined, isPlain: true };
  const locals = { ...surroundings(context, request, response), ...nobody, ...content };
  response.status(content.status ?? 200);
  sendPage(
    context,
    request,
    response,
    Buffer.from(renderView('frame/layout', { ...locals, body: renderView(view, locals) })),
  );
}

async function common(context: Context, request: Request, response: Response) {
  const visitor = visitorIn(response);
  const person = visitor && (await findPerson(context.db, visitor.personId));
  const notice = person && takeNotice(request);
  const t = translator(langOf(response));
  return {
    ...surroundings(context, request, response),
    person: person
      ? { id: person.id, name: person.byline.name, role: person.role, byline: person.byline }
      : null,
    notice: notice && { type: notice.type, text: t(notice.key, notice.params) },
  };
}

function surroundings({ settings }: Context, request: Request, response: Response) {
  const where = whereOf(response);
  return {
    ...wordsOf(where),
    site: { name: settings.siteName },
    baseUrl: settings.baseUrl,
    otherLanguage: otherLanguage(where, request.url),
    kinds,
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
  return { lang, t: translator(lang), ...addresses, ...licences, ...formats(lang) };
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
