/** What the signs of threads say in an article that they are about a passage of. */
import { articlePath } from '../../locales/language.ts';
import { markedPassages } from '../../wiki/talk/passages.ts';
import { wordsOf } from '../frame/render.ts';
import { renderView } from '../frame/templates.ts';
import { hrefFor, type Visit } from '../frame/visit.ts';
import type { ShownArticle } from '../showing/article.ts';
import type { ThreadMark } from '../showing/marks.ts';

/** Returns the marks of the open threads about passages of an article. */
export async function marksIn(visit: Visit, { id, slug }: ShownArticle): Promise<ThreadMark[]> {
  const marked = await markedPassages(visit.context.db, id);
  return marked.map(({ thread, title, spans }) => {
    const href = hrefFor(visit, articlePath(slug, `/talk/${thread}`));
    const sign = renderView('talk/parts/sign', { ...wordsOf(visit.where), thread, title, to: href });
    return { spans, sign: sign.trim() };
  });
}
