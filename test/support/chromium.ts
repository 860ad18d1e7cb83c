/**
 * A real Chromium for the tests, found or unpacked: the one that CHROMIUM_PATH names, else the system's own, else that
 * of the package @sparticuz/chromium. It is headless, has an empty profile, and reaches this machine only.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { afterAll, beforeAll } from '@jest/globals';
import { chromium, type Browser } from 'playwright-core';

/** Starts a browser; throws an error that names every way tried. Playwright starts it without a sandbox, so root may. */
export async function launchBrowser(): Promise<Browser> {
  const { path, env } = findChromium();
  return chromium.launch({
    executablePath: path,
    env: { ...process.env, ...env },
    args: [
      '--disable-gpu',
      '--disable-quic',
      '--font-render-hinting=none',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
    ],
  });
}

interface Chromium {
  path: string;
  env?: Record<string, string>;
}

function findChromium(): Chromium {
  const given = process.env.CHROMIUM_PATH;
  const candidates = given ? [given] : systemPaths();
  const path = candidates.find((candidate) => runs({ path: candidate }));
  if (path) return { path };
  if (given) throw new Error(`CHROMIUM_PATH does not run: ${given}`);
  const bundled = unpackBundled();
  if (runs(bundled)) return bundled;
  const tried = [...candidates, bundled.path].join(', ');
  throw new Error(`No Chromium for the tests. Set CHROMIUM_PATH. Tried those on PATH, and: ${tried}`);
}

function systemPaths(): string[] {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  const folders = (process.env.PATH ?? '').split(delimiter);
  const onPath = folders.flatMap((folder) => names.map((name) => join(folder, name)));
  const mac = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
  return [...onPath, mac].filter((path) => existsSync(path));
}

function runs({ path, env }: Chromium): boolean {
  const options = { env: { ...process.env, ...env }, timeout: 20_000 };
  return spawnSync(path, ['--version'], options).status === 0;
}

/** Unpacks once, inside the package, so that the next `npm ci` takes it away. */
function unpackBundled(): Chromium {
  const home = join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '..', '..');
  const unpacked = join(home, 'unpacked');
  if (!existsSync(unpacked)) unpackInto(unpacked);
  const path = join(unpacked, 'chromium');
  const env = { FONTCONFIG_FILE: join(unpacked, 'fonts.conf') };
  // Its own libnss3 and the like are for a machine that lacks them: they ask for a newer libc than Chromium does.
  return runs({ path, env })
    ? { path, env }
    : { path, env: { ...env, LD_LIBRARY_PATH: join(unpacked, 'al2023', 'lib') } };
}

/**
 * The package unpacks beside us in a process of its own, since it takes its folder and what to put there from the
 * environment; it becomes visible only when whole, for tests that start at the same time.
 */
function unpackInto(unpacked: string): void {
  const folder = mkdtempSync(`${unpacked}-`);
  const script = "import chromium from '@sparticuz/chromium'; await chromium.executablePath()";
  execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: import.meta.dirname,
    env: { ...process.env, TMPDIR: folder, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' },
  });
  writeFileSync(
    join(folder, 'fonts.conf'),
    `<fontconfig>
      <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
      <dir>${join(unpacked, 'fonts')}</dir>
      <cachedir>${join(unpacked, 'fonts-cache')}</cachedir>
    </fontconfig>`,
  );
  try {
    renameSync(folder, unpacked);
  } catch (error) {
    rmSync(folder, { recursive: true });
    if (!existsSync(unpacked)) throw error;
  }
}

/** Launches a browser before the tests of a file, and closes it after. */
export function browserForAll(): { current: Browser } {
  const held = {} as { current: Browser };
  beforeAll(async () => void (held.current = await launchBrowser()));
  afterAll(() => held.current.close());
  return held;
}
