/**
 * The terminal door: `npm run wiki -- <command>`. Wrong use prints what there is and exits 2, a failure says in a
 * sentence what happened and exits 1.
 */
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { readSettings } from '../config.ts';
import { makeContext, type Db } from '../context.ts';
import { checkRestored, checkVersion, migrate as migrateDatabase } from '../db/migrate.ts';
import { checkDatabase, checkFolder } from '../db/there.ts';
import { tellDatabase } from '../db/told.ts';
import { goOnUnread, WikiError } from '../errors.ts';
import { catchUp } from '../wiki/upkeep/rebuild.ts';
import { backup } from './backup.ts';
import { checkLinks } from './check-links.ts';
import { checkpoint } from './checkpoint.ts';
import { WrongUse, writeLine, type Command, type Terminal } from './command.ts';
import { createAdmin } from './create-admin.ts';
import { importGit } from './import-git.ts';
import { migrate } from './migrate.ts';
import { rebuild } from './rebuild.ts';
import { restore } from './restore.ts';
import { role } from './role.ts';
import { sentencesOf } from './sentences.ts';
import { verify } from './verify.ts';

const commands: Readonly<Record<string, Command>> = {
  'create-admin': createAdmin,
  role,
  'import-git': importGit,
  verify,
  checkpoint,
  backup,
  restore,
  migrate,
  rebuild,
  'check-links': checkLinks,
};

/** Runs a command with its arguments on the wiki that an environment names, and returns the exit code. */
export async function runWiki(
  [name = '', ...args]: readonly string[],
  environment: Record<string, string | undefined>,
  terminal: Terminal,
): Promise<number> {
  const { stdout, stderr } = terminal;
  if (name === 'help' || name === '--help') {
    for (const line of help()) stdout.write(`${line}\n`);
    return 0;
  }
  try {
    const command = Object.hasOwn(commands, name) ? commands[name]! : undefined;
    if (!command) throw new WrongUse(name === '' ? 'Name a command.' : `There is no command ${name}.`);
    return await runCommand(command, readArguments(command, args), environment, terminal);
  } catch (error) {
    // What is wrong stands last, where it's seen.
    const isWrongUse = error instanceof WrongUse;
    if (isWrongUse) for (const line of [...help(), '']) stderr.write(`${line}\n`);
    for (const sentence of sentencesFor(error)) writeLine(stderr, sentence);
    return isWrongUse ? 2 : 1;
  }
}

async function runCommand(
  command: Command,
  given: Record<string, string>,
  environment: Record<string, string | undefined>,
  terminal: Terminal,
): Promise<number> {
  const settings = readSettings(environment);
  return tellDatabase(settings, async () => {
    if (command.wiki === 'replaced') return command.run(settings, given, terminal);
    if (command.wiki !== 'made') checkFolder(settings);
    const context = makeContext(settings);
    try {
      await makeReady(context.db, command.wiki);
      return await command.run(context, given, terminal);
    } finally {
      await context.db.destroy();
    }
  });
}

async function makeReady(db: Db, wiki: Command['wiki']): Promise<void> {
  await checkRestored(db);
  if (wiki !== 'made') await checkDatabase(db);
  if (wiki === 'examined') return checkVersion(db);
  await migrateDatabase(db);
  await catchUp(db);
}

/** Reads what is given to a command. Throws WrongUse when something is missing, unknown or too much. */
function readArguments(
  { positions = [], required = {}, optional = {}, flags = [] }: Command,
  args: string[],
): Record<string, string> {
  const names = Object.keys({ ...required, ...optional });
  const options: Options = Object.fromEntries([
    ...names.map((name) => [name, { type: 'string' }] as const),
    ...flags.map((name) => [name, { type: 'boolean' }] as const),
  ]);
  const { values, positionals } = parse(args, options);
  const extra = positionals[positions.length];
  if (extra !== undefined) throw new WrongUse(`The command doesn’t know what to do with ${extra}.`);
  const placed = positionals.map((value, index) => [positions[index]!, value] as const);
  const named = Object.entries(values).map(([name, value]) => [name, String(value)] as const);
  const given: Record<string, string> = Object.fromEntries([...named, ...placed]);
  const missing = [...positions, ...Object.keys(required)].find((name) => given[name] === undefined);
  if (missing === undefined) return given;
  throw new WrongUse(`Missing: ${positions.includes(missing) ? `<${missing}>` : `--${missing}`}.`);
}

type Options = Record<string, { type: 'string' | 'boolean' }>;

function parse(args: string[], options: Options) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new WrongUse((error as Error).message.split('\n')[0]!.replace(/\. .*/, '.'));
  }
}

function help(): string[] {
  const lines = Object.entries(commands).map(
    ([name, { about, positions = [], required = {}, optional = {}, flags = [] }]) => {
      const given = positions.map((what) => ` <${what}>`);
      const must = Object.entries(required).map(([option, what]) => ` --${option} <${what}>`);
      const may = Object.entries(optional).map(([option, what]) => ` [--${option} <${what}>]`);
      const also = flags.map((option) => ` [--${option}]`);
      return `  ${[name, ...given, ...must, ...may, ...also].join('')}\n      ${about}`;
    },
  );
  return ['', 'npm run wiki -- <command>', '', ...lines];
}

function sentencesFor(error: unknown): string[] {
  if (error instanceof WikiError) return sentencesOf(error);
  return (error instanceof Error ? error.message : String(error)).split('\n');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  goOnUnread();
  process.exitCode = await runWiki(process.argv.slice(2), process.env, process);
}
