/** Starts the wiki: reads the settings, brings the database up to date, listens, and stops cleanly when it's told to. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { makeApp } from './app.ts';
import { readSettings, type Settings } from './config.ts';
import { makeContext, type Context } from './context.ts';
import { migrate } from './db/migrate.ts';
import { warnOf } from './warnings.ts';
import { attributeMissing } from './wiki/attribution/replay.ts';
import { makeDailyCheckpoint } from './wiki/checkpoints.ts';
import { deleteOldSessions } from './wiki/sessions.ts';
import { issueSetupToken } from './wiki/setup.ts';

/** How long running requests may take to finish once the wiki is told to stop, in milliseconds. */
const PATIENCE = 10_000;
const HOUR = 60 * 60 * 1000;

try {
  await start(readSettings(process.env));
} catch (error) {
  process.stderr.write(`The wiki could not start.\n${(error as Error).message}\n`);
  process.exit(1);
}

async function start(settings: Settings): Promise<void> {
  const context = makeContext(settings);
  warnOf(context);
  const applied = await migrate(context.db);
  if (applied.length > 0) context.log.info({ applied }, 'database brought up to date');
  const credited = await attributeMissing(context.db);
  if (credited > 0) context.log.info({ credited }, 'credited the words of earlier revisions');
  const app = await makeApp(context);
  const server = app.listen(settings.port, settings.host);
  await new Promise((resolve, reject) => server.once('listening', resolve).once('error', reject));
  const { port } = server.address() as AddressInfo;
  context.log.info({ host: settings.host, port }, 'listening');
  await printSetupLink(context, port);
  await keepHouse(context);
  setInterval(() => void keepHouse(context), HOUR).unref();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop(server, context));
}

/** What is due from time to time; what fails is tried again the next time. */
async function keepHouse({ db, now, log, settings }: Context): Promise<void> {
  try {
    await deleteOldSessions(db, now());
    const checkpoint = await makeDailyCheckpoint(db, settings.dataFolder, now());
    if (checkpoint) log.info({ number: checkpoint.number }, 'made a checkpoint of the history');
  } catch (error) {
    log.error({ err: error }, 'housekeeping failed');
  }
}

/** On standard output only: the link makes whoever follows it the administrator. */
async function printSetupLink(context: Context, port: number): Promise<void> {
  const { settings } = context;
  const base = settings.baseUrl.replace(/^(http:\/\/localhost):0$/, `$1:${port}`);
  const token = await issueSetupToken(context.db);
  process.stdout.write(
    token === undefined
      ? `\n  ${settings.siteName}: ${base}/\n\n`
      : `\n  ${settings.siteName} has no administrator yet. Follow this link once to become it:\n  ${base}/setup?token=${token}\n\n`,
  );
}

async function stop(server: Server, { db, log }: Context): Promise<void> {
  const deadline = setTimeout(() => server.closeAllConnections(), PATIENCE);
  await new Promise((resolve) => server.close(resolve));
  clearTimeout(deadline);
  await db.destroy();
  log.info('stopped');
}
