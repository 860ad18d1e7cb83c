/** What whoever visits may do about a revision where it's listed, or compared with the one before: the addresses of each. */
import { standingsOf, type RevertStanding } from '../../wiki/articles/reverts.ts';
import type { RevisionLine } from '../../wiki/history/lines.ts';
import { can, seesHidden } from '../../wiki/policy.ts';
import { articlePath } from '../../locales/language.ts';
import { hrefFor, type Visit } from '../frame/visit.ts';
import { hrefAndBack } from '../frame/way-back.ts';
import type { ShownChange } from './article.ts';

/** The addresses of what may be done: forms to undo it, to roll it back and to delete what it made, and where it's sent that somebody has looked at it. */
export interface Tools {
  undo?: string;
  rollback?: string;
  /** The form that deletes an article of which it's all there is. */
  delete?: string;
  patrol?: string;
  /** Where all of them lead back to, unless it's the article. */
  back?: string | undefined;
}

/** Returns changes with what may be done about each, and comes back from that to `back`; a stranger may do nothing. */
export async function withTools<C extends ShownChange>(
  visit: Visit,
  changes: readonly C[],
  back: (change: C, place: number) => string | undefined = () => undefined,
): Promise<(C & { tools: Tools })[]> {
  const sequences = visit.author ? changes.map(({ sequence }) => sequence) : [];
  const standings = await standingsOf(visit.context.db, sequences, visit.context.now());
  return changes.map((change, place) => ({
    ...change,
    tools: toolsOf(visit, standings.get(change.sequence), change, {
      slug: change.article.slug,
      back: back(change, place),
    }),
  }));
}

/** Returns what may be done about one revision of an article. */
export async function toolsAt(
  visit: Visit,
  line: RevisionLine,
  place: { slug: string; back: string | undefined },
): Promise<Tools> {
  if (!visit.author) return {};
  const standings = await standingsOf(visit.context.db, [line.sequence], visit.context.now());
  return toolsOf(visit, standings.get(line.sequence), line, place);
}

/** Returns the tools, with the address that says that somebody has looked at it, if whoever visits may. */
export function withPatrol(visit: Visit, tools: Tools, line: RevisionLine, slug: string): Tools {
  const { author } = visit;
  if (!author || !can(author, 'patrol', { personId: line.byline.personId })) return tools;
  return { ...tools, patrol: hrefFor(visit, articlePath(slug, `/history/${line.number}/patrol`)) };
}

function toolsOf(
  visit: Visit,
  standing: RevertStanding | undefined,
  { number, hidden, erased }: RevisionLine,
  { slug, back }: { slug: string; back: string | undefined },
): Tools {
  const { author } = visit;
  const isShown = !erased?.text && (!hidden?.text || seesHidden(author));
  const to = (rest: string) => hrefAndBack(visit, articlePath(slug, rest), back);
  if (!author || !standing || !isShown) return { back };
  if (number === 1) {
    const isAll = standing.isCurrent && can(author, 'delete', standing);
    return { ...(isAll && { delete: to('/delete') }), back };
  }
  if (!can(author, 'write', standing)) return { back };
  return {
    undo: to(`/undo?number=${number}`),
    ...(standing.isCurrent && standing.hasOthers && { rollback: to('/rollback') }),
    back,
  };
}
