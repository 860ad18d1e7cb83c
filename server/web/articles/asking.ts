/** Under the headings that a kind invites to ask about, and those that nothing is written under, stands a way to write there, to ask the authors, and how many questions are open. */
import { completeness } from '../../kinds/completeness.ts';
import type { Content } from '../../kinds/content.ts';
import type { Heading } from '../../kinds/kind.ts';
import { articlePath } from '../../locales/language.ts';
import { sectionOf } from '../../wiki/talk/sections.ts';
import { mayOf } from '../frame/may.ts';
import { wordsOf } from '../frame/render.ts';
import { renderView } from '../frame/templates.ts';
import { hrefFor, type Visit } from '../frame/visit.ts';
import { kindFor, type ShownArticle } from '../showing/article.ts';
import type { AskableSection } from './views.ts';

/** Returns the sections that may be asked about, and what stands behind the heading of each, by its id. */
export function askingOf(
  visit: Visit,
  article: ShownArticle,
  content: Content,
): { sections: AskableSection[]; behind: Map<string, string> } {
  const { t, where } = visit;
  const kind = kindFor(article.kind);
  const { total, missing } = completeness(kind, content);
  const may = mayOf(visit);
  const mayAsk = total > 0 && may('post', article);
  const sections = kind.headings.flatMap((heading) => {
    const id = sectionOf(heading);
    const open = article.talk?.sections.get(id) ?? 0;
    const isInvited = mayAsk && (heading.ask !== undefined || missing.includes(heading));
    const write =
      missing.includes(heading) && may('write', article) ? sectionHref(visit, article, heading) : '';
    if (!isInvited && !write && open === 0) return [];
    const text = heading.ask
      ? t('asking.about', { what: heading.ask[where.lang] })
      : t('asking.aboutHeading', { heading: heading.text });
    const href = hrefFor(visit, articlePath(article.slug, `/talk?section=${encodeURIComponent(id)}`));
    return { id, text, open, href, write, isInvited };
  });
  const view = (section: AskableSection) => renderView('talk/parts/asking', { ...wordsOf(where), section });
  return { sections, behind: new Map(sections.map((section) => [section.id, view(section)])) };
}

/** Returns the address of an article's form, open at a heading. */
function sectionHref(visit: Visit, { slug }: ShownArticle, { text }: Heading): string {
  return hrefFor(visit, articlePath(slug, `/edit?section=${encodeURIComponent(text)}`));
}
