/** A text that waits to be saved is forgotten with what is erased of its article, wherever it waits; others wait on. */
import { expect, test } from '@jest/globals';
import { insertToken } from '../../../server/wiki/mail/tokens.ts';
import { forgetDrafts } from '../../../server/wiki/people/drafts.ts';
import { arrive, setOut } from '../../../server/wiki/people/journeys.ts';
import { beginSession } from '../../../server/wiki/people/sessions.ts';
import { ana, AT, peopledEach } from '../../support/people.ts';

const wiki = peopledEach();

const draft = 'eyJib2R5Ijoib2thcGkifQ';

/** Lets a text wait at an address in every way that one can. */
async function waitAt(address: string, path: string): Promise<void> {
  const { personId } = wiki.anas;
  const going = { next: address, draft, lang: 'da' as const, provider: 'aarhus' };
  const data = { ...ana, passwordHash: '', next: address, draft };
  await wiki.db.transaction().execute((tx) => insertToken(tx, 'register', { data }, AT));
  await setOut(wiki.db, 'state', { ...going, nonce: 'n', verifier: 'v' }, AT);
  const said = { issuer: 'https://login.example.dk', subject: 's', tenant: '', email: '' };
  await arrive(wiki.db, { ...going, claims: { ...said, name: 'Ana Holm', title: '', workplace: '' } }, AT);
  const session = { draft: { path, fields: { body: 'okapi' } }, flash: {} };
  await beginSession(wiki.db, path, { personId, data: JSON.stringify(session) }, AT);
}

async function waiting(): Promise<string[]> {
  const held: string[] = [];
  for (const table of ['session', 'token', 'journey'] as const) {
    const rows = await wiki.db.selectFrom(table).select('data').where('data', 'like', '%"draft"%').execute();
    held.push(...rows.map(({ data }) => `${table} ${/zebra|okapi-/.exec(data)?.[0]}`));
  }
  return held.sort();
}

test('in sessions, behind links in mails, and on the way to a workplace’s login', async () => {
  await waitAt('/innovation/en/wiki/zebra%C3%B8en/edit?section=1', '/wiki/zebraøen/edit');
  await waitAt('/wiki/okapi-%C3%B8/edit', '/wiki/okapi-ø/edit');
  expect(await waiting()).toHaveLength(8);
  await wiki.db.transaction().execute((tx) => forgetDrafts(tx, ['zebraøen', 'okapi']));
  expect(await waiting()).toEqual(['journey okapi-', 'journey okapi-', 'session okapi-', 'token okapi-']);
  const kept = await wiki.db.selectFrom('token').select('data').where('data', 'like', '%zebra%').execute();
  expect(JSON.parse(kept[0]!.data)).toMatchObject({ name: ana.name, email: ana.email });
});
