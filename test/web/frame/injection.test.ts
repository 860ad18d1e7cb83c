/** Whatever people type is text wherever it's shown: no page, feed or header takes it for something of its own. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { addresses } from '../../../server/web/doors.ts';
import { kinds } from '../../../server/kinds/index.ts';
import type { Address } from '../../../server/web/frame/visit.ts';
import { slugOf } from '../../../server/text/slug.ts';
import { serveWiki, type Client, type Form, type ServedWiki } from '../../support/client.ts';
import { ana, bo, join, mo, PASSWORD } from '../../support/people.ts';

/** Breaks out of text, of an attribute in either quotes, and of a script. */
const MARK = `x"'></p></script><svg/onload=y>`;
const [AS_TAG, AS_TEXT] = ['<svg/onload', '&lt;svg/onload'];

let wiki: ServedWiki;
let browsers: Client[];
beforeAll(async () => {
  wiki = await serveWiki({ OPERATOR: MARK.replaceAll('<', '‹'), CONTACT: 'post@example.dk' });
  await join(wiki.db, mo, 'administrator');
  const anas = await wiki.joined(ana);
  await wiki.joined(bo);
  const mos = wiki.client();
  await mos.post('/login', { email: mo.email, password: PASSWORD });
  browsers = [wiki.client(), anas, mos];
  await write(anas);
  await moderate(mos);
});
afterAll(() => wiki.close());

const titleOf = (code: string) => `Idé ${code} ${MARK}`;
const SLUGS = kinds.map(({ code }) => slugOf(titleOf(code)));

/** Writes an article of each kind, twice, with all that it takes as free text marked. */
async function write(browser: Client): Promise<void> {
  for (const { code, fields } of kinds) {
    const free = fields.filter(({ type }) => ['text', 'list', 'articles'].includes(type));
    const facts = Object.fromEntries(free.map(({ name }) => [`facts[${name}]`, MARK]));
    const article: Form = {
      ...{ kind: code, title: titleOf(code), lead: MARK, body: `${MARK}\n\n## ${MARK}\n\n[${MARK}](/a)\n` },
      ...{ topics: MARK, 'sources[0][title]': MARK, 'sources[0][url]': 'https://example.dk/a' },
      ...{ summary: MARK, action: 'save' },
    };
    const answer = await browser.post('/new', {
      ...article,
      'facts[workplaces]': 'Nordby Kommune',
      ...facts,
    });
    expect([code, answer.status, answer.text.includes(AS_TAG)]).toEqual([code, 303, false]);
    const edit = { ...article, body: `${MARK} og mere`, base: '1' };
    expect((await browser.post(encodeURI(`/wiki/${slugOf(titleOf(code))}/edit`), edit)).status).toBe(303);
  }
}

/** Does what moderators do, each with a marked reason. */
async function moderate(browser: Client): Promise<void> {
  const deeds: [path: string, form: Form][] = [
    [`/wiki/${SLUGS[0]}/protect`, { level: 'moderators', until: '' }],
    [`/wiki/${SLUGS[1]}/history/1/hide`, { text: '1', summary: '1' }],
    [`/wiki/${SLUGS[2]}/delete`, {}],
    ['/people/3/block', { scope: 'editing', until: '' }],
    ['/people/3/role', { role: 'moderator' }],
  ];
  for (const [path, form] of deeds) {
    const answer = await browser.post(encodeURI(path), { ...form, reason: MARK });
    expect([path, answer.status]).toEqual([path, 303]);
  }
}

/** Returns an address with each part and each query that it may have filled in, those with free text by `typed`. */
function filledIn({ path, query = [] }: Address, slug: string, typed: string): string {
  const values: Record<string, string> = { slug, number: '1', from: '1', to: '2', id: '2', base: '1' };
  const at = path.replace(/:(\w+)/g, (_part, name: string) => encodeURIComponent(values[name] ?? '1'));
  const names = [...new Set([...query, 'q', 'next', 'title', 'kind', 'token', 'section'])];
  const asked = names.map((name) => `${name}=${encodeURIComponent(values[name] ?? typed)}`);
  return `${at}?${asked.join('&')}`;
}

test('no address shows a mark as anything but text', async () => {
  const shown = new Set<string>();
  const look = async (browser: Client, address: Address, path: string) => {
    const { status, headers, text } = await browser.get(path);
    const isMarkup = /html|xml/.test(headers.get('content-type') ?? '');
    expect([path, status < 500, isMarkup && text.includes(AS_TAG)]).toEqual([path, true, false]);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    if (text.includes(AS_TEXT)) shown.add(address.path);
  };
  for (const address of addresses.all.filter(({ get }) => get)) {
    for (const browser of browsers) await look(browser, address, filledIn(address, SLUGS[0]!, MARK));
    for (const slug of address.path.includes(':slug') ? SLUGS : [SLUGS[0]!])
      await look(browsers[0]!, address, filledIn(address, slug, MARK).replace(/\?.*/, ''));
  }
  expect([...shown]).toEqual(
    expect.arrayContaining([
      ...['', '/history', '/diff/:from/:to', '/attribution', '/edit', '/cite'].map(
        (page) => `/wiki/:slug${page}`,
      ),
      ...['/', '/changes', '/log', '/log.atom', '/people/:id', '/search'],
    ]),
  );
});

test('no line break that is asked for begins a header', async () => {
  const broken = 'a\r\nX-Begun: here\r\nSet-Cookie: begun=1';
  for (const address of addresses.all) {
    for (const path of [filledIn(address, broken, broken), filledIn(address, SLUGS[3]!, broken)]) {
      for (const ask of [
        () => browsers[0]!.get(path),
        () => browsers[0]!.post(path, { next: broken, title: broken }),
      ]) {
        const { status, headers } = await ask();
        expect([path, status < 500, headers.get('x-begun')]).toEqual([path, true, null]);
        expect(headers.get('set-cookie') ?? '').not.toContain('begun=');
      }
    }
  }
});
