/**
/**
 * What the entries of the log come to: who has which role, what each article's licence is, what was erased, and
 * what holds of articles, revisions and people. An entry counts only if its performer could perform it then, on something that
 * there is.
 */
import { sql } from 'kysely';
import type { Db, Role } from '../../db/schema.ts';
import {
  readAction,
  readTerms,
  STATES,
  type CodedAct,
  type ActKind,
  type Erasable,
  type State,
} from '../acts.ts';
import { can, type Doer, type PersonBlock, type Subject } from '../policy.ts';

/** What the log comes to. `unfit` are the ids of entries that nobody can have made. */
export interface Deeds {
  /** Of those who may do more than contribute, by the person's id. */
  roles: Map<number, Role>;
  /** Of articles with another than the licence of what is written here, by their ids. */
  licences: Map<number, string>;
  erasures: Record<Erasable, Set<number>>;
  /** What was begun and not ended, though its time may be over, by what `keyOf` makes of what they hold of. */
  states: Record<State, Map<string, Begun>>;
  unfit: number[];
}

/**
 * What a state holds of: the id of an article, a person, the act of a post, or that which merged a topic, and the number of a revision, if it's of one.
 * `about` is the article that a post is about.
 */
export interface Holder {
  id: number;
  number?: number | undefined;
  about?: number | null;
}

/** What a state holds of, the act that began it, and its terms as they stand behind its code. */
export interface Begun extends Holder {
  act: number;
  named: string;
}

/** Returns what a state holds of as one key. */
export function keyOf({ id, number }: Holder): string {
  return number === undefined ? `${id}` : `${id} ${number}`;
}

/** Reads the log from its first entry on. */
export async function readDeeds(db: Db): Promise<Deeds> {
  // One that is stored as bytes is named for that.
  const rows = (await entries.execute(db)).rows.map((row) => ({ ...row, action: String(row.action) }));
  const deeds: Deeds = {
    roles: new Map(),
    licences: new Map(),
    erasures: { content: new Set(), summary: new Set(), byline: new Set(), log: new Set() },
    states: Object.fromEntries(STATES.map((state) => [state, new Map()])) as Deeds['states'],
    unfit: [],
  };
  // What was found was there before, wherever it's entered.
  const wasFound = ({ action }: DeedRow) => action.startsWith('found-');
  for (const row of [...rows.filter(wasFound), ...rows.filter((row) => !wasFound(row))]) {
    if (!count(row, deeds)) deeds.unfit.push(row.id);
  }
  return deeds;
}

/** Counts an act in, and tells whether it can have been performed; one of which nothing follows can. */
function count(row: DeedRow, deeds: Deeds): boolean {
  const act = readAction(row.action);
  if (!act) return false;
  const { code, kind, named } = act;
  if (!can(performerOf(row, deeds), code, subjectOf(row, kind, deeds))) return false;
  if (!isAbout(kind, row) || !isOf(act, row)) return false;
  if (kind.erases) return countErasure(row, kind.erases, act, deeds);
  if (row.erased_id !== null) return false;
  if (kind.gives) return countRole(row, kind.gives, deeds);
  if (kind.begins) return begin(row, kind.begins, act, deeds);
  if (kind.ends) return end(row, kind.ends, act, deeds);
  return kind.licence === undefined || countLicence(row, kind.licence, named, deeds);
}

function roleOf(personId: number | null, { roles }: Deeds): Role {
  return (personId !== null && roles.get(personId)) || 'contributor';
}

/** Whoever performed an act, as the acts before it left them. */
function performerOf({ performer: personId, recorded_at: at }: DeedRow, deeds: Deeds): Doer {
  const begun = personId === null ? undefined : deeds.states.block.get(keyOf({ id: personId }));
  const { sets, until } = readTerms(begun?.named ?? '');
  const isBlocked = begun !== undefined && (until === null || until > at);
  const block = { scope: sets as PersonBlock['scope'] };
  return { personId, role: roleOf(personId, deeds), ...(isBlocked && { block }) };
}

/** What an act is about, as the acts before it left that. */
function subjectOf({ article_id: id, ...row }: DeedRow, { of }: ActKind, deeds: Deeds): Subject {
  const personId = of ? row.said_by : row.person_id;
  const deletion = id === null ? undefined : deeds.states.deletion.get(keyOf({ id }));
  return { personId, role: roleOf(personId, deeds), deletedBy: deletion?.act };
}

function holderOf({ id: row, article_id, person_id, act_id }: DeedRow, { kind, number }: CodedAct): Holder {
  if (kind.about === 'wiki') return { id: act_id ?? row };
  return kind.of ? { id: act_id!, about: article_id } : { id: (article_id ?? person_id)!, number };
}

function isAbout({ about }: ActKind, { article_id, person_id }: DeedRow): boolean {
  return (article_id !== null) === (about === 'article') && (person_id !== null) === (about === 'person');
}

/** Tells whether an act is of what its kind is of: a merger, a goal, or a post about the same article, which began a thread if it must have. */
function isOf({ code, kind }: CodedAct, row: DeedRow): boolean {
  if (row.act_id === null) return !kind.of || code === 'post';
  if (kind.about === 'wiki') return row.said === kind.of;
  const isSaid = row.said === 'post' && row.said_about === row.article_id;
  return isSaid && (kind.of === 'post' || (kind.of === 'thread' && row.said_of === null));
}

/** A role is given once, until another is. */
function countRole({ person_id: id }: DeedRow, role: Role, { roles }: Deeds): boolean {
  if (id === null || (roles.get(id) ?? 'contributor') === role) return false;
  roles.set(id, role);
  return true;
}

function begin(row: DeedRow, state: State, action: CodedAct, { states }: Deeds): true {
  const holder = holderOf(row, action);
  states[state].set(keyOf(holder), { ...holder, act: row.id, named: action.named });
  return true;
}

/** Tells whether there was something to end. */
function end(row: DeedRow, state: State, action: CodedAct, { states }: Deeds): boolean {
  return states[state].delete(keyOf(holderOf(row, action)));
}

/** A licence is fixed once: as the article's first revision is recorded, or, if found, under the byline of that. */
function countLicence(row: DeedRow, how: 'made' | 'found', licence: string, { licences }: Deeds): boolean {
  const { article_id: id } = row;
  const isFirst = how === 'made' ? row.recorded_at === row.first_at : row.byline_id === row.first_byline;
  if (id === null || !isFirst || licences.has(id)) return false;
  licences.set(id, licence);
  return true;
}

function countErasure(row: DeedRow, what: Erasable, action: CodedAct, deeds: Deeds): boolean {
  const { erased_id: id } = row;
  if (id === null || !isThere(row, what)) return false;
  deeds.erasures[what].add(id);
  if (action.kind.ends) end(row, action.kind.ends, action, deeds);
  return true;
}

/** Tells whether what an erasure took was there, in what the entry says that it was taken from. */
function isThere(row: DeedRow, what: Erasable): boolean {
  switch (what) {
    case 'content':
      return row.revision_article !== null && row.revision_article === row.article_id;
    case 'summary':
      return row.summarised !== null && row.summarised === row.article_id;
    case 'byline':
      return row.byline_person !== null && row.byline_person === row.person_id;
    case 'log':
      return row.earlier_article !== null && row.earlier_article === row.article_id;
  }
}

interface DeedRow {
  id: number;
  byline_id: number;
  action: string;
  article_id: number | null;
  person_id: number | null;
  act_id: number | null;
  erased_id: number | null;
  recorded_at: string;
  performer: number | null;
  first_at: string | null;
  first_byline: number | null;
  revision_article: number | null;
  summarised: number | null;
  byline_person: number | null;
  earlier_article: number | null;
  said: string | null;
  said_about: number | null;
  said_of: number | null;
  said_by: number | null;
}

const entries = sql<DeedRow>`
  select log.id, log.byline_id, log.action, log.article_id, log.person_id, log.act_id, log.erased_id, log.recorded_at,
         performer.person_id as performer,
         case when first.recorded_at = '' then first.written_at else first.recorded_at end as first_at,
         first.byline_id as first_byline,
         erased.article_id as revision_article,
         case when erased.summary_digest is not null then erased.article_id end as summarised,
         byline.person_id as byline_person,
         earlier.article_id as earlier_article,
         said.action as said, said.article_id as said_about, said.act_id as said_of, sayer.person_id as said_by
  from log
  left join byline as performer on performer.id = log.byline_id
  left join revision as first on first.article_id = log.article_id and first.number = 1
  left join revision as erased on erased.sequence = log.erased_id
  left join byline on byline.id = log.erased_id
  left join log as earlier
    on earlier.id = log.erased_id and earlier.id < log.id and earlier.words_digest is not null
  left join log as said on said.id = log.act_id and said.id < log.id
  left join byline as sayer on sayer.id = said.byline_id
  order by log.id`;
