/** Starts the wiki, which is told to stop by signals: they hold while the rest of it is still being read. */
import { goOnUnread } from './errors.ts';
import { heedSignals } from './stopping.ts';

goOnUnread();
const stopping = heedSignals();
const { start } = await import('./start.ts');
try {
  await start(process.env, stopping);
} catch (error) {
  process.stderr.write(`The wiki could not start.\n${(error as Error).message}\n`);
  process.exit(1);
}
