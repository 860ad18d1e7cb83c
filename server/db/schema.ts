/** The tables as the code sees them. Times are ISO-8601 UTC text, booleans 0 or 1, digests 32 bytes, salts 16. */
import type { Generated, Kysely, Transaction } from 'kysely';

export type Role = 'contributor' | 'moderator' | 'administrator';
export type Verification = 'unconfirmed' | 'email' | 'work-email' | 'federated' | 'imported';
export type Action = 'edit' | 'create' | 'move' | 'restore' | 'undo' | 'rollback' | 'import' | 'starter';

/** A person; `import_source` and `import_key` are set for one who is known from an import alone. */
export interface PersonTable {
  id: Generated<number>;
  uid: Buffer;
  role: Role;
  /** The byline that the person's next edit will carry. */
  byline_id: number | null;
  sort_key: string;
  revision_count: Generated<number>;
  import_source: string | null;
  import_key: string | null;
  created_at: string;
}

/** How a person signs in; none for an imported one. */
export interface CredentialTable {
  person_id: number;
  email: string;
  password_hash: string;
}

/** A person's name, title and workplace as at one time. Never changed. */
export interface BylineTable {
  id: Generated<number>;
  person_id: number;
  verification: Verification;
  digest: Buffer;
  recorded_at: string;
  /** Covers the row and the hash of the one before. */
  hash: Buffer | null;
}

/**
 * A byline's words, JSON of name, title and workplace: what may have to be erased. The rest is worked out of them, and
 * made anew by `rebuild`.
 */
export interface BylineWordsTable {
  byline_id: number;
  salt: Buffer;
  words: string;
  /** What names that look alike have in common; null until it's worked out. */
  skeleton: string | null;
  /** Null when nobody else goes by the name, 0 when title and workplace tell them apart, else the person's number among them. */
  namesake: number | null;
}

/** An article; all but `uid`, `licence` and `revision_count` is copied from its current revision for speed. */
export interface ArticleTable {
  id: Generated<number>;
  uid: Buffer;
  licence: string;
  revision_count: number;
  slug: string;
  title: string;
  lead: string;
  kind: string;
  sort_key: string;
  sections_done: number;
  sections_total: number;
  /** The current revision's sequence; 0 in the transaction that makes the article. */
  sequence: number;
}

/** Every slug that was ever used, and the article that holds it for ever. */
export interface SlugTable {
  slug: string;
  article_id: number;
}

/** One save of a whole article. `sequence` counts all revisions without a gap, in the order of commits. Never changed. */
export interface RevisionTable {
  sequence: number;
  article_id: number;
  number: number;
  byline_id: number;
  person_id: number;
  action: Action;
  from_number: number | null;
  to_number: number | null;
  base_number: number | null;
  minor: number;
  /** Code points of the body. */
  size: number;
  written_at: string;
  /** Empty when it's the same; an import was written earlier. */
  recorded_at: string;
  content_digest: Buffer;
  summary_digest: Buffer | null;
  hash: Buffer;
}

/**
 * Something of a revision, stored whole, or as what it changes of its parent's. `steps` counts the deltas from the nearest
 * whole one; that one has none. Its `bytes` are known to whoever encoded it.
 */
interface LinkedTable {
  sequence: number;
  steps: number;
  bytes: Buffer;
}

/** A revision's content; erased by deleting the row. */
export interface ContentTable extends LinkedTable {
  salt: Buffer;
}

/** Who wrote each word and sign of a revision's body. `kept` when a text that it was made from is erased, so that it can't be made anew. */
export interface AttributionTable extends LinkedTable {
  kept: number;
}

/** The content, or the attribution, of an article's current revision, whole: copied, so that its readers pay for no chain. */
export interface CurrentTable {
  article_id: number;
  sequence: number;
  bytes: Buffer;
}

/** The earliest revision of an article that holds a sentence or an item; rebuilt from the contents. */
export interface FirstHeldTable {
  /** Of a sentence 48 bits of a hash, which say where to look for its text; of an item a whole SHA-256. */
  key: Buffer;
  article_id: number;
  sequence: number;
  /** The revision that held it before, and that an item is credited to, if that was erased. */
  origin: number | null;
}

/** A revision's edit summary; no row when none was written, or when it was erased. */
export interface SummaryTable {
  sequence: number;
  salt: Buffer;
  words: string;
}

/** An action that was performed. Never changed. */
export interface LogTable {
  id: Generated<number>;
  byline_id: number;
  action: string;
  article_id: number | null;
  person_id: number | null;
  /** The earlier act that it is about. */
  act_id: number | null;
  recorded_at: string;
  words_digest: Buffer | null;
  /** What an erasure took: a revision's sequence, a byline's id or a log entry's, as `action` tells. */
  erased_id: number | null;
  /** Covers the row and the hash of the one before. */
  hash: Buffer | null;
}

/** What the whole history was at one time: how much of each part there was, a Merkle root over it, and who signed. Never changed. */
export interface CheckpointTable {
  number: number;
  previous: Buffer | null;
  made_at: string;
  revisions: number;
  articles: number;
  articles_root: Buffer;
  bylines: number;
  bylines_root: Buffer;
  entries: number;
  entries_root: Buffer;
  /** Ed25519, as SubjectPublicKeyInfo in DER. */
  public_key: Buffer;
  hash: Buffer;
  signature: Buffer;
}

/** A log entry's reason and details, JSON. */
export interface LogWordsTable {
  log_id: number;
  salt: Buffer;
  words: string;
}

/**
 * How much each byline wrote in an article: revisions, and the words and signs of it that stand; rebuilt from the revisions. One
 * whose sentence came from another article has words and no revision.
 */
export interface ContributorTable {
  article_id: number;
  byline_id: number;
  revisions: number;
  words: number;
  first_at: string | null;
  last_at: string | null;
}

/** What an article's current revision is filed under: `name` is topic, sector or place; rebuilt from the content. */
export interface FacetTable {
  article_id: number;
  name: string;
  value: string;
}

/** A commit's file as imported: the revision it became, or why none. */
export interface ImportRecordTable {
  source: string;
  commit_hash: string;
  path: string;
  article_id: number | null;
  sequence: number | null;
  outcome: string;
  co_authors: string;
  recorded_at: string;
}

/** A signed-in browser; `key` is the SHA-256 of the session's id, in hex. */
export interface SessionTable {
  key: string;
  person_id: number;
  data: string;
  expires_at: string;
}

/** How much of something one has tried, by a digest of who, until a time in seconds since 1970. On PostgreSQL alone. */
export interface AttemptTable {
  bound: string;
  key: string;
  count: number;
  until: number;
}

/** What the wiki must remember and never show: keys, and the digest of the set-up token. */
export interface SecretTable {
  name: string;
  value: string;
}

/** When a chore was done last. */
export interface ChoreTable {
  name: string;
  done_at: string;
}

export interface Schema {
  person: PersonTable;
  credential: CredentialTable;
  byline: BylineTable;
  byline_words: BylineWordsTable;
  article: ArticleTable;
  slug: SlugTable;
  revision: RevisionTable;
  content: ContentTable;
  attribution: AttributionTable;
  current_content: CurrentTable;
  current_attribution: CurrentTable;
  first_held: FirstHeldTable;
  summary: SummaryTable;
  log: LogTable;
  log_words: LogWordsTable;
  checkpoint: CheckpointTable;
  contributor: ContributorTable;
  facet: FacetTable;
  import_record: ImportRecordTable;
  session: SessionTable;
  attempt: AttemptTable;
  secret: SecretTable;
  chore: ChoreTable;
}

/** The database: what reads take. */
export type Db = Kysely<Schema>;
/** A writing transaction: what a function takes that must be all or nothing with its caller. */
export type Tx = Transaction<Schema>;
