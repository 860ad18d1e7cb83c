/** Headings: each has a link to itself, and answers to a name that it had for as long as something links to that. */
import { expect, test } from '@jest/globals';
import { createArticle, editArticle } from '../../../server/wiki/articles/edits.ts';
import { authorOf } from '../../../server/wiki/history/author.ts';
import { formerHeadings } from '../../../server/wiki/links/former-headings.ts';
import { serveWiki } from '../../support/client.ts';
import { method } from '../../support/content.ts';
import { ana, AT, join } from '../../support/people.ts';

test('a link to a heading that was renamed still leads to it, until nothing has that link', async () => {
  const wiki = await serveWiki();
  const author = (await authorOf(wiki.db, (await join(wiki.db, ana)).personId, AT))!;
  const edit = (title: string, body: string) =>
    editArticle(wiki.db, author, title, { content: method({ title, body }), summary: '', minor: false });
  const lån = (heading: string) => `## ${heading}\n\nRenten er fast i ti år.\n\n## Andet\n\nSpørg.\n`;
  const article = async () => (await wiki.client().get('/wiki/lån')).text;
  await createArticle(wiki.db, author, {
    content: method({ title: 'Lån', body: lån('Vilkår') }),
    summary: '',
  });
  await createArticle(wiki.db, author, {
    content: method({ title: 'Pant', body: 'Se [[Lån#Vilkår]].' }),
    summary: '',
  });
  expect(await article()).toContain(
    '<h2 id="vilkår">Vilkår<a class="heading-link" href="#vilkår" aria-label="Link til afsnittet Vilkår"></a></h2>',
  );
  await edit('Lån', lån('Pris'));
  await edit('Lån', lån('Hvad koster det'));
  expect(await article()).toContain('<h2 id="hvad-koster-det"><span id="vilkår"></span>Hvad koster det<a');
  expect(await formerHeadings(wiki.db, 1)).toEqual(new Map([['hvad-koster-det', ['vilkår']]]));
  // An old version has what it had, and who wrote what is no place to link to.
  const old = (await wiki.client().get('/wiki/lån/history/2')).text;
  expect(old).toContain('<h2 id="pris">Pris<a class="heading-link"');
  expect((await wiki.client().get('/wiki/lån/attribution')).text).not.toContain('heading-link');
  expect((await wiki.client().get('/en/wiki/lån')).text).toContain('aria-label="Link to the section Andet"');
  await edit('Pant', 'Se [[Lån]].');
  expect(await article()).not.toContain('<span id="vilkår">');
  await edit('Lån', `${lån('Hvad koster det')}\nSe [[#Pris]] og [igen](#vilkår).`);
  expect(await article()).toContain('<span id="pris"></span><span id="vilkår"></span>Hvad koster det');
  await wiki.close();
});
