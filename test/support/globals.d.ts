/** What Jest hands to the tests (ENGINE, from package.json) and from its start to its end (postgres). */
import type { Postgres } from './postgres.ts';

declare global {
  const ENGINE: 'sqlite' | 'postgres';
  var postgres: Postgres | undefined;
}
