/** Talk: the threads about articles, the posts in them, whom they mention, and which a moderator has hidden. What is said stands in the log. */
import { sql, type QueryExecutorProvider } from 'kysely';

/** Makes the tables, and what finds the wordings of a post. */
export async function up(db: QueryExecutorProvider): Promise<void> {
  for (const statement of [
    `create table thread (
      id integer primary key references log (id),
      article_id integer not null references article (id),
      section text not null,
      last_post integer not null unique references log (id),
      settled_by integer unique references log (id)
    )`,
    'create index thread_open on thread (article_id, last_post) where settled_by is null',
    'create index thread_settled on thread (article_id, last_post) where settled_by is not null',
    `create index thread_question on thread (id) where settled_by is null and section <> ''`,
    `create table post (
      act_id integer primary key references log (id),
      thread_id integer not null references thread (id),
      person_id integer not null references person (id),
      current_act integer not null unique references log (id)
    )`,
    'create index post_thread on post (thread_id, act_id)',
    'create index post_person on post (person_id, act_id)',
    `create table mention (
      act_id integer not null references log (id),
      person_id integer not null references person (id),
      primary key (act_id, person_id)
    )`,
    'create index mention_person on mention (person_id, act_id)',
    `create table post_hiding (
      post_id integer primary key references post (act_id),
      act_id integer not null unique references log (id)
    )`,
    `create index log_reword on log (act_id, id) where action = 'reword'`,
  ]) {
    await sql.raw(statement).execute(db);
  }
}
