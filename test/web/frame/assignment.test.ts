/** No form gives anybody a role, another's name or a better known one, whatever fields are sent along. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { addresses } from '../../../server/web/doors.ts';
import { serveWiki, type Client, type Form, type ServedWiki } from '../../support/client.ts';
import { register } from '../../support/mail.ts';
import { ana, bo, join, mo, PASSWORD } from '../../support/people.ts';

let wiki: ServedWiki;
let anas: Client;
beforeAll(async () => {
  wiki = await serveWiki();
  await join(wiki.db, mo, 'administrator');
  anas = await wiki.joined(ana);
});
afterAll(() => wiki.close());

/** What a row of somebody, or of what they write, holds and no form is asked for. */
const SMUGGLED: Form = Object.fromEntries(
  [
    'role',
    'id',
    'person_id',
    'personId',
    'byline',
    'byline_id',
    'bylineId',
    'author',
    'verification',
  ].flatMap((name) =>
    [name, `person[${name}]`, `byline[${name}]`, `facts[${name}]`].map((field) => [field, valueOf(name)]),
  ),
);
/** What the forms are asked for, so that each is taken where it may be. */
const ASKED: Form = {
  ...{ kind: 'method', title: 'Idéstorm', lead: 'Om idéer.', body: 'Først.', action: 'save' },
  ...{ summary: 'Hvorfor', reason: 'Hvorfor', name: ana.name, workplace: 'Nordby Kommune' },
  ...{ email: 'ny@example.dk', password: PASSWORD, present: PASSWORD, starter: '1' },
};

function valueOf(name: string): string {
  if (name === 'role') return 'administrator';
  return name === 'verification' ? 'federated' : '1';
}

/** Who has which role, how everybody's names are known, and whose each revision is. */
async function standing() {
  const { db } = wiki;
  return {
    roles: await db.selectFrom('person').select(['id', 'role']).orderBy('id').execute(),
    known: await db.selectFrom('byline').select(['person_id', 'verification']).distinct().execute(),
    authors: await db.selectFrom('revision').select('person_id').distinct().execute(),
  };
}

test('every address that takes a form leaves roles, names and authors as they are', async () => {
  await anas.post('/new', { ...ASKED, ...SMUGGLED });
  const before = await standing();
  expect(before.roles.map(({ role }) => role)).toEqual(['administrator', 'contributor']);
  expect(before.authors).toEqual([{ person_id: 2 }]);
  const taking = addresses.all.filter(
    ({ post, path }) => post && !['/logout', '/account/leave'].includes(path),
  );
  expect(taking.length).toBeGreaterThan(30);
  for (const { path } of taking) {
    const at = path.replace(':slug', 'idéstorm').replace(/:\w+/g, '1');
    for (const browser of [anas, wiki.client()]) await browser.post(encodeURI(at), { ...ASKED, ...SMUGGLED });
    if (path === '/account/password') await anas.post('/login', { email: ana.email, password: PASSWORD });
  }
  const { roles, known, authors } = await standing();
  expect(roles).toEqual(before.roles);
  expect(known.map(({ verification }) => verification)).toEqual(['email', 'email']);
  expect(authors).toEqual([{ person_id: 2 }]);
});

test('whoever registers so is a contributor, known by their mail alone', async () => {
  const browser = wiki.client();
  const answer = await register(wiki, browser, { ...bo, ...SMUGGLED });
  expect(answer.status).toBe(303);
  const { roles, known } = await standing();
  expect(roles.at(-1)).toEqual({ id: 3, role: 'contributor' });
  expect(known).toContainEqual({ person_id: 3, verification: 'email' });
});
