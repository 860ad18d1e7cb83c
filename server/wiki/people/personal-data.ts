/** All that the wiki holds about one person, for themself: what anyone may read, and what nobody else may. No secret is among it. */
import { sql } from 'kysely';
import type { Db } from '../../db/schema.ts';
import { bylinesOf, type Signature } from '../history/bylines.ts';
import { contributions } from '../history/changes.ts';
import { listActs } from '../history/public-log.ts';
import { eventsOf, type SecurityEvent } from './events.ts';
import { credentialOf } from './accounts.ts';
import { loginsOf } from './identities.ts';
import { knownUntil } from './known-browsers.ts';
import { isPaired } from './pairing.ts';
import { findPerson } from './people.ts';
import { browsersOf } from './sessions.ts';

/** Everything about a person, as the page shows it and the file holds it. Times are ISO-8601 UTC. */
export interface PersonalData {
  account: {
    person: number;
    email: string;
    role: string;
    since: string;
    /** When they accepted what writing here means. */
    acceptedAt: string | null;
    /** Whether their present name is shown beside earlier ones. */
    paired: boolean;
  };
  bylines: (Signature & { verification: string })[];
  browsers: { agent: string; begunAt: string; usedAt: string }[];
  /** Until when each browser is known that somebody has signed in to the account by. */
  knownBrowsers: string[];
  /** What was being written when a session had run out. */
  drafts: { path: string; fields: unknown }[];
  /** The workplaces' logins that they sign in by, as the settings name them. */
  logins: string[];
  events: SecurityEvent[];
  /** What links in mails stand for that nobody has followed yet. */
  links: { purpose: string; askedAt: string }[];
  /** Mails that aren't sent yet. */
  mails: { to: string; message: string; at: string }[];
  revisions: {
    article: string;
    title: string;
    number: number;
    action: string;
    summary: string;
    at: string;
  }[];
  /** What they have said in talk, in every wording; `thread` is its number. */
  posts: {
    /** Its slug; nobody is told what a deleted one is called by now. */
    article: string | null;
    thread: number;
    title?: string;
    words?: string;
    at: string;
  }[];
  /** What they have told the moderators of articles, as long as it's kept. */
  reports: {
    /** Its slug; nobody is told what a deleted one is called by now. */
    article: string | null;
    title: string | null;
    number: number;
    section: string;
    /** The post that it's of, by its number in the talk, if it's of one. */
    post: number | null;
    reason: string;
    words: string;
    email: string;
    at: string;
    handledAt: string | null;
  }[];
  /** What they watch: an article or a person by number, a topic by its words, a search as its address asks for it. */
  watches: { subject: string; target: string; since: string }[];
  /** What newly fitted the searches that they watch; nobody is told what a deleted article is called by now. */
  fits: { search: string; article: string | null; at: string }[];
  /** What they were told, as long as it's kept. */
  notices: { code: string; at: string; readAt: string | null }[];
  /** How they follow what happens; nothing until they first do. */
  following: { mail: string; language: string; watchesOwn: boolean; takesLetters: boolean } | null;
  /** What they did besides writing, and what was done about them. */
  acts: { code: string; at: string; by: string; article?: string; words: Record<string, unknown> }[];
}

/** More than anybody has of anything. */
const ALL = 1_000_000;

/** Returns all about a person who has an account. */
export async function personalDataOf(db: Db, personId: number, now: string): Promise<PersonalData> {
  const account = await accountOf(db, personId);
  return {
    account,
    bylines: (await bylinesOf(db, personId)).map(({ name, title, workplace, verification }) => ({
      ...{ name, title, workplace, verification },
    })),
    browsers: (await browsersOf(db, personId, now)).map(({ key: _secret, ...browser }) => browser),
    knownBrowsers: await knownUntil(db, personId),
    drafts: await draftsOf(db, personId),
    logins: [...(await loginsOf(db, personId))],
    events: await eventsOf(db, personId, ALL),
    links: await linksOf(db, personId),
    mails: await mailsTo(db, account.email),
    revisions: await revisionsOf(db, personId),
    posts: await postsBy(db, personId),
    reports: await reportsOf(db, personId),
    watches: await watchesOf(db, personId),
    fits: await fitsFor(db, personId),
    notices: await noticesTo(db, personId),
    following: await followingBy(db, personId),
    acts: await actsOf(db, personId),
  };
}

async function accountOf(db: Db, personId: number): Promise<PersonalData['account']> {
  const { role, since } = await findPerson(db, personId);
  const { email } = await credentialOf(db, personId);
  const { acceptedAt } = await db
    .selectFrom('person')
    .select('accepted_at as acceptedAt')
    .where('id', '=', personId)
    .executeTakeFirstOrThrow();
  return { person: personId, email, role, since, acceptedAt, paired: await isPaired(db, personId) };
}

async function draftsOf(db: Db, personId: number): Promise<PersonalData['drafts']> {
  const rows = await db.selectFrom('session').select('data').where('person_id', '=', personId).execute();
  return rows.flatMap(({ data }) => {
    const { draft } = JSON.parse(data) as { draft?: { path: string; fields: unknown } };
    return draft ? [{ path: draft.path, fields: draft.fields }] : [];
  });
}

function linksOf(db: Db, personId: number): Promise<PersonalData['links']> {
  return db
    .selectFrom('token')
    .select(['purpose', 'created_at as askedAt'])
    .where('person_id', '=', personId)
    .orderBy('id')
    .execute();
}

function mailsTo(db: Db, email: string): Promise<PersonalData['mails']> {
  return db
    .selectFrom('outbox')
    .select(['recipient as to', 'message', 'created_at as at'])
    .where('recipient', '=', email)
    .orderBy('id')
    .execute();
}

async function revisionsOf(db: Db, personId: number): Promise<PersonalData['revisions']> {
  const changes = await contributions(db, personId, ALL);
  return changes.map(({ article: { slug, title }, number, action, summary, writtenAt: at }) => ({
    ...{ article: slug, title, number, action, summary, at },
  }));
}

async function postsBy(db: Db, personId: number): Promise<PersonalData['posts']> {
  const rows = await db
    .selectFrom('post')
    .innerJoin('thread', 'thread.id', 'post.thread_id')
    .innerJoin('log', (join) =>
      join.on(sql<boolean>`log.id = post.act_id or (log.act_id = post.act_id and log.action = 'reword')`),
    )
    .leftJoin('log_words', 'log_words.log_id', 'log.id')
    .leftJoin('deletion', 'deletion.article_id', 'thread.article_id')
    .leftJoin('article', (join) =>
      join.onRef('article.id', '=', 'thread.article_id').on('deletion.act_id', 'is', null),
    )
    .select([
      'article.slug as article',
      'post.thread_id as thread',
      'log.recorded_at as at',
      'log_words.words',
    ])
    .where('post.person_id', '=', personId)
    .orderBy('log.id')
    .execute();
  return rows.map(({ words, ...post }) => {
    const { title, words: said } = JSON.parse(words ?? '{}') as { title?: string; words?: string };
    return { ...post, ...(title !== undefined && { title }), ...(said !== undefined && { words: said }) };
  });
}

function reportsOf(db: Db, personId: number): Promise<PersonalData['reports']> {
  return db
    .selectFrom('report')
    .leftJoin('deletion', 'deletion.article_id', 'report.article_id')
    .leftJoin('article', (join) =>
      join.onRef('article.id', '=', 'report.article_id').on('deletion.act_id', 'is', null),
    )
    .select([
      'article.slug as article',
      'article.title',
      'report.number',
      'report.section',
      'report.post_id as post',
      'report.reason',
      'report.words',
    ])
    .select(['report.email', 'report.at', 'report.handled_at as handledAt'])
    .where('report.person_id', '=', personId)
    .orderBy('report.id')
    .execute();
}

function watchesOf(db: Db, personId: number): Promise<PersonalData['watches']> {
  return db
    .selectFrom('watch')
    .select(['subject', 'target', 'since'])
    .where('person_id', '=', personId)
    .orderBy('since')
    .execute();
}

function fitsFor(db: Db, personId: number): Promise<PersonalData['fits']> {
  return db
    .selectFrom('fit')
    .innerJoin('revision', 'revision.sequence', 'fit.sequence')
    .leftJoin('deletion', 'deletion.article_id', 'fit.article_id')
    .leftJoin('article', (join) =>
      join.onRef('article.id', '=', 'fit.article_id').on('deletion.act_id', 'is', null),
    )
    .select(['fit.target as search', 'article.slug as article', 'revision.written_at as at'])
    .where('fit.person_id', '=', personId)
    .orderBy('fit.id')
    .execute();
}

function noticesTo(db: Db, personId: number): Promise<PersonalData['notices']> {
  return db
    .selectFrom('notice')
    .select(['code', 'at', 'read_at as readAt'])
    .where('person_id', '=', personId)
    .orderBy('id')
    .execute();
}

async function followingBy(db: Db, personId: number): Promise<PersonalData['following']> {
  const row = await db
    .selectFrom('follower')
    .select(['mail', 'lang', 'watches_own', 'takes_letters'])
    .where('person_id', '=', personId)
    .executeTakeFirst();
  if (!row) return null;
  const { mail, lang: language, watches_own: own, takes_letters: letters } = row;
  return { mail, language, watchesOwn: own === 1, takesLetters: letters === 1 };
}

async function actsOf(db: Db, personId: number): Promise<PersonalData['acts']> {
  const { acts } = await listActs(db, { personId }, ALL);
  return acts.map(({ code, at, byline, article, words }) => ({
    ...{ code, at, by: byline.name, words },
    ...(article && { article: article.slug }),
  }));
}
