/**
 * The terminal door: `npm run -s wiki -- <command>`. Wrong use says what was wrong, then how the command is used, and
 * exits 2; a failure says in a sentence what happened and exits 1.
 */
import { pathToFileURL } from 'node:url';
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
import { commandNamed, helpAskedFor, readArguments, usageOf, type Commands } from './usage.ts';
import { verify } from './verify.ts';

const commands: Commands = {
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
  given: readonly string[],
  environment: Record<string, string | undefined>,
  terminal: Terminal,
): Promise<number> {
  const { stdout, stderr } = terminal;
  const [name = '', ...args] = given;
  const about = helpAskedFor(given);
  try {
    if (about === undefined) {
      const command = commandNamed(commands, name);
      return await runCommand(command, readArguments(command, args), environment, terminal);
    }
    if (about !== '') commandNamed(commands, about);
    for (const line of usageOf(commands, about)) writeLine(stdout, line);
    return 0;
  } catch (error) {
    for (const sentence of sentencesFor(error)) writeLine(stderr, sentence);
    if (!(error instanceof WrongUse)) return 1;
    for (const line of ['', ...usageOf(commands, about ?? name)]) writeLine(stderr, line);
    return 2;
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

function sentencesFor(error: unknown): string[] {
  if (error instanceof WikiError) return sentencesOf(error);
  return (error instanceof Error ? error.message : String(error)).split('\n');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  goOnUnread();
  process.exitCode = await runWiki(process.argv.slice(2), process.env, process);
}
