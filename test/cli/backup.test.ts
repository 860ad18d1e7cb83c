import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { sql } from 'kysely';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join as joinPath } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeCheckpoint } from '../../server/wiki/proof/checkpoints.ts';
import { createArticle, editArticle } from '../../server/wiki/articles/edits.ts';
import { queueMail, takeMail } from '../../server/wiki/mail/outbox.ts';
import { insertToken } from '../../server/wiki/mail/tokens.ts';
import { setOut } from '../../server/wiki/people/journeys.ts';
import { beginSession } from '../../server/wiki/people/sessions.ts';
import { verify } from '../../server/wiki/proof/verify.ts';
import { commandOn } from '../support/command.ts';
import { method } from '../support/content.ts';
import { ana, join } from '../support/people.ts';
import { projectFolder, runWiki } from '../support/process.ts';
import { tamper } from '../support/tamper.ts';
import { openWiki, type TestWiki } from '../support/wiki.ts';

// Each restores several times, and PostgreSQL's programs are slow to start on a busy machine.
jest.setTimeout(180_000);

const AT = '2026-11-22T12:00:00.000Z';

let wiki: TestWiki;
let other: TestWiki;
let file: string;
beforeEach(async () => {
  wiki = await openWiki();
  other = await openWiki();
  file = joinPath(wiki.settings.dataFolder, 'backup');
  await write(wiki, 3);
  await makeCheckpoint(wiki.db, wiki.settings.dataFolder, AT);
});
afterEach(async () => {
  await wiki.close();
  await other.close();
});

async function write({ db }: TestWiki, revisions: number): Promise<void> {
  const author = await join(db, ana);
  await createArticle(db, author, { content: method(), summary: '' });
  for (let number = 2; number <= revisions; number++) await edit(db, author, `Nr. ${number}.`);
}
const edit = (db: TestWiki['db'], author: Awaited<ReturnType<typeof join>>, lead: string) =>
  editArticle(db, author, 'prøvehandling', { content: method({ lead }), summary: '', minor: false });

/** Restores onto the other wiki, which nobody has open meanwhile. */
async function restore(given: string[] = [], isEmpty = false) {
  if (isEmpty && ENGINE === 'postgres')
    await sql.raw('drop schema public cascade; create schema public').execute(other.db);
  await other.shut();
  if (isEmpty && ENGINE === 'sqlite') rmSync(joinPath(other.settings.dataFolder, 'wiki.db'));
  const told = await commandOn(other.environment)(['restore', file, ...given]);
  await other.open();
  return told;
}
const backup = (given: string[] = []) => commandOn(wiki.environment)(['backup', file, ...given]);
const history = ({ db }: TestWiki) => db.selectFrom('revision').selectAll().orderBy('sequence').execute();
const leftovers = (folder: string) => readdirSync(folder).filter((name) => name.includes('.part-'));

/** PostgreSQL's programs come with PostgreSQL, not with the packages of the tests. */
const hasTools =
  ENGINE === 'sqlite' ||
  ['pg_dump', 'pg_restore'].every((name) => spawnSync(name, ['--version']).status === 0 && isNewEnough(name));

function isNewEnough(name: string): boolean {
  const major = (text: string) => Number(/\d+/.exec(text)?.[0]);
  const server = spawnSync('psql', ['-Atc', 'show server_version', process.env['TEST_POSTGRES_URL']!]);
  return major(spawnSync(name, ['--version']).stdout.toString()) >= major(server.stdout.toString());
}

if (!hasTools) {
  test('without the programs of PostgreSQL, or with older ones than the server, a backup is refused', async () => {
    const { code, err } = await backup();
    expect([code, err.length, existsSync(file)]).toEqual([1, 1, false]);
    expect(err[0]).toMatch(/^pg_dump is (missing|of version)/);
  });
}

if (hasTools)
  describe('a backup', () => {
    test('is restored just as it was, while the wiki that it was taken from runs and writes', async () => {
      const running = await runWiki(wiki.environment);
      const before = await history(wiki);
      const taken = await backup();
      expect(taken).toMatchObject({ code: 0, err: [] });
      expect(taken.out[0]).toMatch(/^Backed up to .*erified .*: 3 revisions, and nothing was altered\.$/);
      expect(taken.out[1]).toMatch(
        /^The key that signs checkpoints isn’t in it: keep .*checkpoint-key\.pem in another/,
      );
      expect(statSync(file).mode & 0o777).toBe(0o600);
      running.child.kill('SIGKILL');
      await running.ended();

      const restored = await restore([], true);
      expect(restored).toMatchObject({ code: 0, err: [] });
      expect(restored.out[0]).toBe(`Restored ${file} and verified it: 3 revisions, and nothing was altered.`);
      expect(restored.out[1]).toContain('put the one that you kept in');
      expect(await history(other)).toEqual(before);
      expect(await verify(other.db, () => undefined)).toMatchObject({
        revisions: 3,
        checkpoints: 1,
        findings: [],
      });
      await edit(other.db, await join(other.db, { ...ana, email: 'ny@example.dk' }), 'Efter.');
      expect(await verify(other.db, () => undefined)).toMatchObject({ revisions: 4, findings: [] });
      for (const { settings } of [wiki, other]) expect(leftovers(settings.dataFolder)).toEqual([]);
    });

    test('never replaces a file that is there, unless it’s told to, and then as a whole', async () => {
      writeFileSync(file, 'mine');
      expect(await backup()).toMatchObject({
        code: 1,
        err: [`There is a file ${file} already. Give another name, or --force to replace it.`],
      });
      expect(readFileSync(file, 'utf8')).toBe('mine');
      expect(await backup(['--force'])).toMatchObject({ code: 0 });
      expect(await restore(['--force'])).toMatchObject({ code: 0 });
    });

    test.each(['', '-'])('isn’t written to »%s«, which is no file’s name', async (name) => {
      expect(await commandOn(wiki.environment)(['backup', name])).toMatchObject({
        code: 1,
        err: ['Name a file: a backup is verified where it lies.'],
      });
    });

    test('never replaces what the wiki runs on, or signs with, whatever it’s told', async () => {
      const { dataFolder } = wiki.settings;
      const key = joinPath(dataFolder, 'checkpoint-key.pem');
      const before = readFileSync(key, 'utf8');
      const linked = joinPath(dataFolder, 'other.pem');
      symlinkSync(key, linked);
      mkdirSync(joinPath(dataFolder, 'mail'));
      for (const own of ['wiki.db', 'wiki.db-wal', 'checkpoint-key.pem', 'other.pem', 'mail']) {
        const path = joinPath(dataFolder, own);
        expect(await commandOn(wiki.environment)(['backup', path, '--force'])).toMatchObject({
          code: 1,
          err: [`${path} is the wiki’s own. Give another name.`],
        });
      }
      expect(readFileSync(key, 'utf8')).toBe(before);
      expect(await verify(wiki.db, () => undefined)).toMatchObject({ revisions: 3, findings: [] });
    });

    test('doesn’t replace a wiki unless it’s told to', async () => {
      await write(other, 1);
      await backup();
      const before = await history(other);
      expect(await restore()).toMatchObject({
        code: 1,
        out: [],
        err: [expect.stringMatching(/Give --force to have/)],
      });
      expect(await history(other)).toEqual(before);
      expect(await restore(['--force'])).toMatchObject({ code: 0 });
      expect(await history(other)).toEqual(await history(wiki));
      // And a backup of what was restored is like any other.
      expect(await commandOn(other.environment)(['backup', file, '--force'])).toMatchObject({ code: 0 });
    });

    test('takes up no session and no link again, which may have ended since, and says so', async () => {
      const { db } = wiki;
      const { id } = await db.selectFrom('person').select('id').executeTakeFirstOrThrow();
      await beginSession(db, 'en', { personId: id, data: '{}' }, AT);
      await setOut(db, 'state', { next: '/', lang: 'da', provider: 'aarhus', nonce: 'n', verifier: 'v' }, AT);
      await db.transaction().execute(async (tx) => {
        const tokenId = await insertToken(tx, 'reset', { personId: id, data: { email: ana.email } }, AT);
        await queueMail(tx, { to: ana.email, lang: 'da', message: 'reset', tokenId }, AT);
      });
      await backup();
      const { out } = await restore(['--force']);
      expect(out).toContain('Ended, since they may have been already: 1 session. Everybody signs in anew.');
      for (const table of ['session', 'journey', 'token', 'outbox'] as const) {
        expect(await other.db.selectFrom(table).selectAll().execute()).toEqual([]);
        expect(await db.selectFrom(table).selectAll().execute()).toHaveLength(1);
      }
    });

    test('sends nothing again that waited when it was taken, and says so', async () => {
      await wiki.db.transaction().execute(async (tx) => {
        for (const to of [ana.email, 'bo@example.dk'])
          await queueMail(tx, { to, lang: 'da', message: 'left' }, AT);
      });
      await takeMail(wiki.db, AT);
      await backup();
      const { out } = await restore(['--force']);
      expect(out).toContain(
        'Not sent, since it may have been already: 2 mails that waited when the backup was made.',
      );
      const states = ({ db }: TestWiki) => db.selectFrom('outbox').select('state').orderBy('id').execute();
      expect((await states(other)).map(({ state }) => state)).toEqual(['unsure', 'unsure']);
      expect(await takeMail(other.db, '2026-11-23T12:00:00.000Z')).toBeUndefined();
      expect((await states(wiki)).map(({ state }) => state)).toEqual(['sending', 'waiting']);
    });

    test('isn’t restored while a wiki runs there', async () => {
      await backup();
      const running = await runWiki(other.environment);
      expect(await restore(['--force'])).toMatchObject({
        code: 1,
        err: [expect.stringMatching(/a wiki runs on .*Stop it first\.$/i)],
      });
      expect((await fetch(`${running.address}/healthz`)).status).toBe(200);
      running.child.kill('SIGKILL');
      await running.ended();
      expect(await restore(['--force'])).toMatchObject({ code: 0, err: [] });
    });

    test('that is cut short, or is none, leaves the wiki that is there as it is', async () => {
      await write(other, 2);
      const before = await history(other);
      await backup();
      const { size } = statSync(file);
      for (const kept of [size - 1000, Math.floor(size / 2), 5000, 20, 3]) {
        truncateSync(file, kept);
        const told = await restore(['--force']);
        expect([told.code, told.out]).toEqual([1, []]);
        expect(told.err.join(' ')).toMatch(
          kept === 3 ? /is no backup of a wiki/ : /is damaged or cut short|holds no wiki/,
        );
        expect(await history(other)).toEqual(before);
      }
      writeFileSync(file, 'Kære wiki');
      expect(await restore(['--force'])).toMatchObject({ code: 1, err: [`${file} is no backup of a wiki.`] });
      file = joinPath(wiki.settings.dataFolder, 'none');
      expect((await restore(['--force'])).err).toEqual([`There is no file ${file}.`]);
      expect(await history(other)).toEqual(before);
      expect(leftovers(other.settings.dataFolder)).toEqual([]);
    });

    test('in which a bit has turned, wherever it is, is refused; one without a digest, of an older version, is taken', async () => {
      await backup();
      const whole = readFileSync(file);
      const line = 96;
      expect(whole.subarray(-line).toString()).toMatch(/^\ninnovationswiki-backup sha256 [\da-f]{64}\n$/);
      const places = [
        ...Array.from({ length: 60 }, (_, i) => Math.floor((i * whole.length) / 60)),
        ...Array.from({ length: line }, (_, i) => whole.length - 1 - i),
      ];
      for (const [i, place] of places.entries()) {
        const turned = Buffer.from(whole);
        turned[place]! ^= 1 << (i % 8);
        writeFileSync(file, turned);
        const told = await commandOn(other.environment)(['restore', file, '--force']);
        expect([place, told.code, told.out]).toEqual([place, 1, []]);
        expect(told.err[0]).toMatch(
          place < 16
            ? / is no backup of a wiki|damaged/
            : / is damaged or cut short: it isn’t what the digest/,
        );
      }
      for (const cut of [1, 20, 64]) {
        writeFileSync(file, whole.subarray(0, -cut));
        const { err } = await commandOn(other.environment)(['restore', file, '--force']);
        expect(err[0]).toMatch(/ is damaged or cut short: /);
      }
      expect(await history(other)).toEqual([]);
      const digest = `${file} holds no digest of its own, as those that older versions made: a damage that the history doesn’t show can’t be told.`;
      writeFileSync(file, whole.subarray(0, -line));
      expect((await restore(['--force'])).out).toContain(digest);
      expect(await history(other)).toEqual(await history(wiki));
      writeFileSync(file, whole);
      expect((await restore(['--force'])).out).not.toContain(digest);
    });

    test('is a file that the engine’s own programs read', async () => {
      await backup();
      const counted =
        ENGINE === 'sqlite'
          ? spawnSync(
              process.execPath,
              [
                '-e',
                `console.log(new (require('better-sqlite3'))(process.argv[1], { readonly: true }).prepare('select count(*) from revision').pluck().get())`,
                file,
              ],
              { cwd: projectFolder },
            ).stdout.toString()
          : spawnSync('pg_restore', ['--data-only', '--table=revision', '--file=-', file])
              .stdout.toString()
              .split('FROM stdin;\n')[1]!
              .split('\n\\.')[0]!
              .split('\n').length;
      expect(Number(counted)).toBe(3);
    });

    test('of the other engine is told apart', async () => {
      writeFileSync(file, ENGINE === 'sqlite' ? 'PGDMP\x01\x0e' : 'SQLite format 3\0');
      expect((await restore(['--force'])).err[0]).toMatch(
        ENGINE === 'sqlite' ? /set DATABASE_URL to/ : /leave DATABASE_URL out/,
      );
    });

    test('of a history that was altered is refused, and leaves no file', async () => {
      await tamper(wiki.db, `update revision set written_at = '2020-01-01T00:00:00.000Z' where sequence = 2`);
      const { code, err } = await backup();
      expect([code, existsSync(file)]).toEqual([1, false]);
      expect(err[0]).toMatch(/^The copy doesn’t verify: \d+ findings?\. /);
      expect(leftovers(wiki.settings.dataFolder)).toEqual([]);
    });

    test('that the disk has no room for says so, and leaves no file', async () => {
      const limited = spawnSync(
        'sh',
        ['-c', 'ulimit -f 16; exec "$0" dist/server/cli/wiki.js backup "$1"', process.execPath, file],
        { cwd: projectFolder, env: { PATH: process.env['PATH'], ...wiki.environment } },
      );
      expect([limited.status, existsSync(file)]).toEqual([1, false]);
      expect(limited.stderr.toString()).toMatch(
        /the disk fails, or is full|may not grow|is full|pg_dump failed/,
      );
      expect(leftovers(wiki.settings.dataFolder)).toEqual([]);
    });
  });

if (ENGINE === 'sqlite')
  describe('on SQLite', () => {
    test('a restore that the disk has no room for says so, and leaves the wiki as it was', async () => {
      await write(other, 2);
      const before = await history(other);
      await backup();
      await other.shut();
      const limited = spawnSync(
        'sh',
        [
          '-c',
          'ulimit -f 16; exec "$0" dist/server/cli/wiki.js restore --force "$1"',
          process.execPath,
          file,
        ],
        { cwd: projectFolder, env: { PATH: process.env['PATH'], ...other.environment } },
      );
      await other.open();
      const { dataFolder } = other.settings;
      expect([limited.status, limited.stderr.toString()]).toEqual([
        1,
        `DATA_DIR: ${joinPath(dataFolder, 'wiki.db')}: the file may not grow any larger.\n`,
      ]);
      expect(await history(other)).toEqual(before);
      expect(leftovers(dataFolder)).toEqual([]);
    });

    test('a backup is restored whole where a killed wiki, or another database, has left its log behind', async () => {
      await write(other, 9);
      await backup();
      const folder = other.settings.dataFolder;
      const database = joinPath(folder, 'wiki.db');
      // What another database has in its log would be taken for a part of this one.
      const stale = joinPath(wiki.settings.dataFolder, 'stale');
      copyFileSync(`${database}-wal`, stale);
      expect(statSync(stale).size).toBeGreaterThan(10_000);
      await other.shut();
      for (const ending of ['-wal', '-shm']) copyFileSync(stale, database + ending);
      expect(await restore(['--force'])).toMatchObject({ code: 0 });
      expect(await history(other)).toEqual(await history(wiki));
      expect(await verify(other.db, () => undefined)).toMatchObject({ revisions: 3, findings: [] });
    });

    test('it is restored in the place of a database that is damaged, and in a folder that isn’t there', async () => {
      await backup();
      await other.shut();
      writeFileSync(joinPath(other.settings.dataFolder, 'wiki.db'), 'x'.repeat(10_000));
      expect(await restore(['--force'])).toMatchObject({ code: 0 });
      expect(await history(other)).toEqual(await history(wiki));
      const folder = joinPath(other.settings.dataFolder, 'a', 'b');
      expect(await commandOn({ ...other.environment, DATA_DIR: folder })(['restore', file])).toMatchObject({
        code: 0,
      });
      expect(statSync(folder).mode & 0o777).toBe(0o700);
      expect(statSync(joinPath(folder, 'wiki.db')).mode & 0o777).toBe(0o600);
    });

    test('a database that was copied without its log isn’t restored', async () => {
      copyFileSync(joinPath(wiki.settings.dataFolder, 'wiki.db'), file);
      copyFileSync(joinPath(wiki.settings.dataFolder, 'wiki.db-wal'), `${file}-wal`);
      expect((await restore(['--force'])).err[0]).toMatch(
        /-wal lies beside it, so that .* alone isn’t whole/,
      );
    });

    test('another database is no wiki', async () => {
      mkdirSync(joinPath(wiki.settings.dataFolder, 'x'));
      await sql.raw(`vacuum into '${joinPath(wiki.settings.dataFolder, 'x', 'other')}'`).execute(wiki.db);
      file = joinPath(wiki.settings.dataFolder, 'x', 'other');
      spawnSync(
        'node',
        ['-e', `new (require('better-sqlite3'))(process.argv[1]).exec('drop table migration')`, file],
        { cwd: projectFolder },
      );
      expect((await restore(['--force'])).err).toEqual([`${file} holds no wiki.`]);
    });
  });

if (ENGINE === 'postgres' && hasTools)
  describe('on PostgreSQL', () => {
    test('the programs aren’t told the password where others can see it', async () => {
      const url = new URL(wiki.environment['DATABASE_URL']!);
      url.password = 'hemme/lig#t';
      const seen = joinPath(wiki.settings.dataFolder, 'seen');
      const bin = joinPath(wiki.settings.dataFolder, 'bin');
      mkdirSync(bin);
      const spy = `#!/bin/sh\n[ "$1" = --version ] && { echo "pg_dump (PostgreSQL) 99.1"; exit; }\necho "$*|$PGPASSWORD" > ${seen}\nexit 1\n`;
      for (const name of ['pg_dump', 'pg_restore']) writeFileSync(joinPath(bin, name), spy, { mode: 0o755 });
      const started = spawnSync(process.execPath, ['dist/server/cli/wiki.js', 'backup', file], {
        cwd: projectFolder,
        env: { ...wiki.environment, DATABASE_URL: url.href, PATH: `${bin}:${process.env['PATH']}` },
      });
      expect(started.status).toBe(1);
      const [args, password] = readFileSync(seen, 'utf8').trim().split('|');
      expect(password).toBe('hemme/lig#t');
      expect(args).toContain('--format=custom');
      expect(args + started.stderr.toString() + started.stdout.toString()).not.toMatch(/hemme/);
    });

    test('a backup that is stopped leaves neither a file nor the database that it was verified in', async () => {
      const bin = joinPath(wiki.settings.dataFolder, 'verifying');
      mkdirSync(bin);
      const slow = `#!/bin/sh\ncase "$*" in *--single-transaction*) echo "$*" >${bin}/asked; mv ${bin}/asked ${bin}/begun; sleep 3; exit 1; esac\nPATH="$REST" exec pg_restore "$@"\n`;
      writeFileSync(joinPath(bin, 'pg_restore'), slow, { mode: 0o755 });
      const REST = process.env['PATH']!;
      const stopped = `${file}-stopped`;
      const child = spawn(process.execPath, ['dist/server/cli/wiki.js', 'backup', stopped], {
        cwd: projectFolder,
        env: { ...wiki.environment, REST, PATH: `${bin}:${REST}` },
      });
      while (!existsSync(joinPath(bin, 'begun'))) await sleep(20);
      const name = /--dbname=(wiki_scratch_\w+)/.exec(readFileSync(joinPath(bin, 'begun'), 'utf8'))![1]!;
      const isThere = async () => {
        const { rows } = await sql`select 1 from pg_database where datname = ${name}`.execute(wiki.db);
        return rows.length > 0;
      };
      expect(await isThere()).toBe(true);
      child.kill('SIGTERM');
      expect((await once(child, 'exit'))[0]).toBe(1);
      expect([await isThere(), existsSync(stopped)]).toEqual([false, false]);
    });

    test('connections that are cut while PostgreSQL’s programs run cost neither a backup nor a restore, and leave nothing', async () => {
      const bin = joinPath(wiki.settings.dataFolder, 'cutting');
      mkdirSync(bin);
      const cut =
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and state = 'idle' and pid <> pg_backend_pid()";
      const cutting = `#!/bin/sh\ncase "$*" in *--single-transaction*) echo "$*" >>${bin}/asked; psql -Atc "${cut}" "$DATABASE_URL" >>${bin}/cut;; esac\nPATH="$REST" exec pg_restore "$@"\n`;
      writeFileSync(joinPath(bin, 'pg_restore'), cutting, { mode: 0o755 });
      const REST = process.env['PATH']!;
      const run = async (environment: Record<string, string>, args: string[]) => {
        const child = spawn(process.execPath, ['dist/server/cli/wiki.js', ...args], {
          cwd: projectFolder,
          env: { ...environment, REST, PATH: `${bin}:${REST}` },
        });
        return (await once(child, 'exit'))[0] as number;
      };
      expect(await run(wiki.environment, ['backup', file])).toBe(0);
      const name = /--dbname=(wiki_scratch_\w+)/.exec(readFileSync(joinPath(bin, 'asked'), 'utf8'))![1]!;
      const { rows } = await sql`select 1 from pg_database where datname = ${name}`.execute(wiki.db);
      expect(rows).toEqual([]);
      await other.shut();
      expect(await run(other.environment, ['restore', file, '--force'])).toBe(0);
      await other.open();
      expect(readFileSync(joinPath(bin, 'cut'), 'utf8')).toContain('t');
      expect(await history(other)).toEqual(await history(wiki));
    });

    test('a restore that is stopped puts the wiki back; one that is killed is told of, and put right by the next', async () => {
      await write(other, 2);
      const before = await history(other);
      await backup();
      const bin = joinPath(wiki.settings.dataFolder, 'slow');
      mkdirSync(bin);
      const slow = `#!/bin/sh\ncase "$*" in *--single-transaction*) touch ${bin}/begun; sleep 3; exit 1; esac\nPATH="$REST" exec pg_restore "$@"\n`;
      writeFileSync(joinPath(bin, 'pg_restore'), slow, { mode: 0o755 });
      const end = async (signal: NodeJS.Signals) => {
        rmSync(joinPath(bin, 'begun'), { force: true });
        const REST = process.env['PATH']!;
        const child = spawn(process.execPath, ['dist/server/cli/wiki.js', 'restore', file, '--force'], {
          cwd: projectFolder,
          env: { ...other.environment, REST, PATH: `${bin}:${REST}` },
        });
        while (!existsSync(joinPath(bin, 'begun'))) await sleep(20);
        child.kill(signal);
        const [code] = (await once(child, 'exit')) as [number | null];
        return code;
      };
      await other.shut();
      expect(await end('SIGTERM')).toBe(1);
      await other.open();
      expect(await history(other)).toEqual(before);
      await other.shut();
      expect(await end('SIGKILL')).toBeNull();
      const told = [expect.stringMatching(/a restore was ended in the middle.* schema before_restore_/)];
      expect(await commandOn(other.environment)(['verify'])).toMatchObject({ code: 1, err: told });
      expect(await commandOn(other.environment)(['migrate'])).toMatchObject({ code: 1, err: told });
      expect(await commandOn(other.environment)(['restore', file, '--force'])).toMatchObject({ code: 0 });
      await other.open();
      expect(await history(other)).toEqual(await history(wiki));
      expect(await commandOn(other.environment)(['verify'])).toMatchObject({ code: 0 });
    });

    test.each([
      ['pg_dump', 'could not write to file: No space left on device', 'backup', /^\/.*: the disk is full\.$/],
      [
        'pg_dump',
        'could not write to file: File too large',
        'backup',
        /: the file may not grow any larger\.$/,
      ],
      [
        'pg_restore',
        'could not execute query: ERROR:  could not extend file "base/1/2": No space left on device',
        'restore',
        /^DATABASE_URL: the disk of PostgreSQL is full: [^]*could not extend file/,
      ],
    ] as const)('a disk that is full is told: %s: %s', async (tool, said, command, why) => {
      if (command === 'restore') await backup();
      const bin = joinPath(wiki.settings.dataFolder, 'full');
      mkdirSync(bin);
      const full = `#!/bin/sh\ncase "$*" in *--version*|*--file=-*) PATH="$REST" exec ${tool} "$@"; esac\necho "${tool}: error: ${said.replaceAll('"', '\\"')}" >&2; exit 1\n`;
      writeFileSync(joinPath(bin, tool), full, { mode: 0o755 });
      await other.shut();
      const REST = process.env['PATH']!;
      const given = command === 'restore' ? [file, '--force'] : [`${file}-2`];
      const { stderr } = spawnSync(process.execPath, ['dist/server/cli/wiki.js', command, ...given], {
        cwd: projectFolder,
        env: { ...other.environment, REST, PATH: `${bin}:${REST}` },
      });
      await other.open();
      expect(stderr.toString().trim()).toMatch(why);
      expect(await history(other)).toEqual([]);
    });

    test('programs that are older than the server, or missing, are told', async () => {
      const bin = joinPath(wiki.settings.dataFolder, 'bin');
      mkdirSync(bin);
      const told = () =>
        spawnSync(process.execPath, ['dist/server/cli/wiki.js', 'backup', file], {
          cwd: projectFolder,
          env: { ...wiki.environment, PATH: bin },
        }).stderr.toString();
      expect(told()).toMatch(/^pg_dump is missing\. Install/);
      writeFileSync(joinPath(bin, 'pg_dump'), '#!/bin/sh\necho "pg_dump (PostgreSQL) 9.6"\n', {
        mode: 0o755,
      });
      expect(told()).toMatch(
        /^pg_dump is of version 9, and older than the server’s \d+\. Install postgresql-client-\d+/,
      );
    });
  });
