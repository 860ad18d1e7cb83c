/** What an article's text is read as: alike on its page, in its preview, in its old versions and where its words are credited. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { slugOf } from '../../../server/text/slug.ts';
import { serveWiki, type Client, type ServedWiki } from '../../support/client.ts';
import { ana } from '../../support/people.ts';

let wiki: ServedWiki;
let anas: Client;

beforeAll(async () => {
  wiki = await serveWiki();
  anas = await wiki.joined(ana);
});
afterAll(() => wiki.close());

const form = (title: string, body: string) => ({
  kind: 'method',
  title,
  lead: 'Sådan.',
  body,
  summary: 'Skrevet',
});

/** Saves a text twice, and returns the pages that show it by their names; English where that is asked for. */
async function pagesOf(title: string, body: string, lang = ''): Promise<Record<string, string>> {
  const slug = encodeURIComponent(slugOf(title));
  await anas.post('/new', { ...form(title, body), action: 'save' });
  await anas.post(`/wiki/${slug}/edit`, { ...form(title, `${body}\n\nMere.\n`), action: 'save' });
  const at = `${lang}/wiki/${slug}`;
  const read = async (client: Client, path: string) => (await client.get(at + path)).text;
  const { text: preview } = await anas.post(`${at}/edit`, { ...form(title, body), action: 'preview' });
  const { text: first } = await anas.post(`${lang}/new`, { ...form(`${title}`, body), action: 'preview' });
  return {
    ...{ article: await read(wiki.client(), ''), own: await read(anas, '') },
    ...{
      old: await read(wiki.client(), '/history/1'),
      attribution: await read(wiki.client(), '/attribution'),
    },
    ...{ ownAttribution: await read(anas, '/attribution?number=1'), preview, first },
  };
}

const idsIn = (html: string) => Array.from(html.matchAll(/\sid="([^"]*)"/g), ([, id]) => id!);

/** The ids and the names of fields that stand in the views. */
function idsInViews(): string[] {
  const files = readdirSync('views', { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ejs'),
  );
  return files.flatMap((file) => {
    const text = readFileSync(`views/${file}`, 'utf8');
    return Array.from(text.matchAll(/\b(?:id|name|for)(?:="|: ')([^"'<]+)/g), ([, id]) => id!);
  });
}

test('no heading has an id that its page has for something else, whatever it says', async () => {
  const bare = Object.values(await pagesOf('Uden afsnit', 'Tekst.', '/en')).flatMap(idsIn);
  const named = [...idsInViews(), ...bare].flatMap((id) => [id, `${id}-hint`, `${id}-error`, `${id}-text`]);
  const headings = [...new Set(named.map((id) => slugOf(id)))].filter(Boolean);
  expect(headings).toEqual(expect.arrayContaining(['title', 'lead', 'menu', 'body-hint', 'summary', 'main']));
  const pages = await pagesOf('Med afsnit', headings.map((id) => `## ${id}\n`).join('\n'));
  for (const [name, html] of Object.entries(pages)) {
    const ids = idsIn(html);
    const twice = ids.filter((id, i) => ids.indexOf(id) < i);
    const own = name === 'preview' || name === 'first' ? 'preview:title' : 'title';
    expect({ name, twice, has: ids.includes(own) }).toEqual({ name, twice: [], has: true });
    // What a label or a description names is no heading.
    const named = Array.from(
      html.matchAll(/\s(?:for|aria-labelledby|aria-describedby)="([^"]*)"/g),
      ([, id]) => id!,
    );
    const isHeading = (id: string) => html.includes(`<h2 id="${id}"`) && !/^_|:/.test(id);
    expect(named.flatMap((each) => each.split(' ')).filter(isHeading)).toEqual([]);
  }
});

test('a relative address leads to the same place wherever the text is shown', async () => {
  const body =
    '## Afsnit\n\n[a](metode) [b](./metode#x) [c](../wiki/x) [d](#afsnit) [e](?x=1) [f](../articles) [g](/wiki/x)\n';
  for (const lang of ['', '/en']) {
    const pages = await pagesOf(`Adresser${lang}`, body, lang);
    const own = `${lang}/wiki/adresser${lang === '' ? '' : '-en'}`;
    for (const [name, html] of Object.entries(pages)) {
      const isPreview = name === 'preview' || name === 'first';
      const to = (label: string) =>
        new RegExp(`<a href="([^"]*)"[^>]*>(?:<span[^>]*>)?${label}<`).exec(html)?.[1];
      expect([name, ...'abcdefg'.split('').map(to)]).toEqual([
        name,
        ...[`${lang}/wiki/metode`, `${lang}/wiki/metode#x`, `${lang}/wiki/x`],
        ...[isPreview ? '#preview:afsnit' : '#afsnit', `${own}?x=1`, `${lang}/articles`, `${lang}/wiki/x`],
      ]);
      expect(html).toContain(` id="${isPreview ? 'preview:' : ''}afsnit"`);
    }
  }
});

test('a preview tells in both languages what of a text isn’t shown, and says nothing of one that is', async () => {
  const body = 'x[^1] [a]\n\n[^1]: y\n[^1]: z\n[^<b>]: u\n\n[a]: /b\n[c]: /d\n\n|a|\n|-|\n|1|<i>|\n';
  const told = async (lang: string, text: string) => {
    const { text: page } = await anas.post(`${lang}/new`, { ...form('Noter', text), action: 'preview' });
    const list =
      /<section class="preview"[^]*?<h2 class="alert-heading">(?:Tjek|Check)[^]*?<ul>([^]*?)<\/ul>/.exec(
        page,
      )?.[1];
    return Array.from(list?.matchAll(/<li>(.*?)<\/li>/g) ?? [], ([, sentence]) => sentence);
  };
  expect(await told('', body)).toEqual([
    'Linje 4: Noten [^1] står også i linje 3. Den første gælder.',
    'Linje 5: Noten [^&lt;b&gt;] vises ikke, fordi teksten ikke henviser til den.',
    'Linje 8: Intet link i teksten bruger adressen [c].',
    'Linje 12: »&lt;i&gt;« vises ikke, fordi rækken har flere celler end tabellens første række.',
  ]);
  expect(await told('/en', body)).toEqual([
    'Line 4: The footnote [^1] also stands on line 3. The first one counts.',
    'Line 5: The footnote [^&lt;b&gt;] isn’t shown, since the text doesn’t refer to it.',
    'Line 8: No link in the text uses the address [c].',
    'Line 12: “&lt;i&gt;” isn’t shown, since the row has more cells than the table’s first row.',
  ]);
  expect(await told('', 'x[^1]\n\n[^1]: y\n\n|a|\n|-|\n|1|\n')).toEqual([]);
  const many = await told('', Array.from({ length: 30 }, (_, i) => `[a${i}]: /b\n`).join('\n'));
  expect(many).toHaveLength(21);
  expect(many.at(-1)).toBe('Der er flere af den slags længere nede i teksten.');
});

test('a preview says in both languages what keeps the article from being saved, at the field that it names', async () => {
  const dates = { 'facts[started]': '2026', 'facts[ended]': '2025' };
  const fields = {
    ...form('Sag', 'Ord'),
    kind: 'case',
    ...dates,
    'facts[workplaces]': '',
    action: 'preview',
  };
  const said = async (lang: string) => (await anas.post(`${lang}/new`, fields)).text;
  const danish = await said('');
  expect(danish).toContain('href="#facts[ended]">Afsluttet ligger før Begyndt. Ret den ene af dem.</a>');
  expect(danish).toContain('href="#facts[workplaces]">Arbejdspladser: Skal udfyldes.</a>');
  expect(await said('/en')).toContain('>Ended lies before Started. Correct one of them.</a>');
});

test('a heading that says the title again is on no page of an article, and its words are credited to none that stand', async () => {
  const pages = await pagesOf('Samme titel', '# Samme titel\n\nSamme titel igen.\n\n## Et\n');
  for (const html of Object.values(pages)) {
    expect(html).not.toMatch(/<h2[^>]*>(?:<[^>]*>)*Samme titel/);
    expect(html).toMatch(/<span id="(?:preview:)?samme-titel">/);
  }
});

test('an article without a word under its headings says so, and leads to the form at each of them', async () => {
  await anas.post('/new', form('Kun overskrifter', '## Sådan gør du\n\n## Eksempler\n'));
  const { text } = await anas.get('/wiki/kun-overskrifter');
  expect(text).toContain('Her er endnu ingen tekst ud over indledningen.');
  expect(text).toMatch(/href="[^"]*\/edit\?section=Eksempler"[^>]*>Skriv dette afsnit</);
  await anas.post('/new', form('Lidt ord', '## Sådan gør du\n\nVælg én ting.\n'));
  expect((await anas.get('/wiki/lidt-ord')).text).not.toContain('Her er endnu ingen tekst');
});

test('a footnote leads back to each place that refers to it, on every page that shows it', async () => {
  const pages = await pagesOf('Fodnoter', 'a[^1] b[^1]\n\n[^1]: Første\n[^1]: Anden\n');
  for (const [name, html] of Object.entries(pages)) {
    const back = Array.from(
      html.matchAll(/href="(#fnref:[\d:]+)"[^>]*>(?:<span>)?([a-z])</g),
      ([, to, shown]) => to! + shown!,
    );
    const found = { name, back, ids: idsIn(html).filter((id) => id.startsWith('fnref')) };
    expect(found).toEqual({ name, back: ['#fnref:1a', '#fnref:1:2b'], ids: ['fnref:1', 'fnref:1:2'] });
    expect(html.replace(/<textarea[^]*?<\/textarea>/g, '')).not.toContain('Anden');
  }
});
