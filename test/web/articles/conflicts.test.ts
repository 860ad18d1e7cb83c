import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { serveWiki, type Answer, type Client, type Form, type ServedWiki } from '../../support/client.ts';
import { ana, bo, mo } from '../../support/people.ts';

let wiki: ServedWiki;
let anas: Client;
let bos: Client;
let mos: Client;

beforeAll(async () => {
  wiki = await serveWiki();
  [anas, bos, mos] = [await wiki.joined(ana), await wiki.joined(bo), await wiki.joined(mo)];
});
afterAll(() => wiki.close());

const path = (slug: string, rest = '') => `/wiki/${encodeURIComponent(slug)}${rest}`;
const edit = (client: Client, slug: string, form: Form) =>
  client.post(path(slug, '/edit'), { action: 'save', ...form });

const BOTH = /type="radio"[^>]* value="both"/g;
const slugFor = (title: string) => title.toLowerCase().replaceAll(' ', '-');

/** Writes an article by Ana, and a version of it by Bo; then sends what Ana made of the first meanwhile. */
async function clashOf(title: string, first: Form, bosForm: Form, anasForm: Form): Promise<Answer> {
  const slug = slugFor(title);
  const lead = 'En sætning om metoden.';
  expect((await anas.post('/new', { kind: 'method', title, lead, action: 'save', ...first })).status).toBe(
    303,
  );
  expect((await edit(bos, slug, { base: '1', summary: 'Bos grund', ...bosForm })).status).toBe(303);
  const clash = await edit(anas, slug, { base: '1', summary: 'Anas grund', ...anasForm });
  expect(clash.status).toBe(409);
  return clash;
}

interface ChoicesForm {
  address: string;
  /** What the form carries unseen. */
  hidden: Form;
  /** The name of the radio buttons of each clash, in order. */
  names: string[];
}

/** Reads the form of the choices off a page, as a browser without JavaScript would send it. */
function choicesIn({ text }: Answer): ChoicesForm {
  const form = /<form class="clashes" action="([^"]*)"[\s\S]*?<\/form>/.exec(text)!;
  const hidden = [...form[0].matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)];
  const radios = [...form[0].matchAll(/type="radio" id="[^"]*" name="([^"]*)"/g)].map(([, name]) => name!);
  return {
    address: unescape(form[1]!),
    hidden: Object.fromEntries(hidden.map(([, name, value]) => [name!, unescape(value!)])),
    names: [...new Set(radios)],
  };
}

function unescape(html: string): string {
  return html
    .replace(/&#34;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');
}

/** Sends the form of a page with a choice for each clash, in order; undefined leaves one open. */
function choose(
  client: Client,
  page: Answer,
  choices: (string | undefined)[],
  more: Form = {},
): Promise<Answer> {
  const { address, hidden, names } = choicesIn(page);
  expect(names).toHaveLength(choices.length);
  const chosen = names.flatMap((name, i) => (choices[i] === undefined ? [] : [[name, choices[i]]]));
  return client.post(address, {
    ...hidden,
    ...Object.fromEntries(chosen),
    summary: 'Valgt',
    action: 'save',
    ...more,
  });
}

/** Returns a page without what is said to a screen reader alone. */
const seen = ({ text }: Answer) => text.replace(/<span class="sr-only">[^<]*<\/span>/g, '');

/** Returns the body that the form of an article holds. */
async function bodyOf(slug: string): Promise<string> {
  const { text } = await anas.get(path(slug, '/edit'));
  return unescape(/name="body"[^>]*>\n([\s\S]*?)<\/textarea>/.exec(text)![1]!);
}

const body = (first: string, last: string) =>
  `## Sådan gør du\n\nVi begynder roligt. ${first} Så holder vi fri.\n\nDet i midten står.\n\n${last}\n`;

describe('a conflict', () => {
  const clash = (title: string) =>
    clashOf(
      title,
      { body: body('Vi taler om dagen.', 'Det sidste afsnit.') },
      { body: body('Vi taler længe om dagen.', 'Det sidste, Bos.') },
      { body: body('Vi tier om dagen.', 'Det sidste, Anas.').replace('i midten', 'helt inde i midten') },
    );

  test('shows each clash by itself, under its heading, with both sides and their authors', async () => {
    const page = await clash('Hver for sig');
    expect(choicesIn(page).names).toHaveLength(2);
    expect(page.text).toContain('Der er 2 steder, hvor du skal vælge');
    expect(page.text).toMatch(/<legend class="form-label">1\. Tekst under »Sådan gør du«<\/legend>/);
    const form = /<form class="clashes"[\s\S]*?<\/form>/.exec(seen(page))![0];
    expect(form).toContain('Vi taler <ins>længe </ins>om dagen.');
    expect(form).toContain('Vi <ins>tier</ins> om dagen.');
    expect(form).toMatch(
      /skrevet af <span class="byline"><a[^>]*>Bo Åkjær<\/a> <span class="byline-detail">konsulent, Aarhus Kommune/,
    );
    expect(form).toContain('skrevet af dig');
    expect(form).not.toMatch(/<p>Det helt inde i midten/);
    expect(page.text).toContain('href="/wiki/hver-for-sig/diff/1/2"');
  });

  test('is settled by choosing, for each, what was saved or mine; all else is in', async () => {
    const page = await clash('Valgt for hvert');
    const answer = await choose(anas, page, ['theirs', 'mine']);
    expect([answer.status, answer.location]).toEqual([303, '/wiki/valgt-for-hvert']);
    expect(await bodyOf('valgt-for-hvert')).toBe(
      body('Vi taler længe om dagen.', 'Det sidste, Anas.').replace('i midten', 'helt inde i midten'),
    );
    const history = (await anas.get(path('valgt-for-hvert', '/history'))).text;
    expect(history).toContain('Valgt');
    expect(history).toContain('flettet');
  });

  test('or by keeping both: sentences in their paragraph, paragraphs as their own', async () => {
    await choose(anas, await clash('Begge dele'), ['both', 'both']);
    expect(await bodyOf('begge-dele')).toBe(
      body('Vi taler længe om dagen. Vi tier om dagen.', 'Det sidste, Bos.\n\nDet sidste, Anas.').replace(
        'i midten',
        'helt inde i midten',
      ),
    );
  });

  test('comes again while a clash has no choice, keeping the others and naming that one', async () => {
    const page = await clash('Et mangler');
    const again = await choose(anas, page, [undefined, 'theirs']);
    expect(again.status).toBe(409);
    expect(again.text).toContain('Der er én ting at rette');
    expect(again.text).toMatch(/1\. Tekst under »Sådan gør du«: Vælg, hvad der skal stå her\./);
    expect(again.text).toMatch(/value="theirs"[^>]* checked>/);
    expect(again.text).toContain('value="Valgt"');
    const [first] = choicesIn(again).names;
    expect(again.text).toContain(`href="#${first}"`);
    expect((await choose(anas, page, [undefined, undefined])).text).toContain('Der er 2 ting at rette');
    expect((await choose(anas, again, ['mine', 'mine'])).status).toBe(303);
    expect(await bodyOf('et-mangler')).toContain('Vi tier om dagen.');
  });

  test('can be put together and looked through before it is saved', async () => {
    const page = await clash('Set igennem');
    const preview = await choose(anas, page, ['theirs', 'mine'], { action: 'preview' });
    expect(preview.status).toBe(200);
    expect(preview.text).toContain('Forhåndsvisning');
    expect(preview.text).toContain('name="base" value="2"');
    expect(preview.text).toContain('Vi taler længe om dagen. Så holder vi fri.');
    expect((await choose(anas, page, ['theirs', undefined], { action: 'preview' })).status).toBe(409);
    expect(await bodyOf('set-igennem')).toContain('Det sidste, Bos.');
  });

  test('or written together by hand, in a form that holds mine, merged as far as it goes', async () => {
    const page = await clashOf(
      'I hånden',
      { body: 'Et.\n\nTo.\n\nTre.' },
      { body: 'Et, Bos.\n\nTo.\n\nTre, Bos.' },
      { body: 'Et, Anas.\n\nTo, Anas.\n\nTre.' },
    );
    expect(page.text).toContain('>\nEt, Anas.\n\nTo, Anas.\n\nTre, Bos.</textarea>');
    expect(page.text).toContain('name="base" value="2"');
    const saved = await edit(anas, 'i-hånden', { base: '2', body: 'Et, begges.\n\nTo, Anas.\n\nTre, Bos.' });
    expect(saved.status).toBe(303);
    expect(await bodyOf('i-hånden')).toBe('Et, begges.\n\nTo, Anas.\n\nTre, Bos.');
  });

  test('trusts no merged text: the words come from the versions and from what was typed', async () => {
    const page = await clash('Ingen tillid');
    const forged = { 'choice[0]': 'mine', 'choice[body]': 'Indsmuglet tekst', merged: 'Indsmuglet tekst' };
    const answer = await choose(anas, page, ['theirs', 'theirs'], forged);
    expect(answer.status).toBe(303);
    expect(await bodyOf('ingen-tillid')).toContain('Vi taler længe om dagen.');
    expect(await bodyOf('ingen-tillid')).not.toContain('Indsmuglet');
  });
});

describe('a conflict in the other parts', () => {
  test('of title, lead, facts, topics and sources is chosen in the same way', async () => {
    const form = (name: string): Form => ({
      title: `Metoden, ${name}`,
      lead: `En sætning af ${name}.`,
      topics: `Ledelse\nEmne af ${name}`,
      'sources[0][title]': `Kilde af ${name}`,
      'sources[0][url]': `https://example.dk/${name.toLowerCase()}`,
      'facts[timeRequired]': `${name}s tid`,
      'facts[phase]': ['', name === 'Bo' ? 'idea' : 'proposal'],
    });
    const first = { ...form('første'), title: 'Alle dele', 'facts[phase]': ['', 'problem'], body: 'Tekst.' };
    const page = await clashOf('Alle dele', first, form('Bo'), form('Ana'));
    const text = seen(page);
    const legends = [...text.matchAll(/<legend class="form-label">(\d+\. [^<]*)</g)].map(
      ([, legend]) => legend,
    );
    expect(legends).toEqual([
      '1. Titel',
      '2. Indledning',
      '3. Fakta\u00A0· Tid',
      '4. Fakta\u00A0· Fase',
      '5. Emner',
      '6. Kilder',
    ]);
    expect(text).toContain('Kilde af <ins>Bo</ins> (https://example.dk/<ins>bo</ins>)');
    expect(text.match(BOTH)).toHaveLength(3);
    const saved = await choose(anas, page, ['theirs', 'mine', 'theirs', 'both', 'both', 'mine']);
    expect([saved.status, saved.location]).toEqual([303, '/wiki/metoden-bo']);
    const article = (await anas.get(path('metoden-bo'))).text;
    for (const words of [
      'En sætning af Ana.',
      'Bos tid',
      'Idé',
      'Forslag',
      'Emne af Bo',
      'Emne af Ana',
      'Kilde af Ana',
    ]) {
      expect(article).toContain(words);
    }
    for (const words of ['Anas tid', 'Kilde af Bo', 'Emne af første']) expect(article).not.toContain(words);
  });

  test('what one took out and the other changed is a choice between nothing and something', async () => {
    const page = await clashOf(
      'Taget ud',
      { body: 'Et.\n\nTo er her.\n\nTre.' },
      { body: 'Et.\n\nTre.' },
      { body: 'Et.\n\nTo er stadig her.\n\nTre.' },
    );
    expect(page.text).toContain('Ingenting: teksten er slettet');
    expect(page.text).not.toMatch(BOTH);
    const again = await choose(anas, page, ['both']);
    expect(again.status).toBe(409);
    expect((await choose(anas, page, ['theirs'])).status).toBe(303);
    expect(await bodyOf('taget-ud')).toBe('Et.\n\nTre.');
  });
});

describe('when the article has moved on once more', () => {
  const first = 'Det ene afsnit.\n\nMidten.\n\nDet andet afsnit.';
  const bosBody = 'Det ene, Bos.\n\nMidten.\n\nDet andet, Bos.';
  const anasBody = 'Det ene, Anas.\n\nMidten.\n\nDet andet, Anas.';
  const clash = async (title: string) => {
    const slug = slugFor(title);
    await anas.post('/new', { kind: 'method', title, lead: 'Kort.', body: first, action: 'save' });
    await edit(bos, slug, { base: '1', body: bosBody });
    return edit(anas, slug, { base: '1', body: anasBody });
  };

  test('elsewhere, the choices hold', async () => {
    const page = await clash('Andetsteds');
    await edit(mos, 'andetsteds', { base: '2', body: bosBody.replace('Midten.', 'Midten, Mos.') });
    expect((await choose(anas, page, ['mine', 'theirs'])).status).toBe(303);
    expect(await bodyOf('andetsteds')).toBe('Det ene, Anas.\n\nMidten, Mos.\n\nDet andet, Bos.');
  });

  test('in the same words, the page comes again and asks anew for those, with everyone who wrote', async () => {
    const page = await clash('Igen og igen');
    await edit(mos, 'igen-og-igen', { base: '2', body: bosBody.replace('Det ene, Bos.', 'Det ene, Mos.') });
    const again = await choose(anas, page, ['theirs', 'theirs']);
    expect(again.status).toBe(409);
    expect(seen(again)).toMatch(/<ins>[^<]*Mos<\/ins>/);
    expect(again.text.match(/type="radio"[^>]* checked>/g)).toHaveLength(1);
    expect(again.text).toMatch(/skrevet af [\s\S]*Mo Lindholm[\s\S]* og [\s\S]*Bo Åkjær/);
    expect((await choose(anas, again, ['mine', 'theirs'])).status).toBe(303);
    expect(await bodyOf('igen-og-igen')).toBe('Det ene, Anas.\n\nMidten.\n\nDet andet, Bos.');
  });

  test('a session that ran out costs neither the text nor the way back', async () => {
    const page = await clash('Udløbet');
    const stranger = wiki.client();
    const answer = await choose(stranger, page, ['mine', 'mine']);
    expect(answer.status).toBe(401);
    const [, draft = ''] = /name="draft" value="([^"]*)"/.exec(answer.text)!;
    expect(Buffer.from(draft, 'base64url').toString()).toContain('Det ene, Anas.');
  });
});

describe('taking back what was changed again', () => {
  const versions = async (title: string) => {
    const slug = slugFor(title);
    const text = (one: string, two: string) => `Det ene ${one}.\n\nMidten.\n\nDet andet ${two}.`;
    await anas.post('/new', {
      kind: 'method',
      title,
      lead: 'Kort.',
      body: text('er godt', 'er godt'),
      action: 'save',
    });
    await edit(bos, slug, { base: '1', body: text('er vrøvl', 'er vrøvl') });
    await mos.post(path(slug, '/edit'), {
      base: '2',
      body: text('er vrøvl og mere', 'er vrøvl'),
      action: 'save',
    });
    return slug;
  };

  test('an undo chooses in the same way, and is still an undo', async () => {
    const slug = await versions('Fortrudt');
    const page = await anas.post(path(slug, '/undo'), { number: '2', base: '3', summary: 'Vrøvl' });
    expect(page.status).toBe(409);
    expect(page.text).toContain('Ordene er ændret igen siden');
    expect(page.text).toContain('Fortryd her');
    expect(page.text).toMatch(/skrevet af [\s\S]*Mo Lindholm/);
    expect(choicesIn(page).address).toBe('/wiki/fortrudt/undo');
    expect(page.text).toContain('>\nDet ene er godt.\n\nMidten.\n\nDet andet er godt.</textarea>');
    const silent = await choose(anas, page, ['theirs'], { summary: '' });
    expect(silent.status).toBe(422);
    expect((await choose(anas, page, ['theirs'])).status).toBe(303);
    expect(await bodyOf(slug)).toBe('Det ene er vrøvl og mere.\n\nMidten.\n\nDet andet er godt.');
    const history = (await anas.get(path(slug, '/history'))).text;
    expect(history).toContain('Fortryder version 2');
  });

  test('and so does a restore on a version that is no longer the newest', async () => {
    const slug = await versions('Gendannet');
    const page = await anas.post(path(slug, '/restore'), { number: '1', base: '2', summary: 'Det første' });
    expect(page.status).toBe(409);
    expect(page.text).toContain('En anden gemte imens');
    expect(page.text).toContain('sådan stod der i version 1');
    expect((await choose(anas, page, ['mine'])).status).toBe(303);
    expect(await bodyOf(slug)).toBe('Det ene er godt.\n\nMidten.\n\nDet andet er godt.');
    expect((await anas.get(path(slug, '/history'))).text).toContain('Gendanner version 1');
  });
});

test('a conflict reads in English under /en, and its form stays there', async () => {
  await anas.post('/new', {
    kind: 'method',
    title: 'Engelsk',
    lead: 'Kort.',
    body: 'Det ene ord.',
    action: 'save',
  });
  await edit(bos, 'engelsk', { base: '1', body: 'Det andet ord.' });
  const page = await anas.post('/en/wiki/engelsk/edit', {
    base: '1',
    body: 'Det tredje ord.',
    action: 'save',
  });
  expect(page.status).toBe(409);
  expect(page.text).toContain('Someone else saved while you were writing');
  expect(page.text).toContain('Keep what was saved');
  const saved = await choose(anas, page, ['mine']);
  expect(saved.location).toBe('/en/wiki/engelsk');
});
