/**
 * Serves a throw-away wiki of invented people with a history, and prints who to sign in as. It stands in a temporary
 * folder that is removed at the end, whatever the end is.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '../db/migrate.ts';
import { goOnUnread } from '../errors.ts';
import { openDatabase } from '../db/open.ts';
import { projectFolder } from '../project-folder.ts';
import { PASSWORD, people } from './demo/people.ts';
import { play } from './demo/play.ts';

goOnUnread();
refuseElsewhere('DATA_DIR', 'DATABASE_URL');
const folder = mkdtempSync(join(tmpdir(), 'innovationswiki-demo-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

let stop = (): void => process.exit(1);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop());

await fill();
process.stdout.write(introduction());
const wiki = serve();
stop = () => {
  if (!wiki.killed) wiki.kill('SIGTERM');
};
const [code] = (await once(wiki, 'exit')) as [number | null];
process.exitCode = code ?? 1;

/** A place that is named would hold a wiki that is there, or one that stays: the demo has its own, which is thrown away. */
function refuseElsewhere(...settings: string[]): void {
  for (const setting of settings.filter((name) => process.env[name])) {
    process.stderr.write(
      `${setting}: the demo makes a wiki of its own in a temporary folder, and throws it away. Leave ${setting} out.\n`,
    );
    process.exit(1);
  }
}

async function fill(): Promise<void> {
  const db = openDatabase({ databaseUrl: undefined, dataFolder: folder });
  await migrate(db);
  await play(db, new Date());
  await db.destroy();
}

function introduction(): string {
  const { kirstine, søren, åse, mette, nielsOle } = people;
  const rows = [kirstine, søren, åse, mette, nielsOle].map(
    ({ email, role, name, title }) =>
      `  ${email.padEnd(24)}${role.padEnd(16)}${[name, title].filter(Boolean).join(', ')}`,
  );
  return `
  A wiki to try out. Its people and workplaces are invented, and all of it is thrown away when you stop it (Ctrl+C).
  Sign in as one of these; the password of each is ${PASSWORD}

${rows.join('\n')}

  Mail isn't sent: it's laid in ${join(folder, 'mail')}
`;
}

/** Detached, since Ctrl+C reaches a whole group of processes, and a second signal would cut the wiki's clean stop short. */
function serve(): ChildProcess {
  const main = join(projectFolder, 'dist/server/main.js');
  const env = { LOG_LEVEL: 'warn', ...process.env, DATA_DIR: folder, DATABASE_URL: '' };
  return spawn(process.execPath, [main], { stdio: 'inherit', detached: true, env });
}
