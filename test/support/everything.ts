/** A small wiki with some of everything in it, for tests that go through all of what is stored. */
import { kindOf } from '../../server/kinds/index.ts';
import { authorOf, type Author } from '../../server/wiki/history/author.ts';
import { makeCheckpoint } from '../../server/wiki/proof/checkpoints.ts';
import { createArticle, editArticle, insertArticle, moveArticle } from '../../server/wiki/articles/edits.ts';
import { eraseByline, eraseContents, eraseSummary } from './erasing.ts';
import { hideOrShowPost } from '../../server/wiki/talk/hiding.ts';
import { answer, beginThread, reword } from '../../server/wiki/talk/posting.ts';
import { settleOrReopen } from '../../server/wiki/talk/settling.ts';
import { slugOf } from '../../server/text/slug.ts';
import { deleteArticle, undeleteArticle } from '../../server/wiki/moderation/deletion.ts';
import { askErasure } from '../../server/wiki/moderation/erasing.ts';
import { freeTitle } from '../../server/wiki/moderation/freeing.ts';
import { hideRevision } from '../../server/wiki/moderation/hiding.ts';
import { importHistory } from '../../server/wiki/exchange/imports.ts';
import { endGoal, setGoal } from '../../server/wiki/figures/goals.ts';
import { addDomain, removeDomain } from '../../server/wiki/people/domains.ts';
import { changeSignature } from '../../server/wiki/people/signatures.ts';
import { blockPerson, unblockPerson } from '../../server/wiki/moderation/blocks.ts';
import { patrolPerson, patrolRevision } from '../../server/wiki/moderation/patrols.ts';
import { protectArticle, unprotectArticle } from '../../server/wiki/moderation/protections.ts';
import { restoreRevision, rollBack, undoRevisions } from '../../server/wiki/articles/reverts.ts';
import { recordRevision } from '../../server/wiki/record.ts';
import { appoint } from '../../server/wiki/people/roles.ts';
import { beginSession } from '../../server/wiki/people/sessions.ts';
import { createAdministrator } from '../../server/wiki/setup/setup.ts';
import { mergeTopics, partTopic } from '../../server/wiki/topics/merging.ts';
import { method } from './content.ts';
import { ana, AT, bo, join, mo, PASSWORD } from './people.ts';
import type { TestWiki } from './wiki.ts';

const EARLY = '2026-11-20T08:00:00.000Z';
const LATER = '2026-12-01T08:00:00.000Z';
const SHARED = 'Vi prøver det af sammen i en hel uge.';
const reason = 'Personoplysninger';
const YEAR = { from: '2026-01', to: '2026-12' };

/** Fills an empty wiki: kinds, facets, a move, a merge, reverts, imports, starter content, erasures, roles, protections, blocks, deletions, hidings, names shown together, merged topics, goals, talk, patrols, checkpoints. */
export async function fillWithEverything(wiki: TestWiki): Promise<void> {
  const { db } = wiki;
  const administrator = { name: 'Åse Ørsted', title: 'konsulent', workplace: '', email: 'aase@example.dk' };
  const id = await createAdministrator(db, { ...administrator, password: PASSWORD }, AT);
  const aases = (await authorOf(db, id, EARLY))!;
  const [anas, bos, mos] = [await join(db, ana), await join(db, bo), await join(db, mo)];
  await db.transaction().execute((tx) => appoint(tx, aases, mos.personId, 'moderator'));
  const moderator = (await authorOf(db, mos.personId, AT))!;
  await writeArticles(wiki, anas, bos);
  await layIn(wiki, aases);
  await importTwo(wiki, aases);
  await makeCheckpoint(db, wiki.settings.dataFolder, AT);
  await eraseSome(wiki, (await authorOf(db, id, AT))!, bos);
  await takeSome(wiki, moderator, aases, bos);
  await beginSession(db, 'a', { personId: id, data: '{"passport":{}}' }, LATER);
  await makeCheckpoint(db, wiki.settings.dataFolder, LATER);
  for (const domain of ['nordby.example', 'vesterby.example', 'sydby.example'])
    await addDomain(db, (await authorOf(db, id, LATER))!, { domain, workplace: `Kommunen ${domain[0]!}` });
  await removeDomain(db, (await authorOf(db, id, LATER))!, 'vesterby.example');
  for (const figure of ['edits', 'sector:health', 'cases'])
    await setGoal(db, (await authorOf(db, id, LATER))!, { figure, ...YEAR, goal: 120 });
  await endGoal(db, (await authorOf(db, id, LATER))!, { figure: 'cases', ...YEAR });
  await rename(wiki, bos, { name: 'Bo Lund', paired: true });
  const als = await join(db, { ...ana, name: 'Al Bro', email: 'al@example.dk' });
  await rename(wiki, als, { name: 'Al Dam', paired: true });
  const ias = await join(db, { ...ana, name: 'Ia Bro', email: 'ia@example.dk' });
  await rename(wiki, ias, { name: 'Ia Dam', paired: true });
  await rename(wiki, ias, { name: 'Ia Dam', paired: false });
  const after = {
    content: method({ title: 'Sidst', body: 'Et *ord* til 😀 og "mere" \\ her.' }),
    summary: 'Til sidst',
  };
  await createArticle(db, (await authorOf(db, anas.personId, LATER))!, after);
  await limit(wiki, moderator);
  await mergeSome(wiki, moderator);
  await talk(wiki, moderator, (await authorOf(db, anas.personId, LATER))!);
}

/** Topics that are merged, of which one is its own again. */
async function mergeSome({ db }: TestWiki, moderator: Author): Promise<void> {
  const merge = (topic: string, into: string) => mergeTopics(db, moderator, topic, { into, reason });
  await merge('prøv selv', 'forsøg');
  await merge('forsøg', 'afprøvning');
  await merge('ledelse', 'afprøvning');
  await partTopic(db, moderator, 'ledelse', reason);
}

/** Threads and questions with answers, of which some are reworded, settled, opened again, hidden, and shown again; two mention somebody. */
async function talk({ db }: TestWiki, moderator: Author, anas: Author): Promise<void> {
  const slug = 'prøvehandling';
  const post = (title: string, words: string, section = '') =>
    beginThread(db, anas, slug, { title, words, section });
  const first = await post('Hvor længe?', `Spørg @[${moderator.personId}].`);
  const second = await post('Hvordan?', 'Hvordan gør I?', 'sådan-gør-du');
  const third = await post('Hvorfor?', `Det ved @[${anas.personId}].`, 'eksempler');
  const reply = await answer(db, moderator, { slug, ...first }, { words: 'En uge.' });
  await answer(db, anas, { slug, ...first }, { words: 'Tak.' });
  await reword(db, moderator, { slug, ...reply }, { title: '', words: 'En hel uge.' });
  await reword(db, anas, { slug, ...third }, { title: 'Hvorfor nu?', words: 'Hvorfor ikke før?' });
  const settle = (deed: 'settle' | 'reopen', threadId: number) =>
    settleOrReopen(db, anas, deed, { slug, threadId, note: '' });
  await settle('settle', second.id);
  await settle('settle', third.id);
  await settle('settle', first.id);
  await settle('reopen', first.id);
  const hide = (deed: 'hide-post' | 'unhide-post', id: number) =>
    hideOrShowPost(db, moderator, deed, { slug, id, reason });
  await hide('hide-post', reply.id);
  await hide('hide-post', third.id);
  await hide('hide-post', second.id);
  await hide('unhide-post', second.id);
  const about = (passage: string) =>
    beginThread(db, anas, slug, {
      ...{ title: 'Om det', words: 'Hvad menes der?', section: '' },
      passage: { passage, before: '', number: 8 },
    });
  await about('Vælg én ting');
  await about('prøver en ny vagtplan');
}

async function rename(
  { db }: TestWiki,
  { personId }: Author,
  wanted: { name: string; paired: boolean },
): Promise<void> {
  await changeSignature(db, (await authorOf(db, personId, LATER))!, { ...wanted, title: '', workplace: '' });
}

async function writeArticles({ db }: TestWiki, anas: Author, bos: Author): Promise<void> {
  const edit = (author: Author, change: Parameters<typeof method>[0], more = {}) =>
    editArticle(db, author, 'prøvehandling', {
      content: method(change),
      summary: '',
      minor: false,
      ...more,
    });
  const topics = ['deltagelse', 'prøv selv'];
  await createArticle(db, anas, { content: method({ topics }), summary: 'Første' });
  await edit(bos, { topics, body: `${method().body}\n${SHARED}\n` }, { summary: 'Anden', minor: true });
  await edit(anas, { topics, lead: 'Et andet forsøg.' }, { base: 1 });
  await restoreRevision(db, bos, 'prøvehandling', { number: 1, summary: 'Tilbage' });
  await edit(anas, { topics, lead: 'Et tredje forsøg.', body: `${SHARED}\n` });
  await undoRevisions(db, bos, 'prøvehandling', { from: 5, to: 5, summary: 'Uden' });
  await edit(anas, { topics, lead: 'Et fjerde forsøg.' });
  await rollBack(db, bos, 'prøvehandling', { base: 7, summary: 'Væk' });
  const region = {
    kind: 'organisation',
    title: 'Vejledning',
    facts: { places: ['1081'] },
    body: `${SHARED}\n`,
  };
  await createArticle(db, bos, { content: method(region), summary: '' });
  await moveArticle(db, anas, 'vejledning', { title: 'Rettesnor', summary: 'Nyt navn' });
}

async function layIn({ db }: TestWiki, aases: Author): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const content = method({ title: 'Begyndelse', kind: 'concept', facts: {} });
    const article = await insertArticle(tx, content, 'CC-BY-4.0');
    const save = { content, action: 'starter', summary: '', minor: false, baseNumber: null } as const;
    await recordRevision(tx, aases, article, save);
  });
}

async function importTwo({ db }: TestWiki, aases: Author): Promise<void> {
  const commit = (id: string, path: string, text: string, name: string) => ({
    id,
    author: { name, email: `${name}@example.com` },
    merge: false,
    writtenAt: `2020-05-0${id}T08:00:00.000Z`,
    message: `Commit ${id}\n\nCo-authored-by: Kim Poe <kim@example.com>`,
    changes: [{ path, read: () => Promise.resolve(text) }],
  });
  const terms = { kind: kindOf('method')!, licence: 'CC0-1.0' };
  await importHistory(db, aases, { ...terms, source: 'git:one' }, [
    commit('1', 'cards.md', '# Card sorting\n\nSort the cards with your users.\n', 'Jo Doe'),
    commit('2', 'cards.md', '# Card sorting\n\nSort all the cards with your users.\n', 'amaier'),
    commit('3', 'cards.md', '# Card sorting\n\nSort all the cards with your users.\n', 'Jo Doe'),
  ]);
  await importHistory(db, aases, { ...terms, licence: 'CC-BY-4.0', source: 'git:two' }, [
    commit('4', 'maps.md', '# Maps\n\nDraw a map of what happens.\n', 'Al Fine'),
  ]);
}

async function eraseSome({ db }: TestWiki, moderator: Author, bos: Author): Promise<void> {
  const zoe = await join(db, { ...ana, name: 'Zoe Bek', email: 'zoe@example.dk' });
  const body = (text: string) => method({ title: 'Skema', body: text });
  const save = (text: string) =>
    editArticle(db, bos, 'skema', { content: body(text), summary: '', minor: false });
  await createArticle(db, zoe, { content: body('Ring til os i morgen tidlig.'), summary: 'Zoes' });
  await save('Ring til os i morgen tidlig.\n\nSkriv så til os i aften.');
  await save('Ring til os i morgen tidlig.\n\nSkriv så til os i aften.\n\nEller kom forbi på torsdag.');
  await createArticle(db, bos, {
    content: method({ title: 'Lån', body: 'Skriv så til os i aften, alle sammen, helst før klokken ti.' }),
    summary: '',
  });
  await eraseContents(db, moderator, 'skema', { numbers: [1, 2], reason });
  await eraseSummary(db, moderator, 'skema', { number: 1, reason });
  await eraseByline(db, moderator, zoe.bylineId, reason);
  await createArticle(db, bos, { content: method({ title: 'Hemmelig' }), summary: '' });
  await moveArticle(db, bos, 'hemmelig', { title: 'Offentlig', summary: '' });
  await eraseContents(db, moderator, 'offentlig', { numbers: [2], reason });
  await createArticle(db, bos, { content: method({ title: 'Alt' }), summary: '' });
  await eraseContents(db, moderator, 'alt', { numbers: [1], reason });
}

async function limit({ db }: TestWiki, moderator: Author): Promise<void> {
  const until = '2026-12-24T22:59:59.999Z';
  await protectArticle(db, moderator, 'prøvehandling', { level: 'verified', until: null, reason });
  await protectArticle(db, moderator, 'rettesnor', { level: 'verified', until, reason });
  await protectArticle(db, moderator, 'rettesnor', { level: 'moderators', until, reason });
  await protectArticle(db, moderator, 'sidst', { level: 'moderators', until: null, reason });
  await unprotectArticle(db, moderator, 'sidst', reason);
  for (const [name, email] of [
    ['Eva Holm', 'eva@example.dk'],
    ['Ib Krogh', 'ib@example.dk'],
    ['Ea Lund', 'ea@example.dk'],
  ] as const) {
    const { personId } = await join(db, { ...ana, name, email });
    const scope = name === 'Eva Holm' ? 'everything' : 'editing';
    await blockPerson(db, moderator, personId, { scope, until: scope === 'editing' ? until : null, reason });
    if (name === 'Ea Lund') await unblockPerson(db, moderator, personId, reason);
  }
}

/** Sets two titles of one article free, of which another takes one. */
async function setFree(db: TestWiki['db'], moderator: Author, bos: Author): Promise<void> {
  await createArticle(db, bos, { content: method({ title: 'Den ene' }), summary: '' });
  for (const title of ['Den anden', 'Den tredje'])
    await moveArticle(db, bos, title === 'Den anden' ? 'den-ene' : 'den-anden', { title, summary: '' });
  for (const slug of ['den-ene', 'den-anden']) await freeTitle(db, moderator, slug, reason);
  await createArticle(db, bos, { content: method({ title: 'Den ene' }), summary: '' });
  await linkOn(db, bos);
}

/** Links to an article, to a heading and to what nobody has written, under a heading that had another name. */
async function linkOn(db: TestWiki['db'], bos: Author): Promise<void> {
  const body = (heading: string) => `## ${heading}\n\nSe [[Lån]], [[Lån#Vilkår]] og [[Pant]] om det.\n`;
  const content = method({ title: 'Henvisninger', facts: {}, body: body('Ordet før') });
  await createArticle(db, bos, { content, summary: '' });
  const edit = { content: { ...content, body: body('Ordet efter') }, summary: '', minor: true };
  await editArticle(db, bos, 'henvisninger', edit);
}

/** Deletes three articles and brings one back; hides texts and summaries, shows one again, looks at what waits, and asks for an erasure. */
async function takeSome(
  { db }: TestWiki,
  moderator: Author,
  administrator: Author,
  bos: Author,
): Promise<void> {
  for (const title of ['Væk', 'Også væk', 'Væk og her']) {
    await createArticle(db, bos, { content: method({ title }), summary: '' });
    await deleteArticle(db, moderator, slugOf(title), reason);
  }
  await undeleteArticle(db, moderator, 'væk-og-her', reason);
  await setFree(db, moderator, bos);
  const hide = (number: number, text: boolean, summary: boolean) =>
    hideRevision(db, moderator, { slug: 'prøvehandling', number }, { text, summary, reason });
  await hide(1, true, false);
  await hide(2, true, true);
  await hide(4, false, true);
  await hide(6, true, false);
  await hide(6, false, false);
  await patrolRevision(db, moderator, { slug: 'væk-og-her', number: 1 });
  await patrolPerson(db, moderator, bos.personId, 2);
  const revision = { slug: 'prøvehandling', number: 5 };
  await askErasure(db, administrator, revision, { what: 'content', reason });
}
