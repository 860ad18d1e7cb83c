/**
 * A workplace's login for tests: a real OpenID provider on this machine that knows some people, signs in whoever is next at the
 * door, and can be told to lie.
 */
import { createSign, generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';

export type SaidOfSomeone = Record<string, unknown> & { sub: string };

export interface WorkplaceLogin {
  issuer: string;
  /** Who signs in next, and what is said of them. */
  next: SaidOfSomeone;
  /** Makes other claims of those in an ID token, which is then signed as any other. */
  lie: ((claims: Record<string, unknown>) => Record<string, unknown>) | undefined;
  /** Goes through the login as a browser does, from the address that the wiki sends it to, and returns the one that it's sent back to. */
  passes(address: string): Promise<string>;
  /** The addresses that it was asked for. */
  asked: string[];
  close(): Promise<void>;
}

const CLIENT = 'wiki';
export const CLIENT_SECRET = 'nok en lang hemmelighed';
const SAID = ['name', 'title', 'workplace', 'email', 'email_verified', 'tid', 'cpr', 'birthdate', 'address'];

/** The library tells at each start that nobody should run it so in earnest. */
function hush(): void {
  for (const way of ['warn', 'info'] as const) {
    const say = console[way];
    console[way] = (...words: unknown[]) =>
      void (String(words[0]).includes('oidc-provider') || say(...words));
  }
}

/** Serves a login that a wiki at an address may send people to, under some names in its settings. */
export async function serveLogin(
  wiki: string,
  names: readonly string[] = ['aarhus'],
): Promise<WorkplaceLogin> {
  hush();
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const server = createServer();
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  // By another name than wikis are reached by, so that neither has the other's cookies.
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`;
  const login: WorkplaceLogin = {
    ...{ issuer, next: { sub: 'nobody' }, lie: undefined, asked: [] },
    passes: (address) => walkThrough(address, issuer),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  const provider = makeProvider(login, { wiki, names, jwk: privateKey.export({ format: 'jwk' }) });
  provider.use(async (context, next) => {
    await next();
    const body = context.body as { id_token?: string } | undefined;
    if (login.lie && context.path === '/token' && body?.id_token)
      body.id_token = resigned(body.id_token, login.lie, privateKey.export({ type: 'pkcs8', format: 'pem' }));
  });
  const answer = provider.callback();
  server.on('request', (request, response) => {
    login.asked.push(request.url ?? '');
    if (!request.url?.startsWith('/interaction/')) return void answer(request, response);
    people.set(login.next.sub, login.next);
    const result = { login: { accountId: login.next.sub } };
    void provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
  });
  return login;
}

/** The settings of a wiki that has a login. */
export function settingsOf({ issuer }: WorkplaceLogin, name = 'aarhus', more: Record<string, string> = {}) {
  const own = {
    ...{ ISSUER: issuer, CLIENT_ID: CLIENT, CLIENT_SECRET, LABEL: 'Nordby Kommune' },
    ...{ CLAIM_WORKPLACE: 'workplace', ...more },
  };
  return Object.fromEntries(
    Object.entries(own).map(([key, value]) => [`OIDC_${name.toUpperCase()}_${key}`, value]),
  );
}

const people = new Map<string, SaidOfSomeone>();

function makeProvider(
  login: WorkplaceLogin,
  { wiki, names, jwk }: { wiki: string; names: readonly string[]; jwk: object },
): Provider {
  const provider: Provider = new Provider(login.issuer, {
    clients: [
      {
        client_id: CLIENT,
        client_secret: CLIENT_SECRET,
        redirect_uris: names.map((name) => `${wiki}/login/${name}/callback`),
        post_logout_redirect_uris: [`${wiki}/`],
      },
    ],
    jwks: { keys: [{ ...jwk, use: 'sig', alg: 'RS256', kid: 'one' }] },
    cookies: { keys: ['for tests alone'] },
    claims: { openid: ['sub'], profile: SAID, email: [] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: true } },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    findAccount: (_context, accountId) => ({
      accountId,
      claims: () => Promise.resolve(people.get(accountId)!),
    }),
    loadExistingGrant: async ({ oidc }) => {
      const grant = new provider.Grant({
        clientId: oidc.client!.clientId,
        accountId: oidc.session!.accountId!,
      });
      grant.addOIDCScope('openid profile email');
      await grant.save();
      return grant;
    },
  });
  return provider;
}

/** Follows the login's own redirects with its own cookies, until it sends the browser elsewhere. */
async function walkThrough(address: string, issuer: string): Promise<string> {
  const cookies = new Map<string, string>();
  for (let at = address; ;) {
    const cookie = [...cookies].map((pair) => pair.join('=')).join('; ');
    const answer = await fetch(at, { redirect: 'manual', headers: { cookie } });
    for (const line of answer.headers.getSetCookie()) {
      const [name, value] = line.split(';')[0]!.split('=') as [string, string];
      cookies.set(name, value);
    }
    const location = answer.headers.get('location');
    if (location === null) throw new Error(`the login answers ${answer.status}: ${await answer.text()}`);
    at = new URL(location, at).href;
    if (!at.startsWith(issuer)) return at;
  }
}

function resigned(token: string, lie: NonNullable<WorkplaceLogin['lie']>, key: string | Buffer): string {
  const [head, payload] = token.split('.') as [string, string];
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
  const text = `${head}.${Buffer.from(JSON.stringify(lie(claims))).toString('base64url')}`;
  return `${text}.${createSign('RSA-SHA256').update(text).sign(key, 'base64url')}`;
}
