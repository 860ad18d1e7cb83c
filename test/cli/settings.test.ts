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
    ['https://intra.example.dk/a/./b/', 'https://intra.example.dk/a/b', '/a/b'],
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
  ])('%s is refused by a sentence', (given) => {
    expect(() => readSettings({ BASE_URL: given })).toThrow(/^BASE_URL must (be|have) [^\n]*\.$/);
  });
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
    [{ OIDC_WORK_LABLE: 'x' }, 'OIDC_WORK_LABLE is no setting.'],
    [{ OIDC_WORK_SCOPE: 'profile' }, 'OIDC_WORK_SCOPE must have openid in it.'],
    [{ OIDC_WORK_SCOPE: 'openid address' }, 'OIDC_WORK_SCOPE asks for something that the wiki never takes.'],
    [
      { OIDC_WORK_CLAIM_NAME: 'dk:gov:saml:attribute:CprNumberIdentifier' },
      'OIDC_WORK_CLAIM_NAME names something',
    ],
    [{ OIDC_WORK_CLAIM_NAME: 'cpr_uuid' }, 'OIDC_WORK_CLAIM_NAME names something that the wiki never takes.'],
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
