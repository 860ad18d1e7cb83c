/** PostgreSQL's own programs, which dump and restore. They are told of the database by their environment, which others can't see. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

type Environment = Record<string, string>;

/** Runs a program on the database of an address and hands on its lines. Throws an Error with a sentence when it's missing or fails. */
export async function runTool(
  name: 'pg_dump' | 'pg_restore',
  args: readonly string[],
  url: string,
  told: { out?: (line: string) => void; err?: (line: string) => void } = {},
): Promise<void> {
  const child = spawn(name, args, {
    env: { ...process.env, LC_MESSAGES: 'C', ...environmentOf(url) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const last: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => told.out?.(line));
  createInterface({ input: child.stderr }).on('line', (line) => {
    told.err?.(line);
    if (!/^pg_\w+: (?!error|fatal|warning|detail|hint)/.test(line)) last.splice(0, last.length - 3, line);
  });
  const [code, signal] = await new Promise<[number | null, string | null]>((resolve, reject) => {
    child.once('error', (error) => reject(missing(name, error)));
    child.once('close', (...end) => resolve(end));
  });
  if (code === 0) return;
  throw Object.assign(new Error([`${name} failed${signal ? ` (${signal})` : ''}.`, ...last].join('\n')), {
    code: fullDisk(name, last),
  });
}

/** Which disk it was that had no room: pg_dump's own, or the server's that pg_restore speaks to. */
function fullDisk(name: string, said: readonly string[]): string | undefined {
  const text = said.join('\n');
  if (name === 'pg_restore') return /No space left on device|disk full/i.test(text) ? '53100' : undefined;
  if (/File too large/i.test(text)) return 'EFBIG';
  return /No space left on device|Disk quota exceeded/i.test(text) ? 'ENOSPC' : undefined;
}

/** Throws an Error with a sentence when one of the programs is missing, or older than the server, of which `server` is the version. */
export async function checkTools(url: string, server: number): Promise<void> {
  for (const name of ['pg_dump', 'pg_restore'] as const) {
    let version = '';
    await runTool(name, ['--version'], url, { out: (line) => (version += line) });
    const major = Number(/\d+/.exec(version)?.[0]);
    if (!(major >= server)) {
      throw new Error(
        `${name} is of version ${major}, and older than the server’s ${server}. Install postgresql-client-${server}, or run the command where it is.`,
      );
    }
  }
}

function missing(name: string, error: NodeJS.ErrnoException): Error {
  if (error.code !== 'ENOENT') return error;
  return new Error(
    `${name} is missing. Install PostgreSQL’s programs; on Debian they are in the package postgresql-client.`,
  );
}

/** What the programs read where our own connection reads the address. */
const VARIABLES: Record<string, string> = {
  host: 'PGHOST',
  port: 'PGPORT',
  user: 'PGUSER',
  password: 'PGPASSWORD',
  sslrootcert: 'PGSSLROOTCERT',
  sslcert: 'PGSSLCERT',
  sslkey: 'PGSSLKEY',
  options: 'PGOPTIONS',
};

function environmentOf(address: string): Environment {
  const url = new URL(address.replace('@/', '@localhost/'));
  const own: [string, string][] = [
    ['host', url.hostname.replace(/^\[(.*)\]$/, '$1') || process.env['PGHOST'] || 'localhost'],
    ['port', url.port],
    ['user', url.username],
    ['password', url.password],
  ];
  const given = [
    ...own.map(([name, value]) => [name, decodeURIComponent(value)] as const),
    ...url.searchParams,
  ];
  const known = given.flatMap(([name, value]) =>
    VARIABLES[name] && value ? [[VARIABLES[name], value]] : [],
  );
  const name = decodeURIComponent(url.pathname.slice(1));
  const mode = tlsMode(url.searchParams);
  return {
    ...(Object.fromEntries(known) as Environment),
    ...(name && { PGDATABASE: name }),
    ...(mode && { PGSSLMODE: mode }),
  };
}

/** Our own connection checks the certificate in each of these modes, and asks for none in the last. */
function tlsMode(search: URLSearchParams): string | null {
  const mode = search.get('sslmode');
  if (search.get('uselibpqcompat') === 'true') return mode;
  if (mode === 'no-verify') return 'require';
  const isChecked = mode !== null && mode !== 'disable' && search.has('sslrootcert');
  return isChecked ? 'verify-full' : mode;
}
