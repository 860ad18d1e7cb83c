/**
 * Builds what the browser gets into dist/static: the stylesheet, the fonts and icons that it asks for, our own
 * scripts and images, and a manifest of content hashes. It is quick when nothing is stale, and two processes may
 * build at once: every file is written beside its place and renamed into it, the manifest last.
 */
import { createHash } from 'node:crypto';
import {
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The icons that views show by name; those that the stylesheet shows are found in it. */
const ICONS = [
  'arrow-downward',
  'arrow-upward',
  'chevron-left',
  'chevron-right',
  'close',
  'error',
  'info',
  'menu',
  'success',
  'warning',
];

/** Where an address in the stylesheet is taken from, inside dkfds. */
const SOURCES: Record<string, string> = {
  fonts: 'dist/fonts/IBMPlexSans/split/woff2',
  icons: 'dist/img/svg-icons',
};

/** Brings dist/static under `root` up to date with static/ and says whether there was anything to do. */
export async function buildAssets(root: string): Promise<boolean> {
  const source = join(root, 'static');
  const manifest = join(root, 'dist/static/manifest.json');
  const started = new Date();
  if (!isStale(manifest, [source, import.meta.filename, join(root, 'node_modules/dkfds/package.json')]))
    return false;

  const files = new Map<string, Buffer>();
  for (const name of filesIn(source)) {
    if (/\.(js|svg|ico)$/.test(name)) files.set(name, readFileSync(join(source, name)));
  }
  files.set('icons.svg', sprite(root));
  files.set('wiki.css', withCopies(await stylesheet(root), root, files));
  for (const [name, bytes] of files) writeWhole(join(root, 'dist/static', name), bytes);

  const hashes = Object.fromEntries([...files].map(([name, bytes]) => [name, hash(bytes)]));
  writeWhole(manifest, JSON.stringify(hashes, null, 2));
  // What was saved while this ran is newer than the manifest, so that the next start sees it.
  utimesSync(manifest, started, started);
  return true;
}

function isStale(manifest: string, inputs: string[]): boolean {
  const built = statSync(manifest, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return inputs.some((input) => newest(input) >= built);
}

/** A folder's own time counts too: it changes when a file goes. */
function newest(path: string): number {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => name.replaceAll('\\', '/'));
}

/** Sass takes longer to load than everything else here, so it is loaded only when it has work. */
async function stylesheet(root: string): Promise<string> {
  const sass = await import('sass');
  const { css } = sass.compile(join(root, 'static/wiki.scss'), {
    style: 'compressed',
    loadPaths: [join(root, 'node_modules')],
    quietDeps: true,
  });
  return css;
}

/** Copies the fonts and icons that a stylesheet asks for and gives their addresses a version. */
function withCopies(css: string, root: string, files: Map<string, Buffer>): Buffer {
  const versioned = css.replace(
    /url\(["']?(fonts|icons)\/([\w.-]+)["']?\)/g,
    (_, folder: string, name: string) => {
      const path = `${folder}/${name}`;
      const bytes = readFileSync(join(root, 'node_modules/dkfds', SOURCES[folder]!, name));
      files.set(path, bytes);
      return `url(${path}?v=${hash(bytes)})`;
    },
  );
  return Buffer.from(versioned);
}

function sprite(root: string): Buffer {
  const all = readFileSync(join(root, 'node_modules/dkfds/dist/img/all-svg-icons.svg'), 'utf8');
  const symbols = ICONS.map((name) => {
    const symbol = new RegExp(`<symbol[^>]* id="${name}".*?</symbol>`, 's').exec(all);
    if (!symbol) throw new Error(`dkfds has no icon called ${name}`);
    return symbol[0];
  });
  return Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>`);
}

function hash(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 10);
}

function writeWhole(path: string, bytes: Buffer | string): void {
  mkdirSync(dirname(path), { recursive: true });
  const beside = `${path}.${process.pid}.tmp`;
  writeFileSync(beside, bytes);
  renameSync(beside, path);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await buildAssets(resolve(import.meta.dirname, '../../..'));
}
