/** The servers that are measured, each in a process of its own that ends with this one at the latest. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const TOLD = pathToFileURL(join(import.meta.dirname, 'told.js')).href;
const WIKI = join(import.meta.dirname, '../../dist/server/main.js');
const BARE = join(import.meta.dirname, 'bare.js');

/** Starts the wiki as it runs in earnest, over the database in a folder, behind a proxy that says where requests are from. */
export function startWiki(folder, more = {}) {
  return start(['--import', TOLD, WIKI], {
    DATA_DIR: folder,
    PORT: '0',
    LOG_LEVEL: 'info',
    TRUST_PROXY: '1',
    ...more,
  });
}

/** Starts a bare Express route that answers everything with one page. */
export function startBare(page) {
  return start([BARE], {}, page);
}

/**
 * Returns where a server listens, what processor time it has taken so far in milliseconds, how many bytes of memory it
 * holds, and how to end it.
 */
async function start(given, environment, page) {
  const child = spawn(process.execPath, given, {
    // Whatever the one who measures has set for a wiki of their own.
    env: { NODE_ENV: 'production', ...environment },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  if (page) child.send(page);
  const address = `http://127.0.0.1:${await portOf(child)}`;
  child.stdout.resume();
  return {
    address,
    cpu: () => cpuOf(child),
    memory: () => tell(child, 'memory'),
    stop: () => stop(child),
    kill: () => kill(child),
  };
}

async function portOf({ stdout }) {
  let output = '';
  for await (const chunk of stdout.iterator({ destroyOnReturn: false })) {
    output += chunk;
    const port = /"port":(\d+)|^(\d+)$/m.exec(output);
    if (port) return port[1] ?? port[2];
  }
  throw new Error(`A server ended before it listened. ${output}`);
}

async function cpuOf(child) {
  const { user, system } = await tell(child, 'cpu');
  return (user + system) / 1000;
}

async function tell(child, figure) {
  child.send(figure);
  const [answer] = await once(child, 'message');
  return answer;
}

async function stop(child) {
  child.disconnect();
  await once(child, 'exit');
}

async function kill(child) {
  child.kill('SIGKILL');
  await once(child, 'exit');
}
