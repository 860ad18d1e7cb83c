/** Fills a wiki with what is measured, through the functions that save in earnest. */
import { readSettings } from '../../dist/server/config.js';
import { makeContext } from '../../dist/server/context.js';
import { migrate } from '../../dist/server/db/migrate.js';
import { authorOf } from '../../dist/server/wiki/history/author.js';
import { insertArticle } from '../../dist/server/wiki/articles/edits.js';
import { enrol } from '../../dist/server/wiki/people/accounts.js';
import { recordRevision } from '../../dist/server/wiki/record.js';
import { appoint } from '../../dist/server/wiki/people/roles.js';
import { createAdministrator } from '../../dist/server/wiki/setup/setup.js';
import { history, scatteredChanges, take } from './history.js';
import { PEOPLE } from './people.js';
import { weigh } from './storage.js';

export const REVISIONS = 5000;
/** How long the bodies are, in bytes, of the articles of which the second revision changes one sentence. */
export const ONE_CHANGE = [5_000, 100_000];

/**
 * Fills a new wiki in a folder. Returns its database, the revisions of the long article, what the database weighed
 * `before` and `after` them, and a function that saves the next one. The long one comes last, when no table is empty.
 */
export async function fill(folder) {
  const { db, now } = makeContext(readSettings({ DATA_DIR: folder, LOG_LEVEL: 'silent' }));
  await migrate(db);
  const people = await keepers(db, now());
  const write = async (title, revisions) => {
    const save = await makeArticle(db, people, title);
    await db.transaction().execute(async (tx) => {
      for (const revision of revisions) await save(tx, revision);
    });
    return save;
  };

  const [first, second] = take(2, history(2, 2));
  const writeBoth = ([body, changed], title) =>
    write(title, [
      { ...first, body },
      { ...second, body: changed },
    ]);
  await writeBoth(scatteredChanges(100_000, 50, 2), 'Stor');
  for (const bytes of ONE_CHANGE) await writeBoth(scatteredChanges(bytes, 1, 5), `Rettet ${bytes}`);
  await write('Kort', take(50, history(50, 3)));
  await write('Gem', take(1, history(1, 4)));

  const before = weigh(folder);
  const growing = history(REVISIONS, 1);
  const long = take(REVISIONS, growing);
  const save = await write('Lang', long);
  const after = weigh(folder);
  const edit = () => db.transaction().execute((tx) => save(tx, growing.next().value));
  return { db, folder, long, before, after, edit };
}

/** Registers those who write, the first as administrator and the others as moderators: they may save as much as is measured. */
async function keepers(db, at) {
  const [first, ...others] = PEOPLE;
  const people = [await createAdministrator(db, first, at)];
  const administrator = await authorOf(db, people[0], at);
  for (const person of others) {
    const id = await enrol(db, person, at);
    await db.transaction().execute((tx) => appoint(tx, administrator, id, 'moderator'));
    people.push(id);
  }
  return people;
}

/** Fills a new wiki in a folder with articles, by their titles, of a body each and of one before it that is a word shorter. */
export async function fillWith(folder, bodies) {
  const { db, now } = makeContext(readSettings({ DATA_DIR: folder, LOG_LEVEL: 'silent' }));
  await migrate(db);
  const people = [await enrol(db, PEOPLE[0], now()), await enrol(db, PEOPLE[1], now())];
  for (const [title, body] of Object.entries(bodies)) {
    const save = await makeArticle(db, people, title);
    await db.transaction().execute(async (tx) => {
      const revision = { summary: '', at: now() };
      await save(tx, { ...revision, body: body.slice(0, -10), person: 0 });
      await save(tx, { ...revision, body, person: 1 });
    });
  }
  await db.destroy();
}

/** Makes an article and returns a function that saves its next revision. */
async function makeArticle(db, people, title) {
  const lead = 'En artikel at måle på.';
  const content = { kind: 'method', title, lead, topics: [], sources: [], facts: {}, body: '' };
  const target = await db.transaction().execute((tx) => insertArticle(tx, content, 'CC-BY-4.0'));
  let number = 0;
  return async (tx, { body, person, summary, at }) => {
    const author = await authorOf(tx, people[person], at);
    const action = number === 0 ? 'create' : 'edit';
    const save = { content: { ...content, body }, action, summary, minor: false, baseNumber: number || null };
    ({ number } = await recordRevision(tx, author, { ...target, revisionCount: number }, save));
  };
}
