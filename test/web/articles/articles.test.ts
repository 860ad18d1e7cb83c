import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { serveWiki, type Client, type ServedWiki } from '../../support/client.ts';
import { ana, bo } from '../../support/people.ts';

let wiki: ServedWiki;
let anas: Client;
let bos: Client;
let stranger: Client;

beforeAll(async () => {
  wiki = await serveWiki();
  anas = await wiki.joined(ana);
  bos = await wiki.joined(bo);
  stranger = wiki.client();
});
afterAll(() => wiki.close());

const method = (title: string, more = {}) => ({
  kind: 'method',
  title,
  lead: 'En sætning om metoden.',
  body: 'Første afsnit.\n\nAndet afsnit.',
  action: 'save',
  ...more,
});
const path = (slug: string, rest = '') => `/wiki/${encodeURIComponent(slug)}${rest}`;
const read = async (slug: string) => (await stranger.get(path(slug))).text;

test('a new article of each kind is begun in good Danish, and in English', async () => {
  const heading = async (path: string) => /<h1>(.*)<\/h1>/.exec((await anas.get(path)).text)?.[1];
  expect(await heading('/new?kind=concept')).toBe('Nyt begreb');
  expect(await heading('/new?kind=principle')).toBe('Nyt princip');
  expect(await heading('/new?kind=method')).toBe('Ny metode');
  expect(await heading('/en/new?kind=concept')).toBe('New concept');
});

describe('writing an article', () => {
  test('takes a title, a kind and one sentence', async () => {
    const answer = await anas.post('/new', {
      kind: 'guide',
      title: 'Sådan begynder I',
      lead: 'Én sætning.',
      action: 'save',
    });
    expect([answer.status, answer.location]).toEqual([303, '/wiki/sådan-begynder-i']);
    const page = await read('sådan-begynder-i');
    expect(page).toMatch(/<h1[^>]*>Sådan begynder I<\/h1>/);
    expect(page).toContain('Én sætning.');
  });

  test('without a title or a lead is refused with a message at each, and the form as typed', async () => {
    const answer = await anas.post('/new', {
      kind: 'method',
      title: ' ',
      lead: '',
      body: 'Min lange tekst',
      action: 'save',
    });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Der er 2 ting at rette');
    expect(answer.text.match(/Skal udfyldes\./g)!.length).toBeGreaterThanOrEqual(2);
    expect(answer.text).toContain('Min lange tekst');
  });

  test('a case also takes a workplace', async () => {
    const answer = await anas.post('/new', {
      kind: 'case',
      title: 'Faste vagthold',
      lead: 'En sætning.',
      action: 'save',
    });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('facts[workplaces]');
    const saved = await anas.post('/new', {
      kind: 'case',
      title: 'Faste vagthold',
      lead: 'En sætning.',
      'facts[workplaces]': 'Plejecenter Eksempel\r\nHjemmeplejen',
      'facts[sector]': ['', 'elderly-care'],
      action: 'save',
    });
    expect(saved.status).toBe(303);
    expect(await read('faste-vagthold')).toContain('Plejecenter Eksempel');
  });

  test('asks for the kind first, and carries the title along', async () => {
    const answer = await anas.get('/new?title=Br%C3%B8d');
    expect(answer.status).toBe(200);
    expect(answer.text).toContain('kind=method&amp;title=Br%C3%B8d');
    expect((await anas.get('/new?kind=method&title=Br%C3%B8d')).text).toContain('value="Brød"');
  });

  test("starts from the kind's own headings", async () => {
    const answer = await anas.get('/new?kind=method');
    expect(answer.text).toContain('## Sådan gør du');
    expect(answer.text).toContain('## Opmærksomhed i det offentlige');
  });

  test('a preview saves nothing', async () => {
    const answer = await anas.post(
      '/new',
      method('Kun set', { action: 'preview', body: 'Et **fedt** afsnit.' }),
    );
    expect(answer.status).toBe(200);
    expect(answer.text).toContain('<strong>fedt</strong>');
    expect((await stranger.get(path('kun-set'))).status).toBe(404);
  });

  test('an unknown article answers 404 and invites to write it', async () => {
    const answer = await stranger.get(path('findes-ikke'));
    expect(answer.status).toBe(404);
    expect(answer.text).toContain('Artiklen er ikke skrevet endnu');
  });
});

describe('text at the door', () => {
  test('comes in as NFC with LF, and without NUL and lone surrogates', async () => {
    const decomposed = 'Blåbær på øen'.normalize('NFD');
    const answer = await anas.post('/new', method(decomposed, { body: 'linje 1\r\nlinje\u0000 2\r' }));
    expect(answer.location).toBe('/wiki/blåbær-på-øen'.normalize('NFC'));
    const form = await anas.get(path('blåbær-på-øen', '/edit'));
    expect(form.text).toContain('linje 1\nlinje 2\n</textarea>');
  });

  test('a body of 262,144 bytes is saved, and one more is answered 413 with the form as typed', async () => {
    const fits = 'æ'.repeat(131_072);
    expect((await anas.post('/new', method('Lige plads', { body: fits }))).status).toBe(303);
    const answer = await anas.post(
      '/new',
      method('For lang', { body: fits + 'x', lead: 'Den sætning, jeg skrev.' }),
    );
    expect(answer.status).toBe(413);
    expect(answer.text).toContain('Den sætning, jeg skrev.');
    expect(answer.text).toContain('263 kB');
  });

  test('a form over a megabyte is answered 413 with a page, not a stack', async () => {
    const answer = await anas.post('/new', method('Alt for lang', { body: 'x'.repeat(1_100_000) }));
    expect(answer.status).toBe(413);
    expect(answer.text).toContain('Teksten er for lang');
    expect(answer.text).not.toMatch(/\bat .*\.(ts|js):\d+/);
  });
});

describe('a text made to hurt', () => {
  test('with thirty thousand links to articles is read like any other', async () => {
    const links = Array.from({ length: 33_000 }, (_, index) => `[[${index.toString(36)}]]`).join('');
    expect((await anas.post('/new', method('Mange henvisninger', { body: links }))).status).toBe(303);
    const page = await stranger.get(path('mange-henvisninger'));
    expect(page.status).toBe(200);
    expect(page.text).toContain('class="missing"');
  });

  test('with one long address used ten thousand times gives no page beyond measure', async () => {
    const body = `[a]: /${'x'.repeat(1900)}\n[b]: /${'y'.repeat(38_000)}\n\n${'[a]. [b]. '.repeat(10_000)}`;
    const answer = await anas.post('/new', method('Lang adresse', { body, action: 'preview' }));
    expect(answer.status).toBe(200);
    expect(answer.text).toContain(`href="/${'x'.repeat(1900)}"`);
    expect(answer.text.length).toBeLessThan(4_000_000);
  });

  test('with an address that runs, or is too long, as a source is refused and linked to nowhere', async () => {
    const source = (url: string) => ({ 'sources[0][title]': 'Klik', 'sources[0][url]': url });
    const running = method('Kilde', { ...source('javascript:alert(1)'), action: 'preview' });
    expect((await anas.post('/new', running)).text).not.toContain('href="javascript:');
    expect((await anas.post('/new', { ...running, action: 'save' })).status).toBe(422);
    const long = method('Kilde', source(`https://example.dk/${'a'.repeat(2000)}`));
    expect((await anas.post('/new', long)).status).toBe(422);
    expect((await anas.post('/new', method('Kilde', source('https://example.dk/a')))).status).toBe(303);
    expect(await read('kilde')).toContain('href="https://example.dk/a"');
  });

  test('as a title that nobody can see, or that reads backwards, makes no article of its own', async () => {
    expect((await anas.post('/new', method('\u3164'))).status).toBe(422);
    await anas.post('/new', method('Tydelig'));
    expect((await anas.post('/new', method('Tyde\u034flig'))).status).toBe(422);
    await anas.post('/new', method('Bag\u202elæns'));
    expect(await read('baglæns')).toMatch(/<h1[^>]*>Baglæns</);
  });
});

describe('a slug', () => {
  test('belongs to one article whatever the case of its title', async () => {
    await anas.post('/new', method('Brugerrejse'));
    const answer = await bos.post('/new', method('BRUGERREJSE!'));
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Der findes allerede en artikel med titlen »Brugerrejse«');
  });

  test('answers 301 to other spellings, and keeps the language and the query', async () => {
    for (const spelling of ['Brugerrejse', 'BRUGERREJSE', 'brugerrejse-']) {
      const answer = await stranger.get(`/en/wiki/${spelling}?x=1`);
      expect([spelling, answer.status, answer.location]).toEqual([spelling, 301, '/en/wiki/brugerrejse?x=1']);
    }
    const decomposed = await stranger.get(
      `/wiki/${encodeURIComponent('blåbær-på-øen'.normalize('NFD'))}/history`,
    );
    expect([decomposed.status, decomposed.location]).toEqual([301, '/wiki/blåbær-på-øen/history']);
  });

  test('follows a new title, and the old one leads there and goes to nobody else', async () => {
    await anas.post('/new', method('Følgegruppe'));
    const moved = await bos.post(path('følgegruppe', '/move'), { title: 'Følgegrupper', summary: 'Flertal' });
    expect([moved.status, moved.location]).toEqual([303, '/wiki/følgegrupper']);
    const old = await stranger.get(path('følgegruppe'));
    expect([old.status, old.location]).toEqual([301, '/wiki/følgegrupper']);
    const taken = await anas.post('/new', method('Følgegruppe'));
    expect(taken.status).toBe(422);
    expect(taken.text).toContain('»Følgegrupper«');
    const back = await anas.post(path('følgegrupper', '/restore'), {
      number: '1',
      summary: 'Ental var rigtigt',
    });
    expect([back.status, back.location]).toEqual([303, '/wiki/følgegruppe']);
    expect((await stranger.get(path('følgegrupper'))).location).toBe('/wiki/følgegruppe');
  });

  test("isn't made of a title without letters and digits", async () => {
    const answer = await anas.post('/new', method('???'));
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('mindst ét bogstav');
  });
});

describe('editing', () => {
  beforeAll(() =>
    anas.post(
      '/new',
      method('Servicemodel', { topics: 'Digitalisering\nEget emne', 'facts[timeRequired]': 'En dag' }),
    ),
  );

  test('keeps what a form lacks', async () => {
    const answer = await bos.post(path('servicemodel', '/edit'), {
      lead: 'En ny sætning.',
      base: '1',
      action: 'save',
    });
    expect(answer.status).toBe(303);
    const page = await read('servicemodel');
    expect(page).toContain('En ny sætning.');
    expect(page).toContain('Andet afsnit.');
    expect(page).toContain('En dag');
    expect(page).toContain('Eget emne');
  });

  test('that changes nothing makes no revision', async () => {
    const before = (await stranger.get(path('servicemodel', '/history'))).text.match(/Version \d+/g)!.length;
    const answer = await bos.post(path('servicemodel', '/edit'), { lead: 'En ny sætning.', action: 'save' });
    expect(answer.status).toBe(303);
    const after = (await stranger.get(path('servicemodel', '/history'))).text.match(/Version \d+/g)!.length;
    expect(after).toBe(before);
  });

  test('from a base that never was is refused, with the form as typed', async () => {
    for (const base of ['99', '-1', 'x']) {
      const answer = await bos.post(path('servicemodel', '/edit'), {
        lead: 'Fra ingenting',
        base,
        action: 'save',
      });
      expect([base, answer.status]).toEqual([base, 422]);
      expect(answer.text).toContain('Fra ingenting');
      expect(answer.text).toContain('name="base" value="0"');
    }
    // Sent again, here by somebody else, it's set beside what stands, and writes nothing over.
    const again = await anas.post(path('servicemodel', '/edit'), {
      lead: 'Fra ingenting',
      base: '0',
      action: 'save',
    });
    expect(again.status).toBe(409);
    expect(again.text).toContain('Fra ingenting');
    expect(again.text).toMatch(/skrevet af <span class="byline">/);
    expect(again.text).not.toContain('undefined');
    const [, choice] = /name="(choice\[[0-9a-f]{16}\])"/.exec(again.text)!;
    const chosen = await anas.post(path('servicemodel', '/edit'), {
      lead: 'Fra ingenting',
      base: '0',
      action: 'save',
      'choice[asked]': '1',
      [choice!]: 'theirs',
    });
    expect(chosen.status).toBe(303);
    expect(await read('servicemodel')).not.toContain('Fra ingenting');
  });

  test('cannot name another author, a role or a licence', async () => {
    const forged = {
      person: '1',
      author: 'Ana Østergård',
      byline_id: '1',
      personId: '1',
      role: 'administrator',
      licence: 'CC0-1.0',
    };
    await bos.post(path('servicemodel', '/edit'), { lead: 'Min egen sætning.', action: 'save', ...forged });
    const history = (await stranger.get(path('servicemodel', '/history'))).text;
    expect(history.slice(0, history.indexOf('Version 2'))).toContain('Bo Åkjær');
    expect(await read('servicemodel')).toContain('CC BY 4.0');
    expect(await read('servicemodel')).not.toContain('CC0');
  });

  test('into another kind lists the facts that are lost before it saves', async () => {
    const change = { kind: 'guide', base: '3', action: 'save' };
    const asked = await bos.post(path('servicemodel', '/edit'), change);
    expect(asked.status).toBe(422);
    expect(asked.text).toContain('En dag');
    const saved = await bos.post(path('servicemodel', '/edit'), { ...change, confirmed: 'guide' });
    expect(saved.status).toBe(303);
    expect(await read('servicemodel')).toContain('Vejledning');
    expect((await stranger.get(path('servicemodel', '/history/3'))).text).toContain('En dag');
  });

  test('takes an edit summary of 300 characters, and no longer', async () => {
    const edit = (length: number) => ({
      lead: `Sætning ${length}.`,
      summary: 'x'.repeat(length),
      action: 'save',
    });
    expect((await bos.post(path('servicemodel', '/edit'), edit(301))).status).toBe(422);
    expect((await bos.post(path('servicemodel', '/edit'), edit(300))).status).toBe(303);
  });

  test('an article that is unknown answers 404', async () => {
    expect((await bos.post(path('ukendt'), { lead: 'x' })).status).toBe(404);
    expect((await bos.post(path('ukendt', '/edit'), { lead: 'x' })).status).toBe(404);
  });
});

describe('two who edit from one base', () => {
  const body = 'Første afsnit om metoden.\n\nAndet afsnit om metoden.\n\nTredje afsnit om metoden.';
  beforeAll(() => anas.post('/new', method('Styringslaboratorium', { body })));

  test('in different paragraphs both get in, and the second is told', async () => {
    const edit = (from: string, to: string) => ({ body: body.replace(from, to), base: '1', action: 'save' });
    expect(
      (await anas.post(path('styringslaboratorium', '/edit'), edit('Første', 'Allerførste'))).status,
    ).toBe(303);
    const second = await bos.post(path('styringslaboratorium', '/edit'), edit('Tredje', 'Sidste'));
    expect(second.status).toBe(303);
    const page = (await bos.get(path('styringslaboratorium'))).text;
    expect(page).toContain('En anden gemte imens');
    expect(page).toContain('Allerførste afsnit');
    expect(page).toContain('Sidste afsnit');
    expect((await bos.get(path('styringslaboratorium'))).text).not.toContain('sat sammen');
  });

  test('in the same words: the second has 409 with both texts, and nothing typed is lost', async () => {
    const now = 'Allerførste afsnit om metoden.\n\nAndet afsnit om metoden.\n\nSidste afsnit om metoden.';
    const edit = (to: string) => ({
      body: now.replace('Andet afsnit', to),
      base: '3',
      action: 'save',
      summary: 'Klarere',
    });
    expect((await anas.post(path('styringslaboratorium', '/edit'), edit('Midterste del'))).status).toBe(303);
    const clash = await bos.post(path('styringslaboratorium', '/edit'), edit('Hjertet af teksten'));
    expect(clash.status).toBe(409);
    expect(clash.text).toContain('Hjertet af teksten');
    expect(clash.text).toContain('Midterste del');
    expect(clash.text).toContain('Ana Østergård');
    expect(clash.text).toContain('name="base" value="4"');
    expect(clash.text).toContain('value="Klarere"');
    const solved = await bos.post(path('styringslaboratorium', '/edit'), {
      ...edit('Hjertet, den midterste del,'),
      base: '4',
    });
    expect(solved.status).toBe(303);
  });

  test('in the same words, when one changed more: the answer keeps what merged, so that saving it takes nothing back', async () => {
    await anas.post('/new', method('Dobbelt', { body }));
    const edit = (first: string, last: string) => ({
      body: body.replace('Første', first).replace('Tredje', last),
      base: '1',
      action: 'save',
    });
    await anas.post(path('dobbelt', '/edit'), edit('Anas første', 'Anas sidste'));
    const clash = await bos.post(path('dobbelt', '/edit'), edit('Bos første', 'Tredje'));
    expect(clash.status).toBe(409);
    const textarea = /<textarea[^>]*name="body"[^>]*>([\s\S]*?)<\/textarea>/.exec(clash.text)![1]!;
    expect(textarea).toContain('Bos første');
    expect(textarea).toContain('Anas sidste');
    expect(textarea).not.toContain('Anas første');
  });
});

describe('history', () => {
  test('credits each version to the name, title and workplace at the time', async () => {
    const ida = await wiki.joined({
      ...ana,
      name: 'Ida Bro',
      title: 'studerende',
      workplace: '',
      email: 'ida@example.dk',
    });
    await ida.post('/new', method('Hypotesekort'));
    await ida.post('/account', { name: 'Ida Bro Holm', title: 'chef', workplace: 'Odense Kommune' });
    await ida.post(path('hypotesekort', '/edit'), { lead: 'Nu som chef.', action: 'save', minor: '1' });
    const history = (await stranger.get(path('hypotesekort', '/history'))).text;
    expect(history).toContain('Ida Bro Holm');
    expect(history).toMatch(/chef,\s+Odense Kommune/);
    expect(history).toMatch(/Ida Bro<[\s\S]*studerende/);
    expect(history).toContain('mindre ændring');
  });

  test('compares any two versions from its radio buttons, the older first', async () => {
    const answer = await stranger.get(path('hypotesekort', '/diff?from=2&to=1'));
    expect([answer.status, answer.location]).toEqual([303, '/wiki/hypotesekort/diff/1/2']);
    for (const view of ['', '?view=inline']) {
      const diff = await stranger.get(path('hypotesekort', `/diff/1/2${view}`));
      expect(diff.status).toBe(200);
      expect(diff.text).toContain('<ins');
      expect(diff.text).toContain('<del');
    }
    expect((await stranger.get(path('hypotesekort', '/diff/1/7'))).status).toBe(404);
    expect((await stranger.get(path('hypotesekort', '/diff/x/1'))).status).toBe(404);
  });

  test('shows an old version under a notice', async () => {
    const old = await stranger.get(path('hypotesekort', '/history/1'));
    expect(old.text).toContain('ældre version');
    expect(old.text).toContain('En sætning om metoden.');
    expect((await stranger.get(path('hypotesekort', '/history/9'))).status).toBe(404);
  });

  test('says of a restore whose and which version it brought back, and asks why', async () => {
    const silent = await bos.post(path('hypotesekort', '/restore'), { number: '1', base: '2', summary: ' ' });
    expect(silent.status).toBe(422);
    const answer = await bos.post(path('hypotesekort', '/restore'), {
      number: '1',
      base: '2',
      summary: 'Det første var bedst',
    });
    expect(answer.status).toBe(303);
    const history = (await stranger.get(path('hypotesekort', '/history'))).text;
    expect(history).toContain('Gendanner version 1 af Ida Bro');
    expect(await read('hypotesekort')).toContain('En sætning om metoden.');
  });

  test('is read 50 versions at a time', async () => {
    await anas.post('/new', method('Lang historik'));
    for (let number = 2; number <= 52; number++) {
      await anas.post(path('lang-historik', '/edit'), { lead: `Sætning ${number}.`, action: 'save' });
    }
    const first = (await stranger.get(path('lang-historik', '/history'))).text;
    expect(first).toContain('52 versioner af 1 person');
    expect(first).toContain('>Version 52<');
    expect(first).not.toContain('>Version 2<');
    const link = /href="([^"]*before=3)"/.exec(first)![1]!;
    const second = (await stranger.get(link)).text;
    expect(second).toContain('>Version 2<');
    expect(second).not.toContain('>Version 3<');
  });
});

describe('a race of ten saves on one base', () => {
  const paragraphs = Array.from({ length: 10 }, (_, index) => `Afsnit nummer ${index} står for sig selv.`);
  beforeAll(() => anas.post('/new', method('Kapløb', { body: paragraphs.join('\n\n') })));
  const save = (body: string) => bos.post(path('kapløb', '/edit'), { body, base: '1', action: 'save' });

  test('of different paragraphs: all are in', async () => {
    const bodies = paragraphs.map((_, index) =>
      paragraphs.map((text, at) => (at === index ? `${text} Tilføjet ${index}.` : text)).join('\n\n'),
    );
    const answers = await Promise.all(bodies.map(save));
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(303));
    const page = await read('kapløb');
    for (let index = 0; index < 10; index++) expect(page).toContain(`Tilføjet ${index}.`);
  });

  test('of the same words: one is in, and nine are told of the conflict', async () => {
    await anas.post('/new', method('Kapløb to', { body: 'De samme ord.' }));
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        bos.post(path('kapløb-to', '/edit'), { body: `Ord af nummer ${index}.`, base: '1', action: 'save' }),
      ),
    );
    const counts = answers.map(({ status }) => status).sort();
    expect(counts).toEqual([303, ...Array(9).fill(409)]);
    expect((await stranger.get(path('kapløb-to', '/history'))).text).toContain('2 versioner');
  });
});

describe('English', () => {
  test('is the same addresses under /en, and links keep it', async () => {
    const page = (await stranger.get('/en/wiki/hypotesekort')).text;
    expect(page).toContain('<html lang="en"');
    expect(page).toContain('href="/en/wiki/hypotesekort/history"');
    const links = page.replace(/<(a|link) [^>]*hreflang="da"[^>]*/g, '').match(/ href="\/[^"]*/g)!;
    const kept = links.filter((link) => /^ href="\/(en(\/|$)|static\/)/.test(link));
    expect(kept).toEqual(links);
    const danish = (await stranger.get('/wiki/hypotesekort', { 'accept-language': 'en' })).text;
    expect(danish).toContain('<html lang="da"');
  });

  test('an edit sent there answers there', async () => {
    const answer = await anas.post('/en/new', method('English wiki page'));
    expect(answer.location).toBe('/en/wiki/english-wiki-page');
  });
});

describe('finding', () => {
  test('lists a kind in Danish order, and narrows by topic', async () => {
    await anas.post('/new', method('Åben dør', { kind: 'concept' }));
    await anas.post('/new', method('Aarhusmodellen', { kind: 'concept' }));
    await anas.post('/new', method('Ærlighed', { kind: 'concept' }));
    await anas.post('/new', method('Zoneterapi', { kind: 'concept', topics: 'Digitalisering' }));
    await anas.post('/new', method('Ønsketænkning', { kind: 'concept' }));
    const page = (await stranger.get('/articles?kind=concept')).text;
    const order = ['Zoneterapi', 'Ærlighed', 'Ønsketænkning', 'Åben dør', 'Aarhusmodellen'];
    const main = page.slice(page.indexOf('<main'));
    const places = order.map((title) => main.indexOf(title));
    expect(places.every((place) => place > 0)).toBe(true);
    expect(Math.max(...places.slice(0, 3))).toBeLessThan(Math.min(...places.slice(3)));
    expect([...places.slice(0, 3)].sort((a, b) => a - b)).toEqual(places.slice(0, 3));
    const narrowed = (await stranger.get('/articles?kind=concept&topic=digitalisation')).text;
    expect(narrowed).toContain('Zoneterapi');
    expect(narrowed).not.toContain('Ærlighed');
  });

  test('the newest changes and a person’s page show who changed what', async () => {
    const changes = (await stranger.get('/changes')).text;
    expect(changes).toContain('Ønsketænkning');
    expect(changes).toContain('Ana Østergård');
    const people = (await stranger.get('/people')).text;
    const link = /href="(\/people\/\d+)"[^>]*>Bo Åkjær/.exec(people)![1]!;
    const page = (await stranger.get(link)).text;
    expect(page).toContain('Servicemodel');
    expect(page).not.toContain('Ønsketænkning');
    expect((await stranger.get('/people/9999')).status).toBe(404);
    expect((await stranger.get('/people/x')).status).toBe(404);
  });
});

describe('taking back', () => {
  const text = (first: string, last: string) => `${first}\n\nDet i midten.\n\n${last}`;
  const edit = (body: string) => ({ body, action: 'save' });

  test('an edit in the middle has a form that asks why, and keeps what came after', async () => {
    await anas.post('/new', method('Fortrydelig', { body: text('Det første.', 'Det sidste.') }));
    await bos.post(path('fortrydelig', '/edit'), edit(text('Noget vrøvl.', 'Det sidste.')));
    await anas.post(path('fortrydelig', '/edit'), edit(text('Noget vrøvl.', 'Det allersidste.')));
    const form = await anas.get(path('fortrydelig', '/undo?number=2'));
    expect(form.status).toBe(200);
    expect(form.text).toContain('name="from" value="2"');
    const silent = await anas.post(path('fortrydelig', '/undo'), { number: '2', summary: '' });
    expect(silent.status).toBe(422);
    const answer = await anas.post(path('fortrydelig', '/undo'), {
      number: '2',
      base: '3',
      summary: 'Vrøvl',
    });
    expect(answer.status).toBe(303);
    const page = await read('fortrydelig');
    expect(page).toContain('Det første.');
    expect(page).toContain('Det allersidste.');
    expect((await stranger.get(path('fortrydelig', '/history'))).text).toContain('Fortryder version 2');
    expect((await stranger.get(path('fortrydelig', '/history'))).text).toContain('tilbageført i version 4');
    expect((await anas.post(path('fortrydelig', '/undo'), { number: '1', summary: 'x' })).status).toBe(422);
  });

  test('what was changed again clashes: 409, and the form holds the attempt', async () => {
    await bos.post(path('fortrydelig', '/edit'), edit(text('Det første, igen.', 'Det allersidste.')));
    const clash = await anas.post(path('fortrydelig', '/undo'), { number: '4', summary: 'Alligevel ikke' });
    expect(clash.status).toBe(409);
    expect(clash.text).toContain('Noget vrøvl.');
    expect(clash.text).toContain('value="Alligevel ikke"');
  });

  test("the last author's edits are rolled back in one, unless somebody has saved since", async () => {
    const stale = await anas.post(path('fortrydelig', '/rollback'), { base: '4', summary: 'Hærværk' });
    expect(stale.status).toBe(409);
    expect(stale.text).toContain('En anden har gemt, siden du åbnede siden');
    expect(stale.text).toContain('value="Hærværk"');
    expect((await anas.post(path('fortrydelig', '/rollback'), { summary: 'Hærværk' })).status).toBe(422);
    expect((await anas.get(path('fortrydelig', '/rollback'))).status).toBe(200);
    const answer = await anas.post(path('fortrydelig', '/rollback'), { base: '5', summary: 'Hærværk' });
    expect(answer.status).toBe(303);
    const page = await read('fortrydelig');
    expect(page).toContain('Det første.');
    expect(page).not.toContain('Det første, igen.');
    expect((await stranger.get(path('fortrydelig', '/history'))).text).toContain('Ruller version 5 tilbage');
  });
});
