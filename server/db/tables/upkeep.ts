/** What the wiki keeps for itself. */

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
