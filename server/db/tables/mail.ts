/** Mail that waits to be sent, and what the links in it stand for. */
import type { Generated } from 'kysely';

/** What a link in a mail stands for; `digest` is of its secret, and there's none until the mail is sent. */
export interface TokenTable {
  id: Generated<number>;
  purpose: string;
  digest: Buffer | null;
  person_id: number | null;
  /** JSON, as its purpose has it. */
  data: string;
  created_at: string;
  expires_at: string | null;
}

/**
 * A mail that isn't sent yet: `blanks`, JSON, fill in the sentences of `message`. `unsure` is one that may have been taken, and so isn't
 * sent again; `failed` one that nobody would take.
 */
export interface OutboxTable {
  id: Generated<number>;
  recipient: string;
  lang: string;
  message: string;
  blanks: string;
  token_id: number | null;
  state: 'waiting' | 'sending' | 'unsure' | 'failed';
  attempts: number;
  due_at: string;
  created_at: string;
}
