import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { serveWiki, type Client, type Form, type ServedWiki } from '../../support/client.ts';
import { ana, bo } from '../../support/people.ts';

let wiki: ServedWiki;
let anas: Client;
let bos: Client;
let count = 0;

beforeAll(async () => {
  wiki = await serveWiki();
  [anas, bos] = [await wiki.joined(ana), await wiki.joined(bo)];
});
afterAll(() => wiki.close());

/** Returns what saves an article that Ana has written, and reads it. */
async function articleOf(first: Form) {
  const title = `Artikel ${++count}`;
  const slug = `artikel-${count}`;
  const made = {
    kind: 'method',
    title,
    lead: 'En sætning om metoden.',
    topics: '',
    action: 'save',
    ...first,
  };
  expect((await anas.post('/new', made)).status).toBe(303);
  return {
    slug,
    save: (client: Client, form: Form) =>
      client.post(`/wiki/${slug}/edit`, { action: 'save', base: '1', ...form }),
    body: async () => {
      const { text } = await anas.get(`/wiki/${slug}/edit`);
      return /name="body"[^>]*>\n([\s\S]*?)<\/textarea>/.exec(text)![1]!;
    },
    page: async (path = '') => (await anas.get(`/wiki/${slug}${path}`)).text,
  };
}

describe('whoever saves twice from one form', () => {
  test.each([
    ['writes on', 'En.\n\nTo.', 'En.\n\nTo.\n\nTre.', 'En.\n\nTo.\n\nTre.\n\nFire.'],
    ['writes on in the paragraph', 'En. To.', 'En. To. Tre.', 'En. To. Tre. Fire.'],
    [
      'writes on in the middle',
      'En.\n\nTo.',
      'En.\n\nHalvanden.\n\nTo.',
      'En.\n\nHalvanden, eller så.\n\nTo.',
    ],
    ['mends one word twice', 'Dette er en fjel.', 'Dette er en fejk.', 'Dette er en fejl.'],
    ['mends what was put in', 'En.', 'En. En ny sætning med en fjel.', 'En. En ny sætning med en fejl.'],
    ['mends a date twice', 'Fristen er 12-03-2024.', 'Fristen er 13-03-2024.', 'Fristen er 14-03-2024.'],
    ['takes out more', 'En sætning. To sætninger. Tre.', 'En sætning. Tre.', 'Tre.'],
    [
      'changes a table',
      '| a | b |\n|---|---|\n| 1 | 2 |',
      '| b | a |\n|---|---|\n| 2 | 1 |',
      '| b | a |\n|---|---|\n| 2 | 1 |\n| 4 | 3 |',
    ],
    [
      'adds notes',
      'En[^1].\n\n[^1]: Kilde.',
      'En[^1][^2].\n\n[^1]: Kilde.\n[^2]: Ny.',
      'En[^1][^2].\n\n[^1]: Kilde.\n[^2]: Nyere.',
    ],
    [
      'takes back a part',
      'En. To. Tre. Fire.',
      'En, ja. To. Tre. Fire, lang og god.',
      'En. To. Tre. Fire, lang og god, ja.',
    ],
  ])('goes on with the first: %s', async (_, first, second, third) => {
    const article = await articleOf({ body: first });
    expect((await article.save(anas, { body: second })).status).toBe(303);
    const saved = await article.save(anas, { body: third });
    expect([saved.status, saved.location]).toEqual([303, `/wiki/${article.slug}`]);
    expect(await article.page()).toContain('Gemt. Det er nu version 3.');
    expect(await article.body()).toBe(third);
    expect(await article.page('/history')).not.toContain('flettet');
  });

  test('goes on in every part: title, lead, topics, sources and facts', async () => {
    const article = await articleOf({ body: 'Tekst.' });
    const form = (more: string) => ({
      lead: `En sætning om metoden${more}.`,
      topics: `Ledelse${more}`,
      'sources[0][title]': `Kilde${more}`,
      'facts[timeRequired]': `en time${more}`,
    });
    expect((await article.save(anas, form(' nu'))).status).toBe(303);
    expect((await article.save(anas, form(' nu og her'))).status).toBe(303);
    const page = await article.page();
    for (const words of [
      'om metoden nu og her.',
      'Ledelse nu og her',
      'Kilde nu og her',
      'en time nu og her',
    ]) {
      expect(page).toContain(words);
    }
  });

  test('goes on with their own where another saved after it, and is told of that', async () => {
    const article = await articleOf({ body: 'En.\n\nTo.\n\nTre.' });
    await article.save(anas, { body: 'En, ja og jo.\n\nTo.\n\nTre.' });
    await article.save(bos, { base: '2', body: 'En, ja og jo.\n\nTo.\n\nTre, Bos.' });
    expect((await article.save(anas, { body: 'En, ja og altid jo.\n\nTo.\n\nTre.' })).status).toBe(303);
    expect(await article.page()).toContain('En anden gemte imens');
    expect(await article.body()).toBe('En, ja og altid jo.\n\nTo.\n\nTre, Bos.');
  });

  test('and leaves out a short paragraph of the first is asked, and loses nothing', async () => {
    const long = 'Et langt nyt afsnit om kommunens forsøg.';
    const article = await articleOf({ body: 'En.' });
    await article.save(anas, { body: `En.\n\nKort.\n\n${long}` });
    const clash = await article.save(anas, { body: `En.\n\n${long}` });
    expect(clash.status).toBe(409);
    expect(clash.text).toContain('Du har selv gemt imens');
    expect(await article.body()).toBe(`En.\n\nKort.\n\n${long}`);
  });

  test('goes on with the last of many', async () => {
    const article = await articleOf({ body: 'Nul.' });
    for (const body of ['Nul. Et.', 'Nul. Et. To.', 'Nul. Et. To. Tre.']) {
      expect((await article.save(anas, { body })).status).toBe(303);
    }
    expect(await article.body()).toBe('Nul. Et. To. Tre.');
  });

  test('but in two windows has both merged, and is never called somebody else', async () => {
    const article = await articleOf({ body: 'Det ene afsnit.\n\nMidten.\n\nDet andet afsnit.' });
    await article.save(anas, { body: 'Det ene afsnit, ændret.\n\nMidten.\n\nDet andet afsnit.' });
    const saved = await article.save(anas, {
      body: 'Det ene afsnit.\n\nMidten.\n\nDet andet afsnit, ændret.',
    });
    expect(saved.status).toBe(303);
    const page = await article.page();
    expect(page).toContain('Du havde selv gemt imens');
    expect(page).not.toContain('En anden');
    expect(await article.body()).toBe('Det ene afsnit, ændret.\n\nMidten.\n\nDet andet afsnit, ændret.');
  });

  test('and chooses where the two windows clash', async () => {
    const article = await articleOf({ body: 'En.\n\nTo.' });
    await article.save(anas, { body: 'En.\n\nTo.\n\nEt afsnit fra det ene vindue.' });
    const clash = await article.save(anas, { body: 'En.\n\nTo.\n\nNoget helt andet, skrevet i det andet.' });
    expect(clash.status).toBe(409);
    expect(clash.text).toContain('Du har selv gemt imens');
    for (const words of ['En anden', 'I har ændret', 'Hvor I har']) expect(clash.text).not.toContain(words);
    const english = await anas.post(`/en/wiki/${article.slug}/edit`, {
      action: 'save',
      base: '1',
      body: 'En.\n\nTo.\n\nNoget helt tredje, skrevet i det tredje.',
    });
    expect(english.text).toContain('You have saved meanwhile yourself');
    expect(english.text).not.toMatch(/Someone else|You have both/);
  });

  test('while another who saves is another', async () => {
    const article = await articleOf({ body: 'En.\n\nTo.' });
    await article.save(bos, { body: 'En.\n\nTo.\n\nTre.' });
    const clash = await article.save(anas, { body: 'En.\n\nTo.\n\nTre.\n\nFire.' });
    expect(clash.status).toBe(409);
    expect(clash.text).toContain('En anden gemte, mens du skrev');
  });
});

test('the form that is read after a merge holds both sides, each time', async () => {
  for (let i = 0; i < 40; i++) {
    const article = await articleOf({ body: '- en\n- to' });
    expect((await article.save(bos, { body: '- EN\n- to' })).status).toBe(303);
    expect((await article.save(anas, { body: '- en\n- TO' })).status).toBe(303);
    expect(await article.body()).toBe('- EN\n- TO');
  }
});
