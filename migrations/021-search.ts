/** What articles are found by: the stems of their words, the vocabulary of all of them, and how far each copy has been worked out, in which way. */
import { sql, type QueryExecutorProvider } from 'kysely';

/** Makes the tables. */
export async function up(db: QueryExecutorProvider, engine: 'sqlite' | 'postgres'): Promise<void> {
  for (const statement of [...index[engine], ...vocabulary[engine]]) await sql.raw(statement).execute(db);
}

const index = {
  // The stems are put together by the wiki; the table only keeps where they stand.
  sqlite: [
    `create virtual table search using fts5 (
      title, lead, beside, body,
      content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 0"
    )`,
  ],
  postgres: [
    'create table search (article_id integer primary key references article (id), words tsvector not null)',
    'create index search_words on search using gin (words)',
  ],
};

const word = (collation: string, rest: string) =>
  `create table vocabulary (
    way text not null check (way in ('ending', 'sound')),
    key text ${collation} not null,
    word text ${collation} not null,
    primary key (way, key, word)
  ) ${rest}`;
const titleWord = (collation: string, rest: string) =>
  `create table title_word (
    word text ${collation} not null,
    article_id integer not null references article (id),
    primary key (word, article_id)
  ) ${rest}`;
const titleWordArticle = 'create index title_word_article on title_word (article_id)';
const copied = `create table copied (copy text primary key, way integer not null, up_to integer not null)`;

// A range of keys is asked for: letters stand in the order of their code points on both engines.
const vocabulary = {
  sqlite: [word('', 'without rowid'), titleWord('', 'without rowid'), titleWordArticle, copied],
  postgres: [word('collate "C"', ''), titleWord('collate "C"', ''), titleWordArticle, copied],
};
