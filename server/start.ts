/** Brings the wiki up: reads the settings, brings the database up to date, listens, and stops cleanly when it's told to. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { makeApp } from './app.ts';
import { readSettings, type Settings } from './config.ts';
import { makeContext, type Context } from './context.ts';
import { checkRestored, migrate } from './db/migrate.ts';
import { tellDatabase } from './db/told.ts';
import { doChores, ASK_EVERY } from './chores.ts';
import { listen } from './listening.ts';
import { deliverMail } from './mail/delivery.ts';
import { tellNews } from './news.ts';
import { closer } from './stopping.ts';
import { warnOf } from './warnings.ts';
import { writeCounted } from './wiki/figures/reading.ts';
import { catchUp } from './wiki/upkeep/rebuild.ts';
import { issueSetupToken } from './wiki/setup/setup.ts';

/** How long running requests may take to finish once the wiki is told to stop, in milliseconds. */
const PATIENCE = 10_000;
/** How long the database may take to close after that. */
const CLOSING = 2_000;

/**
 * Starts the wiki that an environment names, and stops it when it's told to, at whatever point it is; what was begun is
 * then undone. Throws an Error that names the setting to be changed.
 */
export async function start(
  environment: Record<string, string | undefined>,
  stopping: AbortSignal,
): Promise<void> {
  if (stopping.aborted) return;
  const settings = readSettings(environment);
  const context = await tellDatabase(settings, () => makeContext(settings));
  let close = (_patience: number) => Promise.resolve();
  stopping.addEventListener('abort', () => void stop(context, close));
  try {
    warnOf(context);
    await tellDatabase(settings, () => prepare(context));
    const server = await serve(context);
    // Whoever connects from now on is known when it's told to stop.
    close = closer(server);
    await announce(context, server);
    deliverMail(context, stopping);
    tellNews(context, stopping);
    await doChores(context, stopping);
    setInterval(() => void doChores(context, stopping), ASK_EVERY).unref();
  } catch (error) {
    // What fails because the database was closed under it is no failure.
    if (!stopping.aborted) throw error;
  }
}

async function prepare({ db, log }: Context): Promise<void> {
  await checkRestored(db);
  const applied = await migrate(db);
  if (applied.length > 0) log.info({ applied }, 'database brought up to date');
  if (await catchUp(db)) log.info('worked out what an older version had not');
}

async function serve(context: Context): Promise<Server> {
  const { settings } = context;
  const app = await makeApp(context);
  return listen(app, settings).catch((error: NodeJS.ErrnoException) => {
    throw new Error(whyNotListening(error, settings), { cause: error });
  });
}

async function announce(context: Context, server: Server): Promise<void> {
  const { port } = server.address() as AddressInfo;
  context.log.info({ host: context.settings.host, port }, 'listening');
  await printSetupLink(context, port);
}

function whyNotListening({ code, message }: NodeJS.ErrnoException, { host, port }: Settings): string {
  switch (code) {
    case 'EADDRINUSE':
      return `PORT: something listens at ${host}, port ${port}, already. Stop it, or choose another PORT.`;
    case 'EACCES':
      return `PORT: the system doesn’t let this user listen at port ${port}. Choose a PORT of 1024 or more, and put a proxy in front.`;
    case 'EADDRNOTAVAIL':
    case 'EINVAL':
      return `HOST: ${host} is no address of this machine. 127.0.0.1 is for a proxy on it, 0.0.0.0 or :: for all of its addresses.`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `HOST: nothing is known by the name ${host}. Give an address of this machine.`;
    default:
      return `HOST, PORT: can’t listen at ${host}, port ${port}: ${message || code}.`;
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

async function stop({ db, log, now }: Context, close: (patience: number) => Promise<void>): Promise<void> {
  await close(PATIENCE);
  const closing = writeCounted(db, now())
    .catch(() => undefined)
    .then(() => db.destroy());
  const late = new Promise((resolve) => setTimeout(resolve, CLOSING));
  // A transaction that runs is undone by the database, whether it's closed or left.
  await Promise.race([closing.catch(() => undefined), late]);
  log.info('stopped');
  process.exit(0);
}
