import { describe, expect, test } from '@jest/globals';
import express from 'express';
import { readSettings } from '../../server/config.ts';
import { makeLog } from '../../server/log.ts';
import type { Context } from '../../server/context.ts';
import { warnOf } from '../../server/warnings.ts';

describe('TRUST_PROXY', () => {
  test.each([
    ['false', false],
    ['0', false],
    ['1', 1],
    ['9', 9],
    ['loopback', ['loopback']],
    ['Loopback, 10.0.0.0/8', ['loopback', '10.0.0.0/8']],
    [' uniquelocal,linklocal ', ['uniquelocal', 'linklocal']],
    ['192.0.2.7', ['192.0.2.7']],
    ['192.0.2.7,2001:db8::/32, ::1', ['192.0.2.7', '2001:db8::/32', '::1']],
    ['10.0.0.0/32', ['10.0.0.0/32']],
    ['::ffff:10.0.0.1', ['::ffff:10.0.0.1']],
  ])('%j is read as %j, which Express takes', (given, read) => {
    const { trustProxy } = readSettings({ TRUST_PROXY: given });
    expect(trustProxy).toEqual(read);
    expect(() => express().set('trust proxy', trustProxy)).not.toThrow();
  });

  test.each([
    'yes',
    '10',
    '-1',
    '1.5',
    '10.0.0.0/33',
    '10.0.0.0/0',
    '::/0',
    '::/129',
    '10.0.0.0/',
    '10.0.0.0/8/8',
    '10.0.0/8',
    '256.0.0.1',
    '10.0.0.1,',
    'loopback true',
    'loopback, true',
    'loopback, false',
    '1, loopback',
    'loopback,,10.0.0.1',
    '10.0.0.1;10.0.0.2',
    '10.0.0.1, 10.0.0.2/33',
    '10.0.0.0/08',
    '01',
    ' ',
    'proxy.example.dk',
    '::g',
    ',',
  ])('%j is refused at the start, by a sentence that names the setting', (given) => {
    expect(() => readSettings({ TRUST_PROXY: given })).toThrow(
      /^TRUST_PROXY must be how many proxies are in front \(1 to 9\), or a list .*\.$/,
    );
  });

  test.each(['true', 'TRUE', ' true '])('%j is refused with the reason', (given) => {
    expect(() => readSettings({ TRUST_PROXY: given })).toThrow(
      /^TRUST_PROXY can't be "true": then anyone could say that they come from any address\./,
    );
  });
});

test.each(['nonsense', 'localhost:5432/x', 'postgres:nonsense', 'mysql://a@b/c', ' '])(
  'a DATABASE_URL that is none is refused by a sentence: %j',
  (given) => {
    expect(() => readSettings({ DATABASE_URL: given })).toThrow(
      /^DATABASE_URL must start with postgres:\/\/ /,
    );
  },
);

describe('BASE_URL', () => {
  test.each([
    ['https://wiki.example.dk', 'https://wiki.example.dk', ''],
    ['HTTPS://Wiki.Example.DK:443/', 'https://wiki.example.dk', ''],
    ['http://wiki.example.dk:8080', 'http://wiki.example.dk:8080', ''],
    ['https://intra.example.dk/innovation', 'https://intra.example.dk/innovation', '/innovation'],
    [' https://intra.example.dk/a..b/c~d.e-f/ ', 'https://intra.example.dk/a..b/c~d.e-f', '/a..b/c~d.e-f'],
    ['https://intra.example.dk/x%2Fy', 'https://intra.example.dk/x%2Fy', '/x%2Fy'],
    ['https://[::1]:3000/', 'https://[::1]:3000', ''],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080', ''],
    ['https://intra.example.dk/blå', 'https://intra.example.dk/bl%C3%A5', '/bl%C3%A5'],
  ])('%s is read as %s', (given, baseUrl, basePath) => {
    expect(readSettings({ BASE_URL: given })).toMatchObject({ baseUrl, basePath });
  });

  test.each([
    'wiki.example.dk',
    'ftp://wiki.example.dk',
    'https://a:b@wiki.example.dk',
    'https://wiki.example.dk/?a=b',
    'https://wiki.example.dk/#a',
    'https://wiki.example.dk/a;b',
    'https://wiki.example.dk/a//b',
    'https://wiki.example.dk//',
    'https://wiki.example.dk/..',
    'https://wiki.example.dk/a/./b/',
    'https://wiki.example.dk/a/%2e%2E/',
    'https://wiki.example.dk/?',
    'https://wiki.example.dk/#',
    'https://wiki.example.dk?',
    'https://:b@wiki.example.dk',
    'https://@wiki.example.dk',
    'https://wiki.example.dk/%',
    'https://wiki.example.dk/%zz',
    'https://wiki.example.dk/%ff',
    'https://wiki.example.dk/%0A',
    'https://wiki.example.dk/a\tb',
    'https://wiki.example.dk/a b',
    'https://wiki.example.dk:',
    'https://wiki.example.dk:65536',
    'https://wiki..example.dk',
    'https:wiki.example.dk',
    'https:\\\\wiki.example.dk',
    'https://wiki%2eexample.dk',
    'https://ｗiki.example.dk',
    'https://2130706433',
    'https://0x7f.1',
    ' ',
  ])('%s is refused by a sentence', (given) => {
    expect(() => readSettings({ BASE_URL: given })).toThrow(/^BASE_URL must (be|have) [^\n]*\.$/);
  });
});

describe('PORT', () => {
  test.each([
    ['0', 0],
    ['80', 80],
    [' 3001 ', 3001],
    ['65535', 65_535],
  ])('%j is read as %i', (given, port) => {
    expect(readSettings({ PORT: given })).toMatchObject({ port });
  });

  test.each([
    '1e3',
    '0b11',
    '0x10',
    '+80',
    '-1',
    '3000.0',
    '3,000',
    '30 00',
    '65536',
    '99999999999',
    'x',
    '٣٠٠٠',
    ' ',
  ])('%j is refused: only figures from 0 to 65535 are a port', (given) => {
    expect(() => readSettings({ PORT: given })).toThrow(
      /^PORT must be a whole number from 0 to 65535, written with figures alone\.$/,
    );
  });
});

describe('HOST', () => {
  test.each([
    '127.0.0.1',
    '::',
    '::1',
    'localhost',
    ' localhost ',
    'wiki-1.example.dk',
    '3f2a9c',
    'blå.example.dk',
  ])('%j is one', (given) => {
    expect(readSettings({ HOST: given })).toMatchObject({ host: given.trim() });
  });

  test.each([
    ' ',
    'localhost:80',
    '127.0.0.1:80',
    '[::1]',
    '[::1]:80',
    'http://localhost',
    'a b',
    'a/b',
    '256.0.0.1',
    '127.1',
    '*',
  ])('%j is refused with the reason', (given) => {
    expect(() => readSettings({ HOST: given })).toThrow(
      /^HOST must be a host name or an IP address alone, .* without a port \(that is PORT\) and without brackets\.$/,
    );
  });
});

test.each([
  ['DATA_DIR', ' ', 'must name a folder'],
  ['SITE_NAME', ' ', 'must be a name of 1 to 60 characters'],
  ['OPERATOR', ' ', 'must be the name of whoever runs the wiki'],
  ['CONTACT', ' ', 'must be an e-mail address, or a page'],
  ['CONTACT', 'http://example.dk', 'must be an e-mail address, or a page'],
  ['CONTACT', 'https://example.dk/a b', 'must be an e-mail address, or a page'],
  ['MAIL_FROM', ' ', 'must be the e-mail address that mails come from'],
  ['MAIL_URL', ' ', 'must start with smtp:// or smtps://'],
  ['MAIL_URL', 'smtp://wiki:p#ss@mail.example.dk', 'has a # in the password that must be encoded'],
  ['MAIL_URL', 'smtp://wiki:100%@mail.example.dk', 'has a % in the password that must be encoded'],
  ['MAIL_URL', 'smtp://mail.example.dk:x', 'is no address. It is smtp://user:password@host:port'],
  ['MAIL_URL', 'smtp://mail.example.dk#a', 'must have no #: what stands behind it would be left out'],
  [
    'DATABASE_URL',
    'postgres://wiki@localhost/wiki#a',
    'must have no #: what stands behind it would be left out',
  ],
  [
    'DATABASE_URL',
    'postgres://wiki:a@localhost/%zz',
    'has a % in the name of the database that must be encoded: write % as %25',
  ],
  [
    'DATABASE_URL',
    'postgres://wi%ki:a@localhost/wiki',
    'has a % in the user that must be encoded: write % as %25',
  ],
  ['DATABASE_URL', 'postgres://wiki@localhost/wiki?sslmod=verify-full', 'has the option sslmod, which would'],
  ['DATABASE_URL', 'postgres://wiki@localhost/wiki?sslmode=requre', 'has an sslmode that there isn’t. There'],
  ['MAIL_URL', 'smtp://wiki:a@mail.example.dk/inbox', 'must have no path: what stands behind the host would'],
  ['DATA_DIR', '~', 'must name the folder in full'],
  ['DATA_DIR', '~/wiki', 'must name the folder in full'],
  ['LOG_LEVEL', ' ', 'must be fatal, error, warn, info, debug or silent'],
])(
  'a setting that says nothing, or something else than is read, is refused: %s=%j',
  (setting, given, why) => {
    expect(() => readSettings({ [setting]: given })).toThrow(`${setting} ${why}`);
  },
);

test.each([
  ['SITE_NAME', 'Viden\nbanken'],
  ['SITE_NAME', 'Viden\u0007banken'],
  ['SITE_NAME', 'Viden\u2028banken'],
  ['SITE_NAME', 'Viden\u202Ebanken'],
  ['DATA_DIR', 'da\nta'],
  ['OPERATOR', 'Nordby\r\nKommune'],
  ['CONTACT', 'https://example.dk/\nExpires: never'],
  ['DATABASE_URL', 'postgres://wiki:pass\n@localhost/wiki'],
  ['MAIL_URL', 'smtp://wiki:pass\n@localhost'],
  ['PORT', '30\n00'],
])('of a line end or another sign that nobody sees one sentence tells: %s=%j', (setting, given) => {
  expect(() => readSettings({ [setting]: given })).toThrow(
    new RegExp(`^${setting} must be on one line, without signs that nobody sees\\.$`),
  );
});

test.each([
  [
    'DATABASE_URL',
    'postgres://wiki@localhost/wiki?sslmode=verify-full&sslrootcert=/ca.crt&application_name=w',
  ],
  ['DATABASE_URL', 'postgres://wiki@/wiki?host=/run/postgresql&port=5433&options=-c%20work_mem%3D9MB'],
  ['MAIL_URL', 'smtps://wiki:a%2Fb@mail.example.dk:465/'],
  ['MAIL_URL', 'smtp://mail.example.dk?pool=true'],
  ['DATA_DIR', 'data~'],
])('what means something is taken: %s=%s', (setting, given) => {
  expect(() => readSettings({ [setting]: given })).not.toThrow();
});

test('HSTS is include-subdomains or nothing', () => {
  expect(readSettings({ HSTS: 'include-subdomains' })).toMatchObject({ hstsSubdomains: true });
  expect(readSettings({})).toMatchObject({ hstsSubdomains: false });
  expect(() => readSettings({ HSTS: 'yes' })).toThrow('HSTS must be include-subdomains');
});

test.each([
  [{ BASE_URL: 'https://wiki.example.dk' }, 1],
  [{ BASE_URL: 'https://wiki.example.dk', TRUST_PROXY: '1' }, 0],
  [{ BASE_URL: 'http://wiki.example.dk' }, 0],
  [{}, 0],
])('who runs behind https and trusts no proxy is warned at the start: %j', (settings, count) => {
  const lines: string[] = [];
  const log = makeLog('info', { write: (line: string) => void lines.push(line) });
  warnOf({ settings: readSettings(settings), log } as Context);
  expect(lines.filter((line) => line.includes('TRUST_PROXY'))).toHaveLength(count);
});

describe('workplaces’ logins', () => {
  const work = {
    OIDC_PROVIDERS: 'work',
    OIDC_WORK_ISSUER: 'https://login.example.dk/v2.0',
    OIDC_WORK_CLIENT_ID: 'wiki',
    OIDC_WORK_CLIENT_SECRET: 'secret',
    OIDC_WORK_LABEL: 'Nordby Kommune',
  };

  test('are none by default, and of each only so much need be said', () => {
    expect(readSettings({}).providers).toEqual([]);
    expect(readSettings(work).providers).toEqual([
      {
        ...{ name: 'work', label: 'Nordby Kommune', issuer: new URL('https://login.example.dk/v2.0') },
        ...{ clientId: 'wiki', clientSecret: 'secret', scope: 'openid profile email' },
        claims: { id: 'sub', name: 'name', title: 'title', workplace: '', email: 'email', tenant: 'tid' },
        ...{ workplace: '', tenants: [], endsSession: false, wholeNames: false },
      },
    ]);
  });

  test('are read in their order, with all that may be said of them', () => {
    const broker = {
      ...{
        OIDC_BROKER_ISSUER: 'http://localhost:9000',
        OIDC_BROKER_CLIENT_ID: 'b',
        OIDC_BROKER_LABEL: ' MitID ',
      },
      ...{
        OIDC_BROKER_CLIENT_SECRET: 's',
        OIDC_BROKER_CLAIM_ID: 'cpr_uuid',
        OIDC_BROKER_CLAIM_WORKPLACE: 'org',
      },
      ...{
        OIDC_BROKER_TENANTS: 'one, two',
        OIDC_BROKER_END_SESSION: 'true',
        OIDC_BROKER_WHOLE_NAMES: 'true',
      },
    };
    const { providers } = readSettings({ ...work, ...broker, OIDC_PROVIDERS: 'broker, work' });
    expect(providers.map(({ name }) => name)).toEqual(['broker', 'work']);
    expect(providers[0]).toMatchObject({
      ...{ label: 'MitID', tenants: ['one', 'two'], endsSession: true, wholeNames: true },
      claims: { id: 'cpr_uuid', workplace: 'org' },
    });
  });

  test.each<[Record<string, string>, string]>([
    [{ OIDC_PROVIDERS: 'Work' }, 'OIDC_PROVIDERS must be names of small letters and digits'],
    [{ OIDC_PROVIDERS: 'work,work' }, 'OIDC_PROVIDERS must be names of small letters and digits'],
    [{ OIDC_PROVIDERS: 'work,other' }, 'OIDC_OTHER_ISSUER must be given.'],
    [{ OIDC_WORK_CLIENT_SECRET: '' }, 'OIDC_WORK_CLIENT_SECRET must be given.'],
    [{ OIDC_WORK_ISSUER: 'http://login.example.dk' }, 'OIDC_WORK_ISSUER must be an address with https://'],
    [
      { OIDC_WORK_ISSUER: 'http://localhost.evil.example' },
      'OIDC_WORK_ISSUER must be an address with https://',
    ],
    [{ OIDC_PROVIDERS: ' ' }, 'OIDC_PROVIDERS must be names of small letters and digits'],
    [{ OIDC_PROVIDERS: 'work,' }, 'OIDC_PROVIDERS must be names of small letters and digits'],
    [
      { OIDC_WORK_ISSUER: 'https://:b@login.example.dk' },
      'OIDC_WORK_ISSUER must be an address with https://',
    ],
    [{ OIDC_WORK_ISSUER: 'https://login.example.dk/?' }, 'OIDC_WORK_ISSUER must be an address with https://'],
    [
      { OIDC_WORK_ISSUER: 'https://login.example.dk/../a' },
      'OIDC_WORK_ISSUER must be an address with https://',
    ],
    [{ OIDC_WORK_CLIENT_ID: ' ' }, 'OIDC_WORK_CLIENT_ID must be given.'],
    [
      { OIDC_WORK_LABEL: 'Nordby\nKommune' },
      'OIDC_WORK_LABEL must be on one line, without signs that nobody sees.',
    ],
    [{ OIDC_WORK_WORKPLACE: ' ' }, 'OIDC_WORK_WORKPLACE must be a name of 1 to 120 characters.'],
    [{ OIDC_WORK_TENANTS: 'one,,two' }, 'OIDC_WORK_TENANTS must be a list, with commas between.'],
    [{ OIDC_WORK_CLAIM_TITLE: ' ' }, 'OIDC_WORK_CLAIM_TITLE must be given.'],
    [{ OIDC_WORK_LABLE: 'x' }, 'OIDC_WORK_LABLE is no setting.'],
    [{ OIDC_WORK_SCOPE: 'profile' }, 'OIDC_WORK_SCOPE must have openid in it.'],
    [{ OIDC_WORK_SCOPE: 'openid address' }, 'OIDC_WORK_SCOPE asks for something that the wiki never takes.'],
    [
      { OIDC_WORK_CLAIM_NAME: 'dk:gov:saml:attribute:CprNumberIdentifier' },
      'OIDC_WORK_CLAIM_NAME names something',
    ],
    [{ OIDC_WORK_CLAIM_NAME: 'cpr_uuid' }, 'OIDC_WORK_CLAIM_NAME names something that the wiki never takes.'],
    ...['cprnr', 'cpr_nr', 'cpr-nummer', 'cpr.value', 'personnr', 'address.formatted'].map(
      (claim) =>
        [{ OIDC_WORK_CLAIM_ID: claim }, 'OIDC_WORK_CLAIM_ID names something that the wiki never takes.'] as [
          Record<string, string>,
          string,
        ],
    ),
    [{ OIDC_WORK_CLAIM_ID: 'cpr' }, 'OIDC_WORK_CLAIM_ID names something that the wiki never takes.'],
    [
      { OIDC_WORK_CLAIM_TITLE: 'birthdate' },
      'OIDC_WORK_CLAIM_TITLE names something that the wiki never takes.',
    ],
    [{ OIDC_WORK_END_SESSION: 'yes' }, 'OIDC_WORK_END_SESSION must be true or left out.'],
  ])('are refused by a sentence that names the setting: %j', (wrong, sentence) => {
    expect(() => readSettings({ ...work, ...wrong })).toThrow(sentence);
  });
});

test('blanks around a setting are no part of it, and a contact tells nobody a password', () => {
  const read = readSettings({
    ...{ MAIL_FROM: ' wiki@example.dk ', HSTS: 'include-subdomains ', LOG_LEVEL: ' warn' },
    CONTACT: 'https://example.dk:8443/om?side=1#wiki',
  });
  expect(read).toMatchObject({ mailFrom: 'wiki@example.dk', hstsSubdomains: true, logLevel: 'warn' });
  expect(read.contact).toBe('https://example.dk:8443/om?side=1#wiki');
  for (const contact of ['https://ana:hemmelig@example.dk/', 'https://ana@example.dk']) {
    expect(() => readSettings({ CONTACT: contact })).toThrow('CONTACT must be an e-mail address, or a page');
  }
});
