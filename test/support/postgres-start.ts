/** Before the tests of the project "postgres": a server, whose address every test file reads in TEST_POSTGRES_URL. */
import { startPostgres } from './postgres.ts';

export default async function setup(): Promise<void> {
  globalThis.postgres = await startPostgres();
  process.env.TEST_POSTGRES_URL = globalThis.postgres.url;
}
