/**
 * Talking with workplaces' logins by OpenID Connect: the authorisation code flow with PKCE, state and nonce. The library checks
 * issuer, audience, signature and times; what a login is, is asked when it's first needed, and again when it didn't answer.
 */
import * as openid from 'openid-client';
import { forbidden, WikiError } from '../../errors.ts';
import { per } from '../../per.ts';
import type { Provider } from '../../providers.ts';
import { claimsIn, type Claims } from '../../wiki/people/claims.ts';
import type { Away } from '../../wiki/people/journeys.ts';
import type { Visit } from '../frame/visit.ts';

/** How long a login may take to answer, in seconds. */
const PATIENCE = 10;

/** What the protocol itself says in an ID token: who made it, for whom, when and how they signed in; nothing of who they are. */
const OF_PROTOCOL = new Set(
  'iss sub aud azp iat nbf exp nonce at_hash c_hash s_hash auth_time acr amr sid jti ver rh uti aio email_verified'.split(
    ' ',
  ),
);

/** Where to send somebody, and what the answer must fit. */
export interface LoginRequest {
  address: string;
  state: string;
  nonce: string;
  verifier: string;
}

/** Returns what asks a login who somebody is. Throws 503 when it doesn't answer. */
export async function requestTo(visit: Visit, provider: Provider): Promise<LoginRequest> {
  const server = await configurationOf(visit, provider);
  const verifier = openid.randomPKCECodeVerifier();
  const [state, nonce] = [openid.randomState(), openid.randomNonce()];
  const address = openid.buildAuthorizationUrl(server, {
    redirect_uri: callbackOf(visit, provider).href,
    scope: provider.scope,
    state,
    nonce,
    code_challenge: await openid.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  });
  return { address: address.href, state, nonce, verifier };
}

/**
 * Returns what a login says of whoever it sent back with the address of the visit, and the ID token that signs out there. Throws
 * 403 when they said no, the answer isn't what was asked for, or they're of another tenant, and 503 when it doesn't answer.
 */
export async function answerFrom(
  visit: Visit,
  provider: Provider,
  { state, nonce, verifier }: Pick<Away, 'nonce' | 'verifier'> & { state: string },
): Promise<{ claims: Claims; idToken: string | undefined }> {
  const server = await configurationOf(visit, provider);
  return telling(visit, provider, async () => {
    const address = callbackOf(visit, provider);
    address.search = new URL(visit.request.url, address).search;
    const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier };
    const tokens = await openid.authorizationCodeGrant(server, address, { ...checks, idTokenExpected: true });
    const inToken = tokens.claims()!;
    const isAll = (Object.values(provider.claims) as string[]).every(
      (name) => name === '' || name in inToken,
    );
    const more = isAll ? {} : await userInfo(server, tokens.access_token, inToken.sub);
    const claims = claimsIn(provider.claims, inToken.iss, [inToken, more]);
    checkSubject(provider, claims);
    return { claims, idToken: isSpare(provider, inToken) ? tokens.id_token : undefined };
  });
}

/** Returns where a login signs out whoever came by it, or undefined when it isn't to, or can't. */
export async function signOutAt(
  visit: Visit,
  provider: Provider,
  idToken: string | undefined,
): Promise<string | undefined> {
  if (!provider.endsSession) return undefined;
  try {
    const server = await configurationOf(visit, provider);
    if (server.serverMetadata().end_session_endpoint === undefined) return undefined;
    const back = `${visit.context.settings.baseUrl}/`;
    const hint = idToken === undefined ? {} : { id_token_hint: idToken };
    return openid.buildEndSessionUrl(server, { post_logout_redirect_uri: back, ...hint }).href;
  } catch (error) {
    // Whoever signs out here is signed out, whatever becomes of the rest.
    if (error instanceof WikiError) return undefined;
    throw error;
  }
}

const configurations = per((_context: Visit['context']) => new Map<string, Promise<openid.Configuration>>());

function configurationOf(visit: Visit, provider: Provider): Promise<openid.Configuration> {
  const known = configurations(visit.context);
  const { name } = provider;
  const asked = known.get(name) ?? discover(provider);
  known.set(name, asked);
  return asked.catch((error: unknown) => {
    if (known.get(name) === asked) known.delete(name);
    visit.context.log.warn({ err: error, provider: name }, 'a workplace’s login does not answer');
    throw new WikiError(503, 'login-unavailable');
  });
}

function discover({ issuer, clientId, clientSecret }: Provider): Promise<openid.Configuration> {
  const execute = issuer.protocol === 'http:' ? [openid.allowInsecureRequests] : [];
  const metadata = { client_secret: clientSecret };
  return openid.discovery(issuer, clientId, metadata, secretTo(clientSecret), { timeout: PATIENCE, execute });
}

/** Shows the secret as the login takes it: in a header unless it says that it takes it in the form alone. */
function secretTo(secret: string): openid.ClientAuth {
  const [inHeader, inForm] = [openid.ClientSecretBasic(secret), openid.ClientSecretPost(secret)];
  return (server, client, body, headers) => {
    const taken = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    const show = taken.includes('client_secret_basic') ? inHeader : inForm;
    return show(server, client, body, headers);
  };
}

async function userInfo(server: openid.Configuration, accessToken: string, subject: string) {
  if (server.serverMetadata().userinfo_endpoint === undefined) return {};
  return openid.fetchUserInfo(server, accessToken, subject);
}

/** Says in the log why a login failed, and to whoever came by it what to do. */
async function telling<Result>(
  { context: { log } }: Visit,
  { name }: Provider,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof WikiError) throw error;
    if (error instanceof openid.AuthorizationResponseError && error.error === 'access_denied')
      throw forbidden('login-denied');
    log.warn({ err: error, provider: name }, 'a workplace’s login was not what was asked for');
    throw isUnanswered(error) ? new WikiError(503, 'login-unavailable') : forbidden('login-failed');
  }
}

/** What Node says of a network that fails, and the library of a wait that was too long. */
function isUnanswered(error: unknown): boolean {
  const { code, cause } = error as { code?: string; cause?: { code?: string } };
  return [code, cause?.code].some((each) => /^(E[A-Z]+|UND_ERR_\w+|OAUTH_TIMEOUT)$/.test(each ?? ''));
}

function checkSubject({ tenants }: Provider, { subject, tenant }: Claims): void {
  if (subject === '') throw forbidden('login-failed');
  if (tenants.length > 0 && !tenants.includes(tenant)) throw forbidden('tenant-not-allowed');
}

/** Whether an ID token says nothing but what is taken of it, so that keeping it keeps nothing else. */
function isSpare({ endsSession, claims }: Provider, token: object): boolean {
  const taken = new Set(Object.values(claims) as string[]);
  return endsSession && Object.keys(token).every((name) => OF_PROTOCOL.has(name) || taken.has(name));
}

function callbackOf({ context: { settings } }: Visit, { name }: Provider): URL {
  return new URL(`${settings.baseUrl}/login/${name}/callback`);
}
