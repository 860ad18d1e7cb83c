/** Every setting of the wiki, read once from the environment and checked; the README lists them. */
import { z } from 'zod';

const schema = z.object({
  PORT: z.coerce
    .number('must be a whole number from 0 to 65535')
    .int('must be a whole number from 0 to 65535')
    .min(0, 'must be a whole number from 0 to 65535')
    .max(65535, 'must be a whole number from 0 to 65535')
    .default(3000),
  HOST: z.string().min(1, 'must be a host name or an IP address').default('127.0.0.1'),
  BASE_URL: z
    .url({
      protocol: /^https?$/,
      error: 'must be the address that readers use, such as https://wiki.example.dk',
    })
    .transform((url) => url.replace(/\/+$/, ''))
    .optional(),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\/./, 'must start with postgres:// (leave it out to use SQLite)')
    .superRefine(refuseUnencoded)
    .optional(),
  DATA_DIR: z.string().min(1, 'must name a folder').default('data'),
  SITE_NAME: z
    .string()
    .trim()
    .min(1, 'must be a name of 1 to 60 characters')
    .max(60, 'must be a name of 1 to 60 characters')
    .default('Innovationswiki'),
  TRUST_PROXY: z
    .string()
    .regex(
      /^(true|false|\d+|[\da-f.:/]+(,\s*[\da-f.:/]+)*|loopback)$/i,
      'must be the number of proxies in front, their addresses, "loopback", "true" or "false"',
    )
    .default('false')
    .transform(trust),
  LOG_LEVEL: z
    .enum(
      ['fatal', 'error', 'warn', 'info', 'debug', 'silent'],
      'must be fatal, error, warn, info, debug or silent',
    )
    .default('info'),
});

/** The settings as the rest of the house sees them. */
export interface Settings {
  port: number;
  host: string;
  baseUrl: string;
  databaseUrl: string | undefined;
  dataFolder: string;
  siteName: string;
  trustProxy: boolean | number | string;
  logLevel: string;
}

/**
 * Returns the settings that an environment gives; an empty variable counts as left out.
 * Throws an Error with one sentence for each wrong setting.
 */
export function readSettings(environment: Record<string, string | undefined>): Settings {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value));
  const result = schema.safeParse(given);
  if (!result.success) {
    const sentences = result.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}.`);
    throw new Error(sentences.join('\n'));
  }
  const { PORT, HOST, BASE_URL, DATABASE_URL, DATA_DIR, SITE_NAME, TRUST_PROXY, LOG_LEVEL } = result.data;
  return {
    port: PORT,
    host: HOST,
    baseUrl: BASE_URL ?? `http://localhost:${PORT}`,
    databaseUrl: DATABASE_URL,
    dataFolder: DATA_DIR,
    siteName: SITE_NAME,
    trustProxy: TRUST_PROXY,
    logLevel: LOG_LEVEL,
  };
}

/** A sign that means something in an address cuts a password short, and so much of the address goes elsewhere. */
function refuseUnencoded(url: string, context: z.RefinementCtx): void {
  const [, authority = '', cut = '', rest = ''] = /^\w+:\/\/([^/?#]*)(.?)(.*)$/s.exec(url)!;
  const sign = !authority.includes('@') && rest.includes('@') ? cut : unreadable(url);
  if (sign === undefined) return;
  const code = (each: string) => `${each} as %${each.charCodeAt(0).toString(16).toUpperCase()}`;
  const message =
    sign === ''
      ? 'is no address. It is postgres://user:password@host:port/database'
      : `has a ${sign} in the password that must be encoded: write ${code(sign)}`;
  context.addIssue({ code: 'custom', message: `${message} (${[...'/#?@:%'].map(code).join(', ')})` });
}

/** Returns what keeps an address from being read: a sign, or nothing that can be named; undefined when it can be read. */
function unreadable(text: string): string | undefined {
  try {
    // An address may leave the host out, and name a socket behind the question mark.
    const { username, password, pathname } = new URL(text.replace('@/', '@localhost/'));
    for (const part of [username, password, pathname]) decodeURIComponent(part);
    return undefined;
  } catch (error) {
    return error instanceof URIError ? '%' : '';
  }
}

function trust(text: string): boolean | number | string {
  if (text === 'true' || text === 'false') return text === 'true';
  return /^\d+$/.test(text) ? Number(text) : text;
}
