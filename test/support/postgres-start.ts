/**
 * Before the tests of the project "postgres": a server, whose address every test file reads in TEST_POSTGRES_URL, and what the
 * empty wiki is called in it that their wikis are copies of.
 */
import { randomBytes } from 'node:crypto';
import { startPostgres } from './postgres.ts';

export default async function setup(): Promise<void> {
  globalThis.postgres = await startPostgres();
  process.env.TEST_POSTGRES_URL = globalThis.postgres.url;
  process.env.TEST_POSTGRES_EMPTY = `wiki_empty_${randomBytes(8).toString('hex')}`;
}
