/** The moderators' desk: what nobody has looked at yet, chosen by a form that stays as it was, and that somebody has. */
import { calledBy } from '../../locales/names.ts';
import { kindOf } from '../../kinds/index.ts';
import {
  FLAGS,
  listWaiting,
  type DeskFilter,
  type Flag,
  type WaitingChange,
} from '../../wiki/moderation/desk.ts';
import { patrolPerson, patrolRevision } from '../../wiki/moderation/patrols.ts';
import { findPerson, type Person } from '../../wiki/people/people.ts';
import type { Answer, Page } from '../frame/answer.ts';
import { lineOf, numberIn, pageFrom, readNumber } from '../frame/fields.ts';
import { authorIn } from '../frame/guard.ts';
import { leaveFlash } from '../frame/flash.ts';
import { nextPage, PAGE_SIZE } from '../frame/paging.ts';
import { addressWith, fieldsOf, type Visit } from '../frame/visit.ts';
import { backOr } from '../frame/way-back.ts';
import { showChange } from '../showing/article.ts';
import { withPatrol, withTools } from '../showing/tools.ts';
import { limitSaves } from '../wire/limits.ts';
import { articleToModerate, personAt } from './forms.ts';
import { page, type DeskChange } from './views.ts';

/** What the desk's address may say of what to show. */
export const DESK_QUERY = [...FLAGS, 'protected', 'kind', 'workplace', 'person'] as const;

/** What a summary says anyhow of a revision. */
const SAID: readonly Flag[] = ['imported', 'minor'];

/** GET /moderation */
export async function showDesk(visit: Visit): Promise<Page> {
  const { t, context, request } = visit;
  const { filter, person } = await filterIn(visit);
  const asked = {
    limit: PAGE_SIZE,
    before: pageFrom(request.query['before']),
    at: context.now(),
  };
  const waiting = await listWaiting(context.db, authorIn(visit), filter, asked);
  return page('moderation/desk', {
    title: t('desk.title'),
    section: 'desk',
    changes: await changesOf(visit, waiting, person === undefined),
    flags: [...FLAGS, 'protected'].map((name) => ({ name, checked: isAsked(visit, name) })),
    values: {
      kind: filter.kind ?? '',
      workplace: filter.workplace ?? '',
      person: person ? `${person.id}` : '',
    },
    chosen: chosenIn(visit, filter, person),
    of: person && { id: person.id, newest: waiting[0]?.sequence ?? 0 },
    here: addressWith(visit, {}),
    newest: asked.before === undefined ? undefined : addressWith(visit, { before: '' }),
    older: nextPage(visit, waiting, ({ sequence }) => ({ before: sequence })),
  });
}

/** POST /wiki/:slug/history/:number/patrol */
export async function takePatrol(visit: Visit): Promise<Answer> {
  await limitSaves(visit);
  const { slug, title } = await articleToModerate(visit);
  const number = numberIn(visit.request.params['number']);
  const isNews = await patrolRevision(visit.context.db, authorIn(visit), { slug, number });
  leaveFlash(visit, isNews ? 'desk.patrolled' : 'desk.already', {
    type: isNews ? 'success' : 'info',
    number,
    title,
  });
  return backOr(visit, '/moderation');
}

/** POST /people/:id/patrol */
export async function takePersonPatrol(visit: Visit): Promise<Answer> {
  await limitSaves(visit);
  const { id } = await personAt(visit);
  const newest = readNumber(fieldsOf(visit)['newest']) || 0;
  const count = await patrolPerson(visit.context.db, authorIn(visit), id, newest);
  leaveFlash(visit, count > 0 ? 'desk.patrolledAll' : 'desk.allAlready', {
    type: count > 0 ? 'success' : 'info',
    count,
  });
  return backOr(visit, '/moderation');
}

/** Each change leads back to the one after it, since it's gone itself by then. */
async function changesOf(
  visit: Visit,
  waiting: readonly WaitingChange[],
  isOfAll: boolean,
): Promise<DeskChange[]> {
  const here = addressWith(visit, {});
  const backFrom = (place: number) => {
    const next = waiting[place + 1];
    return next ? `${here}#change-${next.sequence}` : here;
  };
  const changes = await withTools(
    visit,
    waiting.map((change) => ({ ...showChange(change), flags: change.flags })),
    (_change, place) => backFrom(place),
  );
  return changes.map((change) => {
    const { slug } = change.article;
    const { personId } = change.byline;
    return {
      ...change,
      marks: change.flags.filter((flag) => !SAID.includes(flag)),
      tools: withPatrol(visit, change.tools, change, slug),
      ...(isOfAll && { onlyHref: addressWith(visit, { person: personId, before: '' }) }),
    };
  });
}

async function filterIn(visit: Visit): Promise<{ filter: DeskFilter; person: Person | undefined }> {
  const { query } = visit.request;
  const id = readNumber(query['person']);
  const person = id === undefined ? undefined : await findPerson(visit.context.db, id || 0);
  const filter = {
    flags: FLAGS.filter((flag) => isAsked(visit, flag)),
    kind: kindOf(lineOf(query['kind']))?.code,
    isProtected: isAsked(visit, 'protected'),
    personId: person?.id,
    workplace: lineOf(query['workplace']) || undefined,
  };
  return { filter, person };
}

function isAsked({ request }: Visit, name: string): boolean {
  return lineOf(request.query[name]) !== '';
}

/** What is chosen, each with the address that goes on without it. */
function chosenIn(visit: Visit, { kind, workplace }: DeskFilter, person: Person | undefined) {
  const { t } = visit;
  const without = (name: string) => addressWith(visit, { [name]: '', before: '' });
  const flags = [...FLAGS, 'protected'].filter((name) => isAsked(visit, name));
  const named = person && calledBy(t, person.byline);
  return [
    ...flags.map((name) => ({ text: t(`desk.only.${name}`), removeHref: without(name) })),
    { text: kindOf(kind ?? '')?.label[visit.where.lang], removeHref: without('kind') },
    { text: workplace, removeHref: without('workplace') },
    { text: named, removeHref: without('person') },
  ].filter((each): each is { text: string; removeHref: string } => each.text !== undefined);
}
