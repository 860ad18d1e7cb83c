import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../server/db/open.ts';
import { commandOn } from '../support/command.ts';
import { startOwn, type Postgres } from '../support/postgres.ts';

/** An authority and a server's certificate for "localhost", made for these tests: the key of the authority is gone. */
const tls = (name: string) => join(import.meta.dirname, '../support/tls', name);

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

if (ENGINE === 'sqlite') {
  test('there is no way to SQLite that would need TLS', () => {
    expect(ENGINE).toBe('sqlite');
  });
}

if (ENGINE === 'postgres') {
  let server: Postgres;
  let port: number;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'wiki-tls-'));
    port = await freePort();
    const names = ['server.crt', 'server.key'];
    server = await startOwn({
      port,
      files: Object.fromEntries(names.map((name) => [name, readFileSync(tls(name))])),
      settings: [
        'listen_addresses=127.0.0.1',
        'ssl=on',
        'ssl_cert_file=../server.crt',
        'ssl_key_file=../server.key',
      ],
    });
  });
  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const at = (host: string, search: string) => `postgres://postgres:x@${host}:${port}/postgres${search}`;
  const known = `?sslmode=verify-full&sslrootcert=${tls('ca.crt')}`;
  const migrate = (databaseUrl: string) =>
    commandOn({ DATABASE_URL: databaseUrl, DATA_DIR: folder })(['migrate']);

  test('a certificate of a known authority is checked, and the connection enciphered', async () => {
    const db = openDatabase({ databaseUrl: at('localhost', known), dataFolder: folder });
    const { rows } = await sql`select ssl from pg_stat_ssl where pid = pg_backend_pid()`.execute(db);
    await db.destroy();
    expect(rows).toEqual([{ ssl: true }]);
    expect(await migrate(at('localhost', known))).toMatchObject({ code: 0, err: [] });
  });

  test('a certificate of an authority that isn’t known, or for another name, is refused with a sentence', async () => {
    const unknown = await migrate(at('localhost', '?sslmode=verify-full'));
    expect([unknown.code, unknown.err.length]).toEqual([1, 1]);
    expect(unknown.err[0]).toMatch(
      /^DATABASE_URL: the certificate of localhost, port \d+ isn’t signed by an authority that is known here .*sslrootcert=/,
    );
    const other = await migrate(at('127.0.0.1', known));
    expect([other.code, other.err.length]).toEqual([1, 1]);
    expect(other.err[0]).toMatch(
      /^DATABASE_URL: the certificate of 127\.0\.0\.1, port \d+ is for another name/,
    );
  });
}
