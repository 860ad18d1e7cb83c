/** The tables as the code sees them, those of each subject in its own file under `tables/`. Times are ISO-8601 UTC text, booleans 0 or 1, digests 32 bytes, salts 16. */
import type { Kysely, Transaction } from 'kysely';
import type {
  CopiedTable,
  CurrentTable,
  ContributorTable,
  FacetTable,
  IntakeTable,
  RevertedTable,
  SaidTable,
  SearchTable,
  TitleWordTable,
  TopicTable,
  VocabularySoundTable,
  VocabularyTable,
} from './tables/copies.ts';
import type { ArticleTable, FreedSlugTable, SlugTable } from './tables/articles.ts';
import type { AttributionTable, FirstHeldTable } from './tables/credit.ts';
import type {
  ImportCommitTable,
  ImportPathTable,
  ImportRecordTable,
  ImportRunTable,
  ImportSourceTable,
} from './tables/exchange.ts';
import type { ActivityTable, GoalTable, ReadingTable } from './tables/figures.ts';
import type { FitTable, FollowerTable, NoticeTable, ToldTable, WatchTable } from './tables/following.ts';
import type {
  CoAuthorTable,
  RevisionTable,
  SummaryTable,
  ContentTable,
  BylineTable,
  BylineWordsTable,
  LogTable,
  LogWordsTable,
} from './tables/history.ts';
import type { OutboxTable, TokenTable } from './tables/mail.ts';
import type {
  BlockTable,
  DeletionTable,
  ErasureRequestTable,
  HidingTable,
  ProtectionTable,
  TopicMergeTable,
  UnpatrolledTable,
} from './tables/moderation.ts';
import type {
  PersonTable,
  CredentialTable,
  PairingTable,
  IdentityTable,
  JourneyTable,
  KnownBrowserTable,
  SessionTable,
  AttemptTable,
  SecurityEventTable,
  WholeNameTable,
  WorkDomainTable,
} from './tables/people.ts';
import type { DeadLinkTable, HeadingTable, LinkTable } from './tables/links.ts';
import type { CheckpointTable } from './tables/proof.ts';
import type { ReportTable } from './tables/reports.ts';
import type { MentionTable, PassageTable, PostHidingTable, PostTable, ThreadTable } from './tables/talk.ts';
import type { SecretTable, ChoreTable } from './tables/upkeep.ts';

export type { ArticleTable } from './tables/articles.ts';
export type { Action, RevisionTable, Verification } from './tables/history.ts';
export type { Askable, NameAskable } from './tables/moderation.ts';
export type { Role } from './tables/people.ts';

export interface Schema {
  person: PersonTable;
  pairing: PairingTable;
  credential: CredentialTable;
  byline: BylineTable;
  byline_words: BylineWordsTable;
  article: ArticleTable;
  slug: SlugTable;
  revision: RevisionTable;
  co_author: CoAuthorTable;
  content: ContentTable;
  attribution: AttributionTable;
  current_content: CurrentTable;
  current_attribution: CurrentTable;
  first_held: FirstHeldTable;
  summary: SummaryTable;
  log: LogTable;
  log_words: LogWordsTable;
  deletion: DeletionTable;
  hiding: HidingTable;
  erasure_request: ErasureRequestTable;
  checkpoint: CheckpointTable;
  contributor: ContributorTable;
  facet: FacetTable;
  reverted: RevertedTable;
  intake: IntakeTable;
  search: SearchTable;
  said: SaidTable;
  vocabulary: VocabularyTable;
  vocabulary_sound: VocabularySoundTable;
  title_word: TitleWordTable;
  topic: TopicTable;
  copied: CopiedTable;
  activity: ActivityTable;
  goal: GoalTable;
  reading: ReadingTable;
  link: LinkTable;
  heading: HeadingTable;
  dead_link: DeadLinkTable;
  import_source: ImportSourceTable;
  import_run: ImportRunTable;
  import_path: ImportPathTable;
  import_commit: ImportCommitTable;
  import_record: ImportRecordTable;
  protection: ProtectionTable;
  topic_merge: TopicMergeTable;
  block: BlockTable;
  unpatrolled: UnpatrolledTable;
  report: ReportTable;
  watch: WatchTable;
  follower: FollowerTable;
  notice: NoticeTable;
  fit: FitTable;
  told: ToldTable;
  freed_slug: FreedSlugTable;
  thread: ThreadTable;
  post: PostTable;
  mention: MentionTable;
  post_hiding: PostHidingTable;
  passage: PassageTable;
  session: SessionTable;
  identity: IdentityTable;
  journey: JourneyTable;
  known_browser: KnownBrowserTable;
  attempt: AttemptTable;
  work_domain: WorkDomainTable;
  whole_name: WholeNameTable;
  security_event: SecurityEventTable;
  token: TokenTable;
  outbox: OutboxTable;
  secret: SecretTable;
  chore: ChoreTable;
}

/** The database: what reads take. */
export type Db = Kysely<Schema>;
/** A writing transaction: what a function takes that must be all or nothing with its caller. */
export type Tx = Transaction<Schema>;
