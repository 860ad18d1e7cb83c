/**
 * What of attribution can't be made anew, since a text that it was made from is erased. The erasure's entry in the log
 * tells which attributions it leaves so, and seals what they were: none is kept that no entry explains.
 */
import { createHash, type Hash } from 'node:crypto';
import type { Db } from '../../db/schema.ts';
import { slices } from '../../db/slices.ts';
import type { Attribution } from '../../text/attribution.ts';
import { readDeeds } from '../history/deeds.ts';
import { storedInTurn } from './in-turn.ts';
import { hex, sha256 } from '../history/digest.ts';
import { withParents } from '../history/revisions.ts';

/** What one erasure keeps: of its article from the erased revision on up to a sequence, and elsewhere those named. */
export interface Scope {
  articleId: number;
  from: number;
  until: number;
  elsewhere: readonly number[];
}

/** What an erasure's entry says that it kept, and the hashes of that, in hex. */
export interface ErasureAccount extends Omit<Scope, 'articleId' | 'from'> {
  attributions: string;
  origins: string;
}

/** Returns the account of what an erasure keeps, as it stands once the text is gone. */
export async function accountOf(db: Db, scope: Scope): Promise<ErasureAccount> {
  const { articleId, until, elsewhere } = scope;
  const hash = createHash('sha256');
  const inTurn = storedInTurn();
  for (const revision of await within(db, scope)) {
    addTo(hash, revision.sequence, (await inTurn.read(db, revision)).attribution);
  }
  return { until, elsewhere, attributions: hash.digest('hex'), origins: await originsOf(db, articleId) };
}

/** An erasure of a content as the log tells of it: without an account where that was written before there were any, or is gone. */
export interface LoggedErasure extends Scope {
  entry: number;
  account?: ErasureAccount;
}

/** Tells which attributions may be kept, which must be, and whether they are what they were. */
export interface KeptAttributions {
  /** What the log says of a revision: that its attribution is kept, that it may be, or undefined when nothing explains it. */
  isKept(sequence: number, articleId: number): 'surely' | 'perhaps' | undefined;
  /** Takes in a revision's attribution, in the order of sequences. */
  take(sequence: number, articleId: number, attribution: Attribution | undefined): void;
  /** Returns the ids of the entries whose attributions, or origins of what their article first held, aren't what they were. */
  altered(): Promise<number[]>;
}

/** Returns what the log explains. */
export async function explainKept(db: Db): Promise<KeptAttributions> {
  const erasures = await readKept(db);
  const hashes = new Map(erasures.map(({ entry }) => [entry, createHash('sha256')]));
  const covers = ({ account, ...scope }: LoggedErasure, sequence: number, articleId: number) =>
    account ? isWithin({ ...scope, ...account }, sequence, articleId) : sequence >= scope.from;
  return {
    isKept: (sequence, articleId) => {
      const by = erasures.filter((erasure) => covers(erasure, sequence, articleId));
      if (by.length === 0) return undefined;
      return by.some(({ account }) => account) ? 'surely' : 'perhaps';
    },
    take: (sequence, articleId, attribution) => {
      for (const erasure of erasures) {
        const isTold = erasure.account && covers(erasure, sequence, articleId);
        if (isTold) addTo(hashes.get(erasure.entry)!, sequence, attribution);
      }
    },
    altered: async () => {
      const other = erasures.filter(
        ({ entry, account }) => account && hashes.get(entry)!.digest('hex') !== account.attributions,
      );
      return [...new Set([...other.map(({ entry }) => entry), ...(await wrongOrigins(db, erasures))])];
    },
  };
}

/** Only the newest entry of an article tells of its origins as they are; without any entry there can't be one. */
async function wrongOrigins(db: Db, erasures: readonly LoggedErasure[]): Promise<number[]> {
  const newest = new Map(erasures.map((erasure) => [erasure.articleId, erasure]));
  const wrong: number[] = [];
  for (const [articleId, { entry, account }] of newest) {
    if (account && (await originsOf(db, articleId)) !== account.origins) wrong.push(entry);
  }
  return wrong;
}

/** Returns the articles that say where something was held first which was erased, though nothing of them was. */
export async function articlesWithOrigins(db: Db): Promise<number[]> {
  const { erasures } = await readDeeds(db);
  const rows = await db
    .selectFrom('first_held')
    .leftJoin('revision as erased', 'erased.sequence', 'first_held.origin')
    .select(['first_held.article_id', 'first_held.origin', 'first_held.sequence'])
    .select('erased.article_id as erased_in')
    .where('first_held.origin', 'is not', null)
    .execute();
  const wrong = rows.filter(
    (row) =>
      row.erased_in !== row.article_id || !erasures.content.has(row.origin!) || row.origin! >= row.sequence,
  );
  return [...new Set(wrong.map(({ article_id: id }) => id))];
}

async function readKept(db: Db): Promise<LoggedErasure[]> {
  const { erasures } = await readDeeds(db);
  const rows = await db
    .selectFrom('log')
    .leftJoin('log_words', 'log_words.log_id', 'log.id')
    .select(['log.id', 'log.article_id', 'log.erased_id', 'log_words.words'])
    .where('log.action', '=', 'erase-content')
    .orderBy('log.id')
    .execute();
  return rows
    .filter(({ erased_id: id }) => id !== null && erasures.content.has(id))
    .map(({ id: entry, article_id, erased_id, words }) => {
      const account = accountIn(words);
      const scope = { articleId: article_id!, from: erased_id!, until: Infinity, elsewhere: [] };
      return { entry, ...scope, ...(account && { account }) };
    });
}

function accountIn(words: string | null): ErasureAccount | undefined {
  try {
    return words === null ? undefined : (JSON.parse(words) as { kept?: ErasureAccount }).kept;
  } catch {
    return undefined;
  }
}

function isWithin({ articleId, from, until, elsewhere }: Scope, sequence: number, article: number): boolean {
  return article === articleId ? from <= sequence && sequence <= until : elsewhere.includes(sequence);
}

async function within(db: Db, { articleId, from, until, elsewhere }: Scope) {
  const own = await revisionsOf(db)
    .where('revision.article_id', '=', articleId)
    .where('revision.sequence', '>=', from)
    .where('revision.sequence', '<=', until)
    .execute();
  const others = [];
  for (const slice of slices(elsewhere)) {
    others.push(...(await revisionsOf(db).where('revision.sequence', 'in', slice).execute()));
  }
  return [...own, ...others].sort((a, b) => a.sequence - b.sequence);
}

function revisionsOf(db: Db) {
  return withParents(db)
    .select(['revision.sequence', 'revision.article_id', 'parent.sequence as parent'])
    .orderBy('revision.sequence');
}

function addTo(hash: Hash, sequence: number, attribution: Attribution | undefined): void {
  hash.update(`${sequence} ${attribution?.length ?? '-'}\n`);
  if (attribution)
    hash.update(Buffer.from(attribution.buffer, attribution.byteOffset, attribution.byteLength));
}

/** The hash over what an article holds that an erased revision held first. */
async function originsOf(db: Db, articleId: number): Promise<string> {
  const rows = await db
    .selectFrom('first_held')
    .select(['key', 'sequence', 'origin'])
    .where('article_id', '=', articleId)
    .where('origin', 'is not', null)
    .orderBy('key')
    .execute();
  const lines = rows.map(({ key, sequence, origin }) => `${hex(key)} ${sequence} ${origin}\n`);
  return hex(sha256(lines.join('')));
}
