/** The pages of searching and of lists: what they show, what they lead on to, and what is suggested while one types. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { listArticles } from '../../../server/wiki/finding/lists.ts';
import { authorOf } from '../../../server/wiki/history/author.ts';
import { beginThread } from '../../../server/wiki/talk/posting.ts';
import { serveWiki, type Client, type ServedWiki } from '../../support/client.ts';
import { fillWith, libraryContents } from '../../support/library.ts';
import { ana, AT, join } from '../../support/people.ts';

let wiki: ServedWiki;
let stranger: Client;
beforeAll(async () => {
  wiki = await serveWiki();
  await fillWith(wiki.db, await join(wiki.db, ana), libraryContents());
  stranger = wiki.client();
}, 120_000);
afterAll(() => wiki.close());

const mainOf = async (path: string) => {
  const { status, text } = await stranger.get(path);
  expect(status).toBe(200);
  return text.slice(text.indexOf('<main'));
};

describe('a search', () => {
  test('tells how many places in talk hold it too, and shows them apart from the articles', async () => {
    expect(await mainOf('/search?q=hjemmeplejen')).not.toContain('diskussioner');
    const anas = (await authorOf(wiki.db, 1, AT))!;
    const { slug } = (await listArticles(wiki.db, {}, 1))[0]!;
    const typed = {
      title: '<b>Okapier</b>?',
      words: 'Hjemmeplejens **okapier** og <i>giraffer</i>.',
      section: '',
    };
    const { id } = await beginThread(wiki.db, anas, slug, typed);
    const main = await mainOf('/search?q=hjemmeplejen');
    expect(main).toContain('<a href="/search?q=hjemmeplejen&amp;in=talk">1 indlæg i diskussioner</a>');
    const talk = await mainOf('/search?q=hjemmeplejen&in=talk');
    expect(talk).toContain('<h1>1 indlæg om »hjemmeplejen«</h1>');
    expect(talk).toContain('<mark>Hjemmeplejens</mark> okapier og &lt;i&gt;giraffer&lt;/i&gt;.');
    expect(talk).toContain('&lt;b&gt;Okapier&lt;/b&gt;?');
    expect(talk).toContain(`/talk/${id}"`);
    expect(talk).toMatch(/<a href="\/search\?q=hjemmeplejen">\d+ artikler<\/a>/);
    expect(await mainOf('/en/search?q=okapi')).toContain('>1 post in discussions</a>');
    expect(await mainOf('/search?q=kvantefysik&in=talk')).toContain('Ingen indlæg om »kvantefysik«');
    expect(await mainOf('/search?q=kvantefysik')).not.toContain('diskussioner');
  });

  test('says how much there is, marks the words, and offers what it may be narrowed to', async () => {
    const main = await mainOf('/search?q=hjemmeplejen');
    expect(main).toMatch(/<h1>\d+ artikler om »hjemmeplejen«<\/h1>/);
    expect(main).toContain('>Tillidsreform i hjemmeplejen</a>');
    expect(main).toContain('<mark>Hjemmeplejegrupperne</mark> planlægger');
    expect(main).toContain('sector=elderly-care');
    expect(main).toContain('aria-current="true">Bedste først');
    const english = await mainOf('/en/search?q=hjemmeplejen');
    expect(english).toMatch(/<h1>\d+ articles on “hjemmeplejen”<\/h1>/);
    expect(english).toContain('/en/search?q=hjemmeplejen&amp;sector=elderly-care');
  });

  test('is narrowed by its address, and each choice is taken off by a link', async () => {
    const main = await mainOf('/search?q=hjemmeplejen&kind=case&sector=elderly-care');
    expect(main).toContain('href="/search?q=hjemmeplejen&amp;sector=elderly-care"');
    expect(main).toContain('href="/search?q=hjemmeplejen&amp;kind=case"');
    expect(main).toContain('Fjern alle');
    expect(main).toContain('Fjern Fagområde: </span>Ældre og omsorg');
    expect(main).not.toContain('>metode<');
  });

  test('takes any of several values of a facet, each ticked and taken off by its own link', async () => {
    const countOf = async (query: string) =>
      Number(/<h1>(\d+) artik/.exec(await mainOf(`/search?q=borger${query}`))![1]);
    const both = '&sector=elderly-care&sector=employment';
    const main = await mainOf(`/search?q=borger${both}`);
    expect(await countOf(both)).toBeGreaterThan(await countOf('&sector=elderly-care'));
    expect(main).toContain(
      '<a class="facet-value" href="/search?q=borger&amp;sector=employment#_facets" aria-current="true">Ældre og omsorg</a>',
    );
    expect(main).toContain(
      '<a class="facet-value" href="/search?q=borger&amp;sector=elderly-care#_facets" aria-current="true">Beskæftigelse</a>',
    );
    expect(main).toMatch(/sector=elderly-care&amp;sector=employment&amp;sector=[\w-]+#_facets">/);
    const [, count] = /Ældre og omsorg<\/a> <span class="muted">(\d+)</.exec(main)!;
    expect(Number(count)).toBe(await countOf('&sector=elderly-care'));
    const kinds = await mainOf('/search?q=borger&kind=case&kind=method');
    expect(kinds).toContain('&amp;kind=method#_facets" aria-current="true">Case</a>');
    expect(kinds).toContain('>case\u00A0· ');
    expect(kinds).toContain('>metode<');
    const none = await mainOf('/search?q=hjemmeplejen&place=0740&sector=schools');
    expect(none).toContain('aria-current="true">Silkeborg</a>');
    expect(none).toMatch(/>Ældre og omsorg<\/a> <span class="muted">1</);
  });

  test('offers municipalities within their region, and of regions that end what they become', async () => {
    const main = await mainOf('/search?q=hjemmeplejen');
    const region = (name: string) => main.slice(main.indexOf(`>${name}</a>`)).split('</details>')[0]!;
    expect(region('Region Midtjylland')).toMatch(/>Vis 2 kommuner<[^]*>Silkeborg<[^]*>Viborg</);
    expect(region('Region Østdanmark')).toContain('>Holbæk<');
    expect(main).not.toContain('>Region Sjælland<');
    const chosen = await mainOf('/search?q=hjemmeplejen&place=1085');
    expect(chosen).toContain('aria-current="true">Region Sjælland</a>');
    const [, count] = /Region Østdanmark<\/a> <span class="muted">(\d+)</.exec(await mainOf('/articles'))!;
    expect(await mainOf('/articles?place=region-oestdanmark')).toContain(`>${count} artikler</p>`);
  });

  test('says of each article where it was and how it goes, and who wrote it last', async () => {
    const main = await mainOf('/search?q=hjemmeplejen');
    expect(main).toContain('>case\u00A0· Silkeborg\u00A0· i drift</span>');
    expect(main).toMatch(
      /4 af 7 afsnit er udfyldt\u00A0· skrevet <time [^>]*>[^<]*<\/time> af <a href="\/people\/1">Ana Øst/,
    );
    const anas = wiki.client();
    await anas.post('/login', { email: ana.email, password: ana.password });
    const edit = { lead: 'Hver seng har sin tavle.', summary: 'Kortere', action: 'save', minor: '' };
    expect((await anas.post('/wiki/patientens-egen-tavle/edit', edit)).status).toBe(303);
    const list = await mainOf('/en/articles?place=1084');
    expect(list).toContain('Capital Region of Denmark\u00A0· abandoned</span>');
    expect(list).toMatch(/last improved <time [^>]*>[^<]*<\/time> by <a href="\/en\/people\/1">Ana Øst/);
  });

  test('offers years in their order, and other values by how many articles they leave and then by letters', async () => {
    const main = await mainOf('/search?q=hjemmeplejen');
    const facets = main.slice(main.indexOf('id="_facets"'));
    const at = (text: string) => facets.indexOf(`>${text}<`);
    expect(at('Ældre og omsorg')).toBeGreaterThan(0);
    expect(at('Ældre og omsorg')).toBeLessThan(at('Ledelse og styring'));
    const years = [...main.matchAll(/&amp;year=(\d+)#_facets"/g)].map(([, year]) => year);
    expect(years).toEqual(['2022', '2021', '2019']);
    expect(main.indexOf('>Case<')).toBeLessThan(main.indexOf('>Metode<'));
  });

  test('says what was meant, and shows that at once when it’s sure', async () => {
    const sure = await mainOf('/search?q=inovation');
    expect(sure).toContain('Intet passer på »inovation«. Her er, hvad der findes om »innovation«.');
    expect(sure).toContain('<mark>');
    const unsure = await mainOf('/search?q=tilid+i+hjemmeplejen');
    expect(unsure).toContain('Mente du <a href="/search?q=tillid+i+hjemmeplejen">tillid i hjemmeplejen</a>');
    expect(unsure).not.toContain('<mark>');
  });

  test('shows the topic or fact that says it where no text does, by its name', async () => {
    const main = await mainOf('/search?q=aarhus');
    expect(main).toContain('Sted: <mark>Aarhus</mark>, Region Midtjylland');
    expect(await mainOf('/en/search?q=trust')).toContain('Topic: <mark>Trust</mark>-based leadership');
  });

  test('understands a misspelled compound before it takes it apart', async () => {
    const main = await mainOf('/search?q=hjemeplejen');
    expect(main).toContain('Intet passer på »hjemeplejen«. Her er, hvad der findes om »hjemmeplejen«.');
    expect(main).toContain('Tillidsreform i hjemmeplejen');
    expect(await mainOf('/search?q=hjemmehj')).not.toContain('Mente du');
  });

  test('of which no article holds all words leads to those that hold each', async () => {
    const main = await mainOf('/search?q=tillid+kvantefysik');
    expect(main).toMatch(/<a href="\/search\?q=tillid">Se \d+ artikler om »tillid«<\/a>/);
    expect(main).not.toContain('Prøv med et andet ord');
  });

  test('asks for a word where there’s none, and shows the last page of what has no more', async () => {
    const without = await mainOf('/search?q=-tillid');
    expect(without).toContain('Skriv også et ord, der skal være der.');
    expect(without).toContain('value="-tillid"');
    const marks = await mainOf('/search?q=%3F%3F');
    expect(marks).toContain('Skriv et par ord');
    expect(marks).not.toMatch(/Ingen artikler|Skriv også/);
    const last = await mainOf('/search?q=hjemmeplejen&from=25');
    expect(last).toContain('Tillidsreform i hjemmeplejen');
    expect(last).not.toContain('Vi har ledt');
    const borger = await mainOf('/search?q=borger&from=9999');
    expect(borger).toContain('href="/search?q=borger&amp;from=25"');
  });

  test('has no quotes in quotes', async () => {
    expect(await mainOf('/search?q=%22kaffen+er+drukket%22')).toContain(
      '<h1>1 artikel om »kaffen er drukket«</h1>',
    );
    expect(await mainOf('/search?q=%22tillid+til%22+ledelse')).toMatch(/om »&#34;tillid til&#34; ledelse«/);
  });

  test('that finds nothing says what it looked for, and never that nobody wrote it', async () => {
    const main = await mainOf('/search?q=kvantefysik');
    expect(main).toContain('<h1>Ingen artikler om »kvantefysik«</h1>');
    expect((await stranger.get('/search?q=kvantefysik')).text).toContain(
      '<title>Ingen artikler om »kvantefysik«',
    );
    expect(main).toContain('href="/new"');
    expect(main).not.toMatch(/har (?:endnu )?ikke skrevet|[Ii]ngen har skrevet/);
    const narrowed = await mainOf('/search?q=hjemmeplejen&kind=principle');
    expect(narrowed).toContain('Intet passer både på »hjemmeplejen« og på det, du har valgt.');
    expect(narrowed).toMatch(/Fjern det valgte, og se \d+ artikler/);
  });

  test('finds people by their names, and an article by a title that it had', async () => {
    const found = await mainOf('/search?q=østergård');
    expect(found).toContain('Ana Østergård');
    expect(found).toContain('Fandt du ikke det, du søgte?');
    expect(found).not.toContain('Vi har ledt');
    const anas = wiki.client();
    await anas.post('/login', { email: ana.email, password: ana.password });
    const moved = await anas.post('/wiki/prikafstemning/move', {
      title: 'Klisterrunden',
      summary: 'Et nyt navn',
    });
    expect(moved.status).toBe(303);
    const main = await mainOf('/search?q=prikafstemning');
    expect(main.match(/href="\/wiki\/klisterrunden"/g)).toHaveLength(1);
  });

  test('escapes what was typed, and bounds where it goes on', async () => {
    const main = await mainOf('/search?q=%3Cimg+src%3Dx%3E');
    expect(main).not.toContain('<img src=x>');
    expect((await stranger.get('/search?q=borger&from=999999999')).status).toBe(200);
    expect((await stranger.get('/search?q=borger&from=x&sort=y&kind=z&sector=%00')).status).toBe(200);
    expect((await stranger.get('/search?q=')).status).toBe(200);
  });
});

test('a list is called by the one thing that it’s narrowed to, and offers what tells its articles apart', async () => {
  const heading = async (path: string) => /<h1>([^<]*)<\/h1>/.exec(await mainOf(path))![1];
  expect(await heading('/articles')).toBe('Alle artikler');
  expect(await heading('/articles?place=0740')).toBe('Artikler: Silkeborg');
  expect(await heading('/articles?place=0740&sector=elderly-care')).toBe('Artikler');
  expect(await heading('/articles?kind=case&sector=elderly-care')).toBe('Cases');
  expect(await heading('/en/articles?place=0740')).toBe('Articles: Silkeborg');
  const one = await mainOf('/articles?place=0740');
  expect(one).toContain('>Silkeborg</a>');
  expect(one).not.toContain('<h2>Fagområde</h2>');
  expect(await mainOf('/articles?kind=case')).toContain('<h2>Fagområde</h2>');
});

test('a list is narrowed to what somebody wrote in, by a link of their page', async () => {
  expect(await mainOf('/people/1')).toContain('href="/articles?person=1"');
  expect(await mainOf('/articles?person=1')).toMatch(/Fjern <\/span>Ana Østergård/);
  expect((await stranger.get('/articles?person=99')).status).toBe(404);
});

describe('suggestions', () => {
  const suggested = async (path: string) =>
    (
      JSON.parse((await stranger.get(path)).text) as {
        suggestions: { text: string; sort: string; href: string }[];
      }
    ).suggestions;

  test('are titles, topics and people, each with its address', async () => {
    expect(await suggested('/search/suggestions?q=tillids')).toEqual([
      {
        text: 'Tillidsreform i hjemmeplejen',
        lang: 'da',
        sort: 'Case',
        href: '/wiki/tillidsreform-i-hjemmeplejen',
      },
      { text: 'Tillidsbaseret ledelse', sort: 'Emne', href: '/topics/trust-based-leadership' },
    ]);
    expect(await suggested('/en/search/suggestions?q=ana')).toContainEqual({
      text: 'Ana Østergård',
      sort: 'Person',
      href: '/en/people/1',
    });
    expect(await suggested('/search/suggestions?q=')).toEqual([]);
  });
});

describe('a list of articles', () => {
  test('stands in Danish order, whichever language a title has its letters from', async () => {
    const anas = wiki.client();
    await anas.post('/login', { email: ana.email, password: ana.password });
    const titles = [
      'Eiði',
      'Ej',
      'Müsli',
      'Myter',
      'Œuvre',
      'Of',
      'Straße',
      'Strategi',
      'Þór',
      'Ti',
      'Öl',
      'Ål',
    ];
    const form = {
      action: 'save',
      kind: 'concept',
      lead: 'Et ord.',
      body: 'Et ord.',
      topics: 'Ordtopic',
      summary: '',
    };
    for (const title of titles.toReversed())
      expect((await anas.post('/new', { ...form, title })).status).toBe(303);
    const main = await mainOf('/articles?topic=Ordtopic');
    const places = titles.map((title) => main.indexOf(`>${title}<`));
    expect(Math.min(...places)).toBeGreaterThan(0);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  test('sorts numbers by their value, and is a file with all facts for who counts', async () => {
    const anas = wiki.client();
    await anas.post('/login', { email: ana.email, password: ana.password });
    for (const [title, lead] of [
      ['Trin 10', '=1+1'],
      ['Trin 2', 'To; "tre"'],
    ]) {
      const form = {
        action: 'save',
        kind: 'concept',
        title: title!,
        lead: lead!,
        body: 'Et trin.',
        topics: 'Trintopic',
        summary: '',
      };
      expect((await anas.post('/new', form)).status).toBe(303);
    }
    const main = await mainOf('/articles?topic=Trintopic');
    expect(main.indexOf('>Trin 2<')).toBeGreaterThan(0);
    expect(main.indexOf('>Trin 2<')).toBeLessThan(main.indexOf('>Trin 10<'));
    expect(main).toContain('href="/articles.csv?topic=Trintopic"');
    const csv = await stranger.get('/articles.csv?topic=Trintopic');
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const [heads, ...lines] = csv.text.split('\r\n');
    expect(heads).toMatch(/^\uFEFF?Titel;Adresse;Slags;Indledning;Emner;Udfyldte afsnit;/);
    expect(lines[0]).toMatch(/^Trin 2;\S+\/wiki\/trin-2;Begreb;"To; ""tre""";Trintopic;/);
    expect(lines[0]).toMatch(/;\d{4}-\d\d-\d\d \d\d:\d\d:\d\d;/);
    expect(lines[1]).toMatch(/^Trin 10;\S+;Begreb;'=1\+1;/);
    const json = JSON.parse((await stranger.get('/en/articles.json?kind=case')).text) as Record<
      string,
      unknown
    >[];
    const [, counted] = /(\d+) artikler<\/p>/.exec(await mainOf('/articles?kind=case'))!;
    expect(json).toHaveLength(Number(counted));
    expect(json[0]).toMatchObject({ kind: 'case', facts: { sector: expect.any(Array) }, version: 1 });
    expect(JSON.parse((await stranger.get('/articles.json?topic=ingen')).text)).toEqual([]);
  });
});

describe('an article', () => {
  test('names those that resemble it, and its facts lead to their lists', async () => {
    const main = await mainOf('/wiki/tillidsreform-i-hjemmeplejen');
    const alike = main.slice(main.indexOf('id="_alike"'));
    expect(alike.slice(0, alike.indexOf('</nav>')).match(/href="\/wiki\//g)).toHaveLength(5);
    expect(main).toContain('href="/articles?sector=elderly-care"');
    expect(main).toContain('href="/topics/trust-based-leadership"');
    expect(main).toContain('?year=2021">marts 2021</a>');
    expect(main).toContain('?value=quality">Kvalitet: delvist</a>');
    const workplace = /\/articles\?workplace=[^"]+/.exec(main)!;
    expect(await mainOf(workplace[0])).toContain('Tillidsreform i hjemmeplejen');
  });
});
