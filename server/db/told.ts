/** Why a database can't be opened, as an operator is told it: the setting, the cause, what to do, and never the password. */
import { join, resolve, sep } from 'node:path';
import { DatabaseFault } from '../errors.ts';
import { DATABASE } from './files.ts';

/** Which database: the address of one on PostgreSQL, else the folder of one on SQLite. */
export interface DatabasePlace {
  databaseUrl: string | undefined;
  dataFolder: string;
}

interface Failure {
  message: string;
  code?: string;
  path?: string;
  /** Where a file is copied to. */
  dest?: string;
  /** How gravely PostgreSQL means it. */
  severity?: string;
}

/** Does something with a database. What the database, or the way to it, refuses is thrown as an Error with a sentence. */
export async function tellDatabase<T>(place: DatabasePlace, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const sentence = whyNoDatabase(error, place);
    throw sentence === undefined ? error : new Error(sentence, { cause: error });
  }
}

/** Does something with a file that holds a backup. What the disk, or SQLite, refuses is thrown as an Error with a sentence. */
export async function tellFile<T>(file: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const why = ofFile(failureOf(error));
    throw why === undefined ? error : new Error(`${file}: ${why}.`, { cause: error });
  }
}

/** Returns the sentence for what a database, or the way to it, refuses; undefined for another error. */
export function whyNoDatabase(error: unknown, place: DatabasePlace): string | undefined {
  const failure = failureOf(error);
  const { databaseUrl, dataFolder } = place;
  const { path } = failure;
  if (path === undefined ? !databaseUrl : isOfFolder(path, dataFolder)) {
    const why = ofSqlite(failure, dataFolder);
    return why && `DATA_DIR: ${why}`;
  }
  if (!databaseUrl) return undefined;
  const url = new URL(databaseUrl.replace('@/', '@localhost/'));
  const why = path === undefined ? ofPostgres(failure, url) : ofNamedFile(failure, url);
  return why && `DATABASE_URL: ${why}`;
}

/** Tells the folder, what is in it and what it's in from a file that a command was given. */
function isOfFolder(path: string, folder: string): boolean {
  const [a, b] = [resolve(path), resolve(folder)];
  return a === b || a.startsWith(`${b}${sep}`) || b.startsWith(a === sep ? sep : `${a}${sep}`);
}

/** What was said first; a name with several addresses fails at each of them, with no message for all. */
function failureOf(error: unknown): Failure {
  const said = error instanceof DatabaseFault ? (error.cause ?? error) : error;
  const { errors } = said as { errors?: Failure[] };
  const failure = errors?.[0] ?? (said as Failure);
  // Of a copy, it isn't the file that was copied which had no room.
  const isFull = ['ENOSPC', 'EDQUOT', 'EFBIG'].includes(failure.code ?? '');
  return isFull && failure.dest !== undefined ? { code: failure.code!, message: failure.message } : failure;
}

const PERMISSION = 'this user may not read and write it; make it theirs (chown), or name another place';
const FILES: Record<string, string> = {
  EACCES: PERMISSION,
  EPERM: PERMISSION,
  SQLITE_READONLY: PERMISSION,
  SQLITE_PERM: PERMISSION,
  SQLITE_CANTOPEN: 'it can’t be opened; this user must be able to read and write it and its folder',
  EROFS: 'the disk can only be read; the folder must be one where files can be written',
  ENOTDIR: 'a part of the path is a file, not a folder',
  EEXIST: 'a part of the path is a file, not a folder',
  ELOOP: 'its links lead in a circle',
  ENOENT: 'it isn’t there and can’t be made; the folder above it must exist',
  EISDIR: 'it is a folder, and should be a file',
  ENAMETOOLONG: 'the path is too long',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk is full, for this user',
  EFBIG: 'the file may not grow any larger',
  EMFILE: 'too many files are open',
  SQLITE_FULL: 'the disk is full',
  SQLITE_IOERR: 'the disk fails, or is full',
  SQLITE_NOTADB: 'it is no SQLite database',
  SQLITE_CORRUPT: 'it is damaged; restore a backup',
  SQLITE_BUSY: 'another program holds it; stop that first',
  SQLITE_LOCKED: 'another program holds it; stop that first',
};

function ofSqlite(failure: Failure, folder: string): string | undefined {
  const why = ofFile(failure);
  return why && `${failure.path ?? join(folder, DATABASE)}: ${why}.`;
}

function ofFile({ code = '' }: Failure): string | undefined {
  return FILES[code] ?? (code.startsWith('SQLITE_') ? FILES[code.split('_', 2).join('_')] : undefined);
}

const SILENT = ['ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN', 'ECONNRESET', 'EPIPE'];

/** A file that the address names: the certificate of an authority. */
function ofNamedFile({ code, path = '' }: Failure, { searchParams }: URL): string | undefined {
  if (![...searchParams.values()].includes(path)) return undefined;
  return `the file ${path} that it names can’t be read (${code}).`;
}

function ofPostgres(failure: Failure, url: URL): string | undefined {
  const { code = '', message } = failure;
  const place = placeOf(url);
  if (code === 'ECONNREFUSED') return `nothing answers at ${place}. Does PostgreSQL run, and listen there?`;
  if (code === 'ENOENT')
    return `there is no socket of PostgreSQL at ${place}. Does it run, and make its socket there?`;
  if (code === 'EACCES') return `this user may not use the socket of PostgreSQL at ${place}.`;
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return `no host is known by the name of ${place}.`;
  if (SILENT.includes(code) || /timeout/i.test(message))
    return `${place} doesn’t answer. Is it the right address, and open from here?`;
  if (/^Connection terminated|is not queryable$/.test(message))
    return `${place} ended the connection. Is it PostgreSQL, and does it run well?`;
  return ofServer(failure, url) ?? ofTls(failure, place);
}

const NO_SCHEMA = '3F000';

/** Returns what PostgreSQL says of whoever makes a table where no schema is theirs. */
export function noSchema(): Error {
  return Object.assign(new Error('no schema has been selected'), { code: NO_SCHEMA });
}

const ENCODE = 'In the address / is written %2F, # %23, ? %3F, @ %40, : %3A and % %25.';

interface ServerRefusal {
  user: string;
  /** Of the database. */
  name: string;
  message: string;
}

/** What PostgreSQL itself answers, by its SQLSTATE. */
const ANSWERS: Record<string, (refusal: ServerRefusal) => string> = {
  '28P01': ({ user }) => `PostgreSQL refuses the password of ${user}. ${ENCODE}`,
  '28000': ({ user, message }) => `PostgreSQL doesn’t let ${user} in: ${message}.`,
  '3D000': ({ name }) =>
    `there is no database ${name}. Make it: createdb --encoding=UTF8 --template=template0 ${name}`,
  [NO_SCHEMA]: ({ user, name }) =>
    `the search_path of ${user} names no schema that is there, and that ${user} may use, in ${name}. Make that schema, or name another: alter role ${user} set search_path = public`,
  '42501': ({ user, name, message }) =>
    `${user} may not do this in ${name}: ${message}. Make ${user} the database’s owner.`,
  '25006': ({ name }) => `${name} can only be read. Is this a copy that follows another server?`,
  '53300': ({ message }) => `PostgreSQL has no connection to spare: ${message}.`,
  '53100': ({ message }) => `the disk of PostgreSQL is full: ${message}.`,
  '57P03': ({ message }) => `PostgreSQL takes no one in just now: ${message}. Try again in a moment.`,
};

function ofServer({ code = '', message, severity }: Failure, url: URL): string | undefined {
  const [user, name] = [decoded(url.username), decoded(url.pathname.slice(1)) || decoded(url.username)];
  if (/client password must be|no password supplied/i.test(message))
    return `PostgreSQL asks for a password, and there is none in the address.`;
  const known = ANSWERS[code];
  if (known) return known({ user, name, message });
  // What is set for a session is read as it begins.
  if (severity === 'FATAL' && /^(22|42)/.test(code) && url.searchParams.has('options'))
    return `PostgreSQL refuses the options in the address: ${message}.`;
  const isRefusal = severity === 'FATAL' || /^(08|28|3D|53|57|58|XX)/.test(code);
  return isRefusal ? `PostgreSQL refuses: ${message}.` : undefined;
}

function ofTls({ code = '', message }: Failure, place: string): string | undefined {
  if (/does not support SSL/.test(message))
    return `${place} doesn’t speak TLS. Turn it on there (ssl = on), or leave sslmode out.`;
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return `the certificate of ${place} is for another name: ${message}.`;
  if (code === 'CERT_HAS_EXPIRED') return `the certificate of ${place} has run out.`;
  if (/CERT|SIGNATURE|ISSUER|^ERR_(TLS|SSL|OSSL)/.test(code)) {
    return `the certificate of ${place} isn’t signed by an authority that is known here (${message}). Name the authority’s file: sslmode=verify-full&sslrootcert=/path/to/ca.crt`;
  }
  return undefined;
}

/** The server without user and password; a socket is named by its folder. */
function placeOf(url: URL): string {
  const host = url.searchParams.get('host') || decoded(url.hostname) || 'localhost';
  return host.startsWith('/') ? host : `${host}, port ${url.searchParams.get('port') || url.port || 5432}`;
}

function decoded(text: string): string {
  return decodeURIComponent(text);
}
