/** After the tests of the project "postgres": the empty wiki is dropped, since the server may stay, and the server is stopped. */
import { dropDatabase } from './postgres.ts';

export default async function teardown(): Promise<void> {
  if (!globalThis.postgres) return;
  await dropDatabase(globalThis.postgres.url, process.env.TEST_POSTGRES_EMPTY!);
  await globalThis.postgres.stop();
}
