/** The settings of workplaces' own logins: `OIDC_PROVIDERS` names them, and each has its own under its name. */
import { z } from 'zod';
import { line, partsOf, readAddress } from './setting-types.ts';
import type { ClaimNames } from './wiki/people/claims.ts';

/** A workplace's login (OpenID Connect), and what the wiki takes of what it says. */
export interface Provider {
  /** As the settings and the addresses name it. */
  name: string;
  /** As people are shown it. */
  label: string;
  issuer: URL;
  clientId: string;
  clientSecret: string;
  scope: string;
  /** The claims that each thing is read from; nothing else is. */
  claims: ClaimNames;
  /** Where everyone works who comes by it, unless a claim says so. */
  workplace: string;
  /** Who may come by it; anyone it knows where it's empty. */
  tenants: readonly string[];
  /** Whether signing out here signs out there. */
  endsSession: boolean;
  /** Whether it vouches that a person's one name is the whole of it. */
  wholeNames: boolean;
}

/** What the wiki never asks for, as a part of a claim or a scope, without signs; nor for what begins as a CPR number does. */
const NEVER = new Set(
  `ssn birthdate dateofbirth birthday age address streetaddress
   postaladdress gender phone phonenumber mobile mobilephone`.split(/\s+/),
);
const LISTED = /^[a-z][a-z0-9]{0,30}$/;
const NAMES = 'names of small letters and digits with commas between, each once, such as aarhus,entra';
const MUST_GIVE = 'must be given';
const flag = line.pipe(z.literal('true', 'must be true or left out')).optional();
const needed = z.string(MUST_GIVE).pipe(line.min(1, MUST_GIVE));
const claim = needed.refine((name) => !isPrivate(name), 'names something that the wiki never takes');

const schema = z.strictObject({
  ISSUER: needed.refine(
    isIssuer,
    'must be an address with https://, or http:// on this machine, with no user and no query',
  ),
  CLIENT_ID: needed,
  CLIENT_SECRET: needed,
  LABEL: needed.refine((text) => text.length <= 60, 'must be a name of 1 to 60 characters'),
  SCOPE: line
    .refine((scope) => scope.split(/\s+/).includes('openid'), 'must have openid in it')
    .refine((scope) => !scope.split(/\s+/).some(isPrivate), 'asks for something that the wiki never takes')
    .default('openid profile email'),
  CLAIM_NAME: claim.default('name'),
  CLAIM_TITLE: claim.default('title'),
  CLAIM_WORKPLACE: claim.default(''),
  CLAIM_EMAIL: claim.default('email'),
  CLAIM_TENANT: claim.default('tid'),
  CLAIM_ID: needed
    .refine(
      (name) => lastPart(name) === 'cpruuid' || !isPrivate(name),
      'names something that the wiki never takes',
    )
    .default('sub'),
  WORKPLACE: line
    .min(1, 'must be a name of 1 to 120 characters')
    .max(120, 'must be a name of 1 to 120 characters')
    .default(''),
  TENANTS: line
    .transform(partsOf)
    .refine((tenants) => tenants.length > 0 && !tenants.includes(''), 'must be a list, with commas between')
    .default([]),
  END_SESSION: flag,
  WHOLE_NAMES: flag,
});

type Variables = Record<string, string | undefined>;

/** The logins that could be read, and a sentence for each setting that is wrong. */
interface Read {
  providers: Provider[];
  sentences: string[];
}

/** Returns the logins that an environment names, and a sentence for each setting of theirs that is wrong. */
export function readProviders(environment: Variables): Read {
  const names = partsOf(environment['OIDC_PROVIDERS'] ?? '');
  const areNames = names.every((name, i) => LISTED.test(name) && names.indexOf(name) === i);
  if (!areNames) return { providers: [], sentences: [`OIDC_PROVIDERS must be ${NAMES}.`] };
  const read = names.map((name) => readProvider(name, environment));
  return {
    providers: read.flatMap(({ providers }) => providers),
    sentences: read.flatMap(({ sentences }) => sentences),
  };
}

function readProvider(name: string, environment: Variables): Read {
  const prefix = `OIDC_${name.toUpperCase()}_`;
  const own = Object.entries(environment).filter(([key]) => key.startsWith(prefix));
  const given = Object.fromEntries(own.map(([key, value]) => [key.slice(prefix.length), value]));
  const { data, error } = schema.safeParse(given);
  if (data) return { providers: [providerIn(name, data)], sentences: [] };
  return { providers: [], sentences: error.issues.flatMap((issue) => sentencesOf(issue, prefix)) };
}

function providerIn(name: string, data: z.infer<typeof schema>): Provider {
  return {
    ...{ name, label: data.LABEL, issuer: new URL(data.ISSUER), scope: data.SCOPE },
    ...{ clientId: data.CLIENT_ID, clientSecret: data.CLIENT_SECRET },
    claims: {
      ...{ id: data.CLAIM_ID, name: data.CLAIM_NAME, title: data.CLAIM_TITLE },
      ...{ workplace: data.CLAIM_WORKPLACE, email: data.CLAIM_EMAIL, tenant: data.CLAIM_TENANT },
    },
    workplace: data.WORKPLACE,
    tenants: data.TENANTS,
    endsSession: data.END_SESSION !== undefined,
    wholeNames: data.WHOLE_NAMES !== undefined,
  };
}

function sentencesOf(issue: z.core.$ZodIssue, prefix: string): string[] {
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => `${prefix}${key} is no setting.`);
  return [`${prefix}${issue.path.join('.')} ${issue.message}.`];
}

/** What goes over a network must be enciphered; a login on this machine is for trying it out. */
function isIssuer(text: string): boolean {
  const url = readAddress(text);
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(url?.hostname ?? '');
  return url?.protocol === 'https:' || isHere;
}

function isPrivate(name: string): boolean {
  return partsIn(name).some((part) => NEVER.has(part) || /^(cpr|personn)/.test(part));
}

function lastPart(name: string): string {
  return partsIn(name).at(-1)!;
}

function partsIn(name: string): string[] {
  return name.toLowerCase().replace(/[_-]/g, '').split(/[:/.]/);
}
