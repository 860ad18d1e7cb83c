import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import pg from 'pg';
import { readSettings } from '../../server/config.ts';
import { commandOn } from '../support/command.ts';
import { projectFolder, run } from '../support/process.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wiki-start-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Starts a wiki that can’t start, and returns why, as it says. */
async function whyNoStart(environment: Record<string, string>): Promise<string> {
  const started = run('dist/server/main.js', [], {
    PORT: '0',
    DATA_DIR: folder,
    LOG_LEVEL: 'silent',
    ...environment,
  });
  const code = await started.ended();
  const [first, ...rest] = started.output.stderr.trimEnd().split('\n');
  expect([code, first, started.output.stdout]).toEqual([1, 'The wiki could not start.', '']);
  expect(started.output.stderr).not.toMatch(/^\s+at /m);
  return rest.join('\n');
}

/** Returns why a database can’t be used. The terminal door says it as a start does, and needs no process of its own. */
async function whyNot(environment: Record<string, string>): Promise<string> {
  const { code, out, err } = await commandOn({ DATA_DIR: folder, LOG_LEVEL: 'silent', ...environment })([
    'migrate',
  ]);
  expect([code, out]).toEqual([1, []]);
  return err.join('\n');
}

async function withServer(
  work: (port: number) => Promise<void>,
  server: Server = createServer(),
): Promise<void> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  await work((server.address() as AddressInfo).port);
  await new Promise((resolve) => server.close(resolve));
}

if (ENGINE === 'sqlite') {
  describe('an address where it can’t listen is told by its setting', () => {
    test('a port that is taken', () =>
      withServer(async (port) => {
        expect(await whyNoStart({ PORT: String(port) })).toBe(
          `PORT: something listens at 127.0.0.1, port ${port}, already. Stop it, or choose another PORT.`,
        );
      }));

    test.each([
      ['192.0.2.7', 'HOST: 192.0.2.7 is no address of this machine.'],
      ['findes-ikke.invalid', 'HOST: nothing is known by the name findes-ikke.invalid.'],
    ])('the host %s', async (HOST, sentence) => {
      expect(await whyNoStart({ HOST })).toContain(sentence);
    });

    test('a port that is kept for others', async () => {
      const first: readonly string[] =
        process.getuid?.() === 0 ? ['setpriv', '--reuid=65534', '--clear-groups', '--bounding-set=-all'] : [];
      if (first.length > 0) chmodSync(folder, 0o777);
      const free = spawnSync('sysctl', ['-n', 'net.ipv4.ip_unprivileged_port_start'])
        .stdout?.toString()
        .trim();
      // Where every port is free to all, none is kept.
      if (free === '0') return;
      const given = [...first, process.execPath, 'dist/server/main.js'];
      const env = { PATH: process.env['PATH'], PORT: '81', DATA_DIR: join(folder, 'data') };
      const { stderr } = spawnSync(given[0]!, given.slice(1), { env, cwd: projectFolder });
      expect(stderr.toString()).toContain('PORT: the system doesn’t let this user listen at port 81.');
    });
  });

  describe('a data folder that can’t be used is told with its path', () => {
    test('a file in the place of the folder, or above it', async () => {
      const file = join(folder, 'file');
      writeFileSync(file, '');
      expect(await whyNot({ DATA_DIR: file })).toBe(
        `DATA_DIR: ${file}/wiki.db: a part of the path is a file, not a folder.`,
      );
      expect(await whyNot({ DATA_DIR: join(file, 'data') })).toMatch(
        /^DATA_DIR: .*file\/data: a part of the path is a file/,
      );
    });

    test('a folder in the place of the database', async () => {
      mkdirSync(join(folder, 'wiki.db'));
      expect(await whyNot({})).toMatch(/^DATA_DIR: .*wiki\.db: (it can’t be opened|it is a folder)/);
    });

    test('what is no database, or a damaged one', async () => {
      writeFileSync(join(folder, 'wiki.db'), 'Kære wiki '.repeat(1000));
      for (const why of [await whyNot({}), await whyNoStart({})]) {
        expect(why).toBe(`DATA_DIR: ${join(folder, 'wiki.db')}: it is no SQLite database.`);
      }
      writeFileSync(
        join(folder, 'wiki.db'),
        `SQLite format 3\0${'\x10\0\x01\x01\0\x40\x20\x20'}${'x'.repeat(9000)}`,
      );
      expect(await whyNot({})).toMatch(/^DATA_DIR: .*wiki\.db: it is (damaged|no SQLite database)/);
    });

    test('a folder that only others may write in, and a disk that can only be read', async () => {
      // Root may write anywhere but where nothing can be made.
      const path = process.getuid?.() === 0 ? '/proc/wiki' : '/wiki';
      expect(await whyNot({ DATA_DIR: path })).toMatch(
        /^DATA_DIR: \/.*wiki.*: (this user may not|it isn’t there and can’t be made|the disk can only)/,
      );
    });
  });

  test('the database of another program is refused, and left as it was', async () => {
    const file = join(folder, 'wiki.db');
    const other = new Sqlite(file);
    other.exec('create table customer (id integer); create table migration (name integer, at text)');
    expect(await whyNot({})).toBe(
      'DATA_DIR: wiki.db in it holds what another program keeps there (customer, migration), and no wiki. Give the wiki a folder of its own.',
    );
    expect((await commandOn({ DATA_DIR: folder })(['verify'])).err[0]).toMatch(/^DATA_DIR: there is no wiki/);
    other.exec('alter table migration rename name to id');
    expect(await whyNot({})).toContain('(customer, migration)');
    const { tables } = other.prepare('select count(*) as tables from sqlite_master').get() as object & {
      tables: number;
    };
    other.close();
    expect(tables).toBe(2);
  });

  test.each(['pa/ss', '12/34', 'pa#ss', '1#', 'pa?ss', 'pa%ss', '100%'])(
    'the password %s must be encoded, and is not shown',
    async (password) => {
      const sentence = await whyNot({ DATABASE_URL: `postgres://wiki:${password}@localhost:1/wiki` });
      const sign = /[/#?%]/.exec(password)![0];
      expect(sentence).toContain(
        `DATABASE_URL has a ${sign} in the password that must be encoded: write ${sign} as %${sign.charCodeAt(0).toString(16).toUpperCase()} (`,
      );
      expect(sentence).not.toContain(password);
      const DATABASE_URL = `postgres://wiki:${encodeURIComponent(password)}@localhost:1/wiki`;
      expect(readSettings({ DATABASE_URL })).toMatchObject({ databaseUrl: DATABASE_URL });
    },
  );

  test.each([
    'postgres://wiki:a@b:c@localhost/wiki',
    'postgres://wiki:p%40@/wiki?host=/run/postgresql',
    'postgres:///wiki?host=/run/postgresql',
    'postgresql://wiki@%2Frun%2Fpostgresql/wiki',
    'postgres://[::1]:5433/wiki?sslmode=verify-full&sslrootcert=/etc/ca.crt',
  ])('the address %s can be read', (DATABASE_URL) => {
    expect(readSettings({ DATABASE_URL })).toMatchObject({ databaseUrl: DATABASE_URL });
  });

  test.each([
    [
      'localhost, which has two addresses',
      'postgres://wiki:hemmelig@localhost:1/wiki',
      'nothing answers at localhost, port 1.',
    ],
    ['an address', 'postgres://wiki:hemmelig@127.0.0.1:1/wiki', 'nothing answers at 127.0.0.1, port 1.'],
    [
      'an unknown name',
      'postgres://wiki:hemmelig@db.invalid/wiki',
      'no host is known by the name of db.invalid, port 5432.',
    ],
    [
      'a socket',
      'postgres://wiki:hemmelig@/wiki?host=/nowhere',
      'there is no socket of PostgreSQL at /nowhere.',
    ],
    [
      'a file of an authority',
      'postgres://wiki:hemmelig@127.0.0.1:1/wiki?sslmode=verify-full&sslrootcert=/no.crt',
      'the file /no.crt that it names can’t be read (ENOENT).',
    ],
  ])('PostgreSQL that can’t be reached is told: %s', async (what, DATABASE_URL, sentence) => {
    const told = await (what === 'an address' ? whyNoStart : whyNot)({ DATABASE_URL });
    expect(told).toContain(`DATABASE_URL: ${sentence}`);
    expect(told).not.toContain('hemmelig');
  });

  test('a server that is no PostgreSQL is told', () =>
    withServer(
      async (port) => {
        expect(await whyNot({ DATABASE_URL: `postgres://wiki:hemmelig@127.0.0.1:${port}/wiki` })).toMatch(
          /^DATABASE_URL: 127\.0\.0\.1, port \d+ (ended the connection|doesn’t answer)/,
        );
      },
      createServer((socket) =>
        socket
          .on('error', () => undefined)
          .end('SSH-2.0\r\n')
          .destroySoon(),
      ),
    ));

  describe('in a folder without a wiki', () => {
    test.each([
      ['verify'],
      ['rebuild'],
      ['checkpoint'],
      ['backup', 'x'],
      ['import-git', '.', '--kind', 'method', '--path', '.', '--as', 'x@example.dk'],
    ])('%s says so, and makes nothing', async (...given) => {
      const missing = join(folder, 'missing');
      const sentence = (path: string) =>
        `DATA_DIR: there is no wiki in ${path}. Name the folder of one, or make one: npm start, or npm run wiki -- migrate`;
      expect(await commandOn({ DATA_DIR: missing })(given)).toEqual({
        code: 1,
        out: [],
        err: [sentence(missing)],
      });
      expect(existsSync(missing)).toBe(false);
      expect((await commandOn({ DATA_DIR: folder })(given)).err).toEqual([sentence(folder)]);
      expect(readdirSync(folder)).toEqual([]);
      writeFileSync(join(folder, 'wiki.db'), '');
      expect((await commandOn({ DATA_DIR: folder })(given)).err).toEqual([sentence(folder)]);
      expect([readdirSync(folder), statSync(join(folder, 'wiki.db')).size]).toEqual([['wiki.db'], 0]);
    });

    test('a folder that can’t be looked into is told as that, and not as one without a wiki', async () => {
      const file = join(folder, 'file');
      writeFileSync(file, '');
      const { code, err } = await commandOn({ DATA_DIR: file })(['verify']);
      expect([code, err]).toEqual([
        1,
        [`DATA_DIR: ${join(file, 'wiki.db')}: a part of the path is a file, not a folder.`],
      ]);
    });

    test('migrate and create-admin make one', async () => {
      const [one, two] = [join(folder, 'one'), join(folder, 'two')];
      expect(await commandOn({ DATA_DIR: one })(['migrate'])).toMatchObject({ code: 0 });
      const given = ['create-admin', '--name', 'Mo Lindholm', '--email', 'mo@example.dk'];
      expect(await commandOn({ DATA_DIR: two })(given, 'en lang vej hjem i regn\n')).toMatchObject({
        code: 0,
      });
      for (const path of [one, two])
        expect(await commandOn({ DATA_DIR: path })(['verify'])).toMatchObject({ code: 0 });
    });
  });

  test('the files of a wiki are their owner’s alone, in a folder that was there and open to all', async () => {
    chmodSync(folder, 0o755);
    const umask = process.umask(0o022);
    try {
      writeFileSync(join(folder, 'checkpoint-key.pem'), 'x', { mode: 0o644 });
      const started = run('dist/server/main.js', [], { PORT: '0', DATA_DIR: folder });
      await started.says(/listening/);
      const modes = () =>
        Object.fromEntries(
          readdirSync(folder).map((name) => [name, statSync(join(folder, name)).mode & 0o777]),
        );
      const tight = {
        'checkpoint-key.pem': 0o600,
        'wiki.db': 0o600,
        'wiki.db-shm': 0o600,
        'wiki.db-wal': 0o600,
      };
      expect(modes()).toEqual(tight);
      started.child.kill('SIGKILL');
      await started.ended();
      for (const name of Object.keys(tight)) chmodSync(join(folder, name), 0o644);
      const again = run('dist/server/main.js', [], { PORT: '0', DATA_DIR: folder });
      await again.says(/listening/);
      expect(modes()).toEqual(tight);
      again.child.kill('SIGTERM');
      await again.ended();
    } finally {
      process.umask(umask);
    }
  });
}

if (ENGINE === 'postgres') {
  const admin = process.env['TEST_POSTGRES_URL']!;
  const made = 'create database';
  const names = {
    latin1: 'wiki_start_latin1',
    ascii: 'wiki_start_ascii',
    utf8: 'wiki_start_utf8',
    other: 'wiki_start_other',
  };
  const at = (name: string, role = '') => {
    const url = new URL(admin);
    url.pathname = `/${name}`;
    if (role) url.username = role;
    return url.href;
  };
  const withOptions = (options: string) => {
    const url = new URL(at(names.utf8));
    url.searchParams.set('options', options);
    return url.href.replaceAll('+', '%20');
  };
  const query = (...statements: string[]) => queryAt(admin, ...statements);
  async function queryAt(connectionString: string, ...statements: string[]) {
    const client = new pg.Client({ connectionString });
    await client.connect();
    for (const statement of statements) await client.query(statement);
    await client.end();
  }
  const drop = () =>
    query(
      ...Object.values(names).map((name) => `drop database if exists ${name}`),
      'drop role if exists wiki_start_role',
    );
  beforeAll(async () => {
    await drop();
    await query(
      `${made} ${names.latin1} template template0 encoding 'LATIN1' lc_collate 'C' lc_ctype 'C'`,
      `${made} ${names.ascii} template template0 encoding 'SQL_ASCII' lc_collate 'C' lc_ctype 'C'`,
      `${made} ${names.utf8} template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C'`,
      `${made} ${names.other} template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C'`,
      'create role wiki_start_role login',
    );
  });
  afterAll(drop);

  test.each([
    ['latin1', 'LATIN1'],
    ['ascii', 'SQL_ASCII'],
  ] as const)('a database whose text is %s is refused, and nothing is made in it', async (name, encoding) => {
    expect(await whyNot({ DATABASE_URL: at(names[name]) })).toContain(
      `DATABASE_URL: the database ${names[name]} holds text as ${encoding}, which lacks letters that people write.`,
    );
    expect((await commandOn({ DATABASE_URL: at(names[name]) })(['verify'])).err[0]).toContain(
      'the database holds no wiki',
    );
  });

  test('what the server refuses is told: a database, a role, a right', async () => {
    expect(await whyNot({ DATABASE_URL: at('findes_ikke') })).toContain(
      'DATABASE_URL: there is no database findes_ikke. Make it: createdb --encoding=UTF8',
    );
    expect(await whyNot({ DATABASE_URL: at(names.utf8, 'findes_ikke') })).toMatch(
      /^DATABASE_URL: PostgreSQL doesn’t let findes_ikke in: role "findes_ikke" does not exist/,
    );
    expect(await whyNot({ DATABASE_URL: at(names.utf8, 'wiki_start_role') })).toMatch(
      /^DATABASE_URL: wiki_start_role may not do this in .*: permission denied for schema public\. Make/,
    );
  });

  test.each([
    ['tables', 'create table customer (id integer)', 'customer'],
    ['a table of migrations of another shape', 'create table migration (id integer)', 'migration'],
    ['one with numbers for names', 'create table migration (name integer, applied_at text)', 'migration'],
    ['a view', 'create view person as select 1 as id', 'person'],
  ])('a database with %s of another program is refused, and left as it was', async (_, shape, name) => {
    const url = at(names.other);
    await queryAt(url, shape);
    expect(await whyNot({ DATABASE_URL: url })).toBe(
      `DATABASE_URL: the database holds what another program keeps there (${name}), and no wiki. Give the wiki one of its own: createdb --encoding=UTF8 --template=template0`,
    );
    expect((await commandOn({ DATABASE_URL: url })(['verify'])).err[0]).toMatch(/the database holds no wiki/);
    // Had anything been made, this would take it along without a word.
    await queryAt(url, `drop ${shape.split(' ')[1]} ${name}`, 'drop schema public', 'create schema public');
  });

  test('a search_path without a schema is told, and nobody is told that there is no wiki', async () => {
    const DATABASE_URL = withOptions('-c search_path=nowhere');
    const sentence = /^DATABASE_URL: the search_path of postgres names no schema that is there, and that/;
    expect(await whyNot({ DATABASE_URL })).toMatch(sentence);
    expect((await commandOn({ DATABASE_URL })(['verify'])).err[0]).toMatch(sentence);
  });

  test.each([
    ['-c findes_ikke=1', 'unrecognized configuration parameter "findes_ikke"'],
    ['-c work_mem=meget', 'invalid value for parameter "work_mem": "meget"'],
    ['findes ikke', 'invalid command-line argument for server process: findes'],
  ])('the options %s, which the server doesn’t take, are told', async (options, why) => {
    expect(await whyNot({ DATABASE_URL: withOptions(options) })).toBe(
      `DATABASE_URL: PostgreSQL refuses the options in the address: ${why}.`,
    );
  });

  test.each([['verify'], ['rebuild'], ['checkpoint'], ['backup', 'x']])(
    '%s on a database without a wiki says so, and makes nothing',
    async (...given) => {
      const data = join(folder, 'data');
      expect(await commandOn({ DATABASE_URL: at(names.utf8), DATA_DIR: data })(given)).toEqual({
        code: 1,
        out: [],
        err: [
          'DATABASE_URL: the database holds no wiki. Name that of one, or make one: npm start, or npm run wiki -- migrate',
        ],
      });
      expect(existsSync(data)).toBe(false);
    },
  );
}
