/** Every setting of the wiki, read once from the environment and checked; the README lists them. */
import { isIP } from 'node:net';
import { z } from 'zod';
import { readProviders, type Provider } from './providers.ts';
import { figures, isHost, line, partsOf, readAddress } from './setting-types.ts';

const ADDRESS =
  'must be the address that readers use, such as https://wiki.example.dk or https://example.dk/innovation: http:// or https://, a host, and at most a path; no user, no ?, no #, no .. and no % that encodes nothing';
const PROXIES =
  'how many proxies are in front (1 to 9), or a list of their addresses, networks such as 10.0.0.0/8, loopback, linklocal and uniquelocal';
const CUT = 'must have no #: what stands behind it would be left out';

const schema = z.object({
  PORT: figures(65535).default(3000),
  HOST: line
    .refine(
      isHost,
      'must be a host name or an IP address alone, such as localhost, 0.0.0.0 or ::, without a port (that is PORT) and without brackets',
    )
    .default('127.0.0.1'),
  BASE_URL: line
    .transform(readAddress)
    .refine((url) => url !== undefined, ADDRESS)
    .refine(
      (url) => url === undefined || /^(\/[\w.~%-]+)*\/?$/.test(url.pathname),
      'must have a path of plain names, such as /innovation',
    )
    .optional(),
  DATABASE_URL: line
    .regex(/^postgres(ql)?:\/\/./, 'must start with postgres:// (leave it out to use SQLite)')
    .superRefine(refuseUnencoded('postgres://user:password@host:port/database'))
    .refine(isWhole, CUT)
    .superRefine(refuseUnknown)
    .optional(),
  DATA_DIR: line
    .min(1, 'must name a folder (leave it out to use the folder data)')
    .refine(
      (path) => !/^~([\\/]|$)/.test(path),
      'must name the folder in full: ~ stands for your own only where a shell reads it',
    )
    .default('data'),
  SITE_NAME: line
    .min(1, 'must be a name of 1 to 60 characters')
    .max(60, 'must be a name of 1 to 60 characters')
    .default('Innovationswiki'),
  TRUST_PROXY: line
    .toLowerCase()
    .refine(
      (text) => text !== 'true',
      'can\'t be "true": then anyone could say that they come from any address. Say how many proxies are in front, or which',
    )
    .transform(readTrust)
    .refine((trusted) => trusted !== undefined, `must be ${PROXIES}`)
    .default(false),
  MAIL_URL: line
    .regex(/^smtps?:\/\/[^/]/, 'must start with smtp:// or smtps:// (leave it out to have mails as files)')
    .superRefine(refuseUnencoded('smtp://user:password@host:port'))
    .refine(isWhole, CUT)
    .refine(isPathless, 'must have no path: what stands behind the host would be left out')
    .optional(),
  MAIL_FROM: line.pipe(z.email('must be the e-mail address that mails come from')).optional(),
  OPERATOR: line
    .min(1, 'must be the name of whoever runs the wiki, of 1 to 120 characters')
    .max(120, 'must be the name of whoever runs the wiki, of 1 to 120 characters')
    .optional(),
  CONTACT: line
    .transform(readContact)
    .refine(
      (address) => address !== '',
      'must be an e-mail address, or a page that begins with https://, without a user',
    )
    .optional(),
  HSTS: line.pipe(z.literal('include-subdomains', 'must be include-subdomains or left out')).optional(),
  LOG_LEVEL: line
    .pipe(
      z.enum(
        ['fatal', 'error', 'warn', 'info', 'debug', 'silent'],
        'must be fatal, error, warn, info, debug or silent',
      ),
    )
    .default('info'),
});

/** The settings as the rest of the house sees them. */
export interface Settings {
  port: number;
  host: string;
  /** Without a slash at the end. */
  baseUrl: string;
  /** The path of that address: empty, or one that begins with a slash. */
  basePath: string;
  databaseUrl: string | undefined;
  dataFolder: string;
  siteName: string;
  trustProxy: Trusted;
  /** The server that mail is sent by; without it mails are laid in files. */
  mailUrl: string | undefined;
  /** The address that mail comes from. */
  mailFrom: string;
  /** The workplaces' own logins, in the order in which they're offered. */
  providers: readonly Provider[];
  /** Who runs the wiki, and answers for the personal data in it. */
  operator: string | undefined;
  /** Where to write to them: an address that begins with `mailto:` or `https:`. */
  contact: string | undefined;
  /** Whether browsers are told to keep to https on all hosts below this one too. */
  hstsSubdomains: boolean;
  logLevel: string;
}

/**
 * Returns the settings that an environment gives; an empty variable counts as left out.
 * Throws an Error with one sentence for each wrong setting.
 */
export function readSettings(environment: Record<string, string | undefined>): Settings {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value));
  const result = schema.safeParse(given);
  const { providers, sentences } = readProviders(given);
  const wrong = result.error?.issues.map((issue) => `${issue.path.join('.')} ${issue.message}.`) ?? [];
  if (!result.success || sentences.length > 0) throw new Error([...wrong, ...sentences].join('\n'));
  const { PORT, HOST, BASE_URL, DATABASE_URL, DATA_DIR, SITE_NAME, TRUST_PROXY, HSTS, LOG_LEVEL } =
    result.data;
  const { MAIL_URL, MAIL_FROM, OPERATOR, CONTACT } = result.data;
  const basePath = BASE_URL?.pathname.replace(/\/$/, '') ?? '';
  return {
    port: PORT,
    host: HOST,
    baseUrl: BASE_URL ? BASE_URL.origin + basePath : `http://localhost:${PORT}`,
    basePath,
    databaseUrl: DATABASE_URL,
    dataFolder: DATA_DIR,
    siteName: SITE_NAME,
    trustProxy: TRUST_PROXY!,
    mailUrl: MAIL_URL,
    mailFrom: MAIL_FROM ?? `innovationswiki@${BASE_URL?.hostname ?? 'localhost'}`,
    providers,
    operator: OPERATOR,
    contact: CONTACT,
    hstsSubdomains: HSTS !== undefined,
    logLevel: LOG_LEVEL,
  };
}

/** A sign that means something in an address, here of such a form, cuts a password short, and so much of it goes elsewhere. */
function refuseUnencoded(form: string) {
  return (url: string, context: z.RefinementCtx): void => {
    const parts = /^\w+:\/\/([^/?#]*)(.?)(.*)$/s.exec(url);
    // That it's no such address has been said.
    if (!parts) return;
    const [, authority = '', cut = '', rest = ''] = parts;
    const isCut = !authority.includes('@') && rest.includes('@');
    const [sign, where] = isCut ? [cut, 'password'] : (unreadable(url) ?? []);
    if (sign === undefined) return;
    const code = (each: string) => `${each} as %${each.charCodeAt(0).toString(16).toUpperCase()}`;
    const message =
      sign === ''
        ? `is no address. It is ${form}`
        : `has a ${sign} in the ${where} that must be encoded: write ${code(sign)}`;
    context.addIssue({ code: 'custom', message: `${message} (${[...'/#?@:%'].map(code).join(', ')})` });
  };
}

const PARTS = { username: 'user', password: 'password', pathname: 'name of the database' } as const;

/** Returns what keeps an address from being read, a sign and where it is, or nothing that can be named; undefined when it can be read. */
function unreadable(text: string): [sign: string, where?: string] | undefined {
  // An address may leave the host out, and name a socket behind the question mark.
  const address = text.replace('@/', '@localhost/');
  if (!URL.canParse(address)) return [''];
  const url = new URL(address);
  const parts = Object.keys(PARTS) as (keyof typeof PARTS)[];
  const wrong = parts.find((part) => !isReadable(url[part]));
  return wrong && ['%', PARTS[wrong]];
}

function isReadable(encoded: string): boolean {
  try {
    decodeURIComponent(encoded);
    return true;
  } catch {
    return false;
  }
}

/** What may stand behind the question mark of the address of a database: nothing else is heeded. */
const OPTIONS = [
  ...['host', 'port', 'user', 'password', 'options', 'application_name'],
  ...['sslmode', 'sslrootcert', 'sslcert', 'sslkey', 'uselibpqcompat'],
];
const TLS_MODES = ['disable', 'prefer', 'require', 'verify-ca', 'verify-full', 'no-verify'];

/** An option that nobody heeds, such as a misspelled one that asks for TLS, would be left out in silence. */
function refuseUnknown(text: string, context: z.RefinementCtx): void {
  const refuse = (message: string) => context.addIssue({ code: 'custom', message });
  for (const [name, value] of new URLSearchParams(/\?(.*)$/s.exec(text)?.[1])) {
    if (!OPTIONS.includes(name))
      refuse(`has the option ${name}, which would be left out. There are ${OPTIONS.join(', ')}`);
    if (name === 'sslmode' && !TLS_MODES.includes(value))
      refuse(`has an sslmode that there isn’t. There are ${TLS_MODES.join(', ')}`);
  }
}

/** Whether nothing stands behind an address that no server is told; in a password that has been said. */
function isWhole(url: string): boolean {
  return url.lastIndexOf('#') <= url.lastIndexOf('@');
}

/** Whether an address ends with its host, but for options; that a password is cut by a slash has been said. */
function isPathless(url: string): boolean {
  return !URL.canParse(url) || /^\/?$|@/.test(new URL(url).pathname);
}

/** Returns the address that a contact is written to by; empty when it's none. */
function readContact(text: string): string {
  if (z.email().safeParse(text).success) return `mailto:${text}`;
  // A page for everybody is shown with no user and no password.
  return /^https:\/\/[^\s\\/?#@]+([/?#][^\s\\]*)?$/.test(text) && URL.canParse(text) ? text : '';
}

/** How many proxies are trusted, or which. */
type Trusted = false | number | string[];

/** Returns who is trusted to say where a request comes from, or undefined when that isn't said. */
function readTrust(text: string): Trusted | undefined {
  if (text === 'false' || text === '0') return false;
  if (/^[1-9]$/.test(text)) return Number(text);
  const proxies = partsOf(text);
  return proxies.length > 0 && proxies.every(isProxy) ? proxies : undefined;
}

function isProxy(text: string): boolean {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(text)) return true;
  const [address, bits = '1', ...more] = text.split('/') as [string, ...string[]];
  const longest = { 0: 0, 4: 32, 6: 128 }[isIP(address)]!;
  return more.length === 0 && /^[1-9]\d{0,2}$/.test(bits) && Number(bits) <= longest;
}
