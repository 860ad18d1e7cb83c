/** What an imported repository of many short articles takes, beside what git takes for it, and how fast it comes in. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { readSettings } from '../../dist/server/config.js';
import { makeContext } from '../../dist/server/context.js';
import { migrate } from '../../dist/server/db/migrate.js';
import { createAdministrator } from '../../dist/server/wiki/setup/setup.js';
import { pack } from './git.js';
import { cpuOfCommand } from './measure.js';
import { PEOPLE } from './people.js';
import { FILES, makeFiles, REVISIONS } from './repository.js';
import { weigh } from './storage.js';
import { atLeast, atMost, perSecond, printRow, printTable } from './table.js';

const WIKI = join(import.meta.dirname, '../../dist/server/cli/wiki.js');
const what = `import of ${FILES} articles of ${REVISIONS} revisions`;

/** Prints the lines of an import, and a table of where the bytes went. */
export async function imports({ folder }) {
  const [repository, data] = [join(folder, 'files.git'), join(folder, 'imported')];
  makeFiles(repository);
  const git = pack(repository);
  mkdirSync(data);
  const { db, now } = makeContext(readSettings({ DATA_DIR: data, LOG_LEVEL: 'silent' }));
  await migrate(db);
  await createAdministrator(db, PEOPLE[0], now());
  const cost = importAll(repository, data);
  const { count } = await db
    .selectFrom('revision')
    .select((eb) => eb.fn.countAll().as('count'))
    .executeTakeFirstOrThrow();
  await db.destroy();
  const { bytes, parts } = weigh(data);
  printRow(`${what}, bytes a revision, all counted`, (bytes / count).toFixed(1), {
    reference: `git gc --aggressive ${(git / count).toFixed(1)}`,
    ratio: bytes / git,
    asked: atMost(1.5),
  });
  const rate = (count / cost) * 1000;
  printRow(`${what}, by processor time`, perSecond(rate), { value: rate, asked: atLeast(400, '/s') });
  const lines = [...parts.values()].map(({ name, ...part }) => [
    name,
    part.bytes / count,
    part.payload / count,
  ]);
  printTable(
    ['table or index of an import', 'bytes a revision', 'of which payload'],
    lines
      .filter(([, weight]) => weight >= 5)
      .sort(([, a], [, b]) => b - a)
      .map(([name, ...figures]) => [name, ...figures.map((figure) => figure.toFixed(1))]),
  );
}

/** Imports a repository as the command line does, and returns the milliseconds of processor time that this takes, git's too. */
function importAll(repository, data) {
  const args = [WIKI, 'import-git', repository, '--kind', 'method', '--path', '.', '--as', PEOPLE[0].email];
  const environment = { ...process.env, DATA_DIR: data, DATABASE_URL: '', LOG_LEVEL: 'silent' };
  return cpuOfCommand([process.execPath, ...args], environment);
}
