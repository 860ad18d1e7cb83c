/** People, and how they sign in. */
import type { Generated } from 'kysely';

export type Role = 'contributor' | 'moderator' | 'administrator';

/** A person; `import_source` and `import_key` are set for one who is known from an import alone. */
export interface PersonTable {
  id: Generated<number>;
  uid: Buffer;
  role: Role;
  /** The byline that the person's next edit will carry. */
  byline_id: number | null;
  /** What they're listed by, and what they're found by; both empty once the name that they went by is erased. */
  sort_key: string;
  folded_name: Generated<string>;
  revision_count: Generated<number>;
  import_source: string | null;
  import_key: string | null;
  /** When the person accepted what writing here means; null until then. */
  accepted_at: string | null;
  created_at: string;
}

/** Somebody whose earlier names are shown with the present one beside them, as long as they want that, and the act that chose it. */
export interface PairingTable {
  person_id: number;
  act_id: number;
}

/** How a person signs in; none for an imported one. `password_hash` is empty for who has an address here, but no password. */
export interface CredentialTable {
  person_id: number;
  email: string;
  password_hash: string;
}

/** That a workplace's login knows somebody: `subject` is who they are to its issuer. */
export interface IdentityTable {
  issuer: string;
  subject: string;
  /** The login, as the settings name it. */
  provider: string;
  /** Which of the organisations that share the login; empty where it doesn't say. */
  tenant: string;
  person_id: number;
  /** JSON of the name, title and workplace that it told last. */
  told: string;
  linked_at: string;
}

/** A sign-in that is under way at a workplace's login; `key` is the SHA-256, in hex, of what its browser holds. */
export interface JourneyTable {
  key: string;
  /** What the login gives back; empty once it has. */
  state: string;
  /** JSON. */
  data: string;
  expires_at: string;
}

/** A browser that has signed in to an account; `key` is the SHA-256, in hex, of the secret that it holds. */
export interface KnownBrowserTable {
  key: string;
  person_id: number;
  expires_at: string;
}

/** A signed-in browser; `key` is the SHA-256 of the session's id, in hex. */
export interface SessionTable {
  key: string;
  person_id: number;
  data: string;
  expires_at: string;
  begun_at: string;
  /** What the browser calls itself. */
  agent: string;
}

/** What happened to an account, and what the browser called itself; kept for a while. */
export interface SecurityEventTable {
  id: Generated<number>;
  person_id: number;
  code: string;
  at: string;
  agent: string;
}

/** A single name that an administrator has said is whole, until whoever has the address takes it. */
export interface WholeNameTable {
  email: string;
  name: string;
  /** The act that said so. */
  act_id: number;
  at: string;
}

/** The domain of a workplace's addresses, as administrators keep it. */
export interface WorkDomainTable {
  domain: string;
  workplace: string;
  /** The act that put it there. */
  act_id: number;
}

/** How much of something one has tried, by a digest of who, until a time in seconds since 1970. On PostgreSQL alone. */
export interface AttemptTable {
  bound: string;
  key: string;
  count: number;
  until: number;
}
