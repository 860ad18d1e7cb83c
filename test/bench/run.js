/**
 * Measures the wiki and prints one table: each figure beside its reference, measured by turns in the same run, with what
 * was asked of it and whether it held. All of it, or the parts that are named.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { attribution } from './attribution.js';
import { credit } from './credit.js';
import { fill } from './fill.js';
import { finding } from './finding.js';
import { pages } from './pages.js';
import { proof } from './proof.js';
import { growth } from './growth.js';
import { hold } from './hold.js';
import { imports } from './import.js';
import { method } from './requests.js';
import { saves } from './saves.js';
import { startWiki } from './servers.js';
import { breakdown, storage } from './storage.js';
import { strangers } from './strangers.js';
import { printHead } from './table.js';

const parts = {
  pages,
  saves,
  attribution,
  credit,
  storage,
  proof,
  strangers,
  hold,
  import: imports,
  finding,
  growth,
};
const named = process.argv.slice(2);
const unknown = named.filter((name) => !Object.hasOwn(parts, name));
if (unknown.length > 0) {
  process.stderr.write(`There is no ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}.\n`);
  process.exit(1);
}

const folder = mkdtempSync(join(tmpdir(), 'wiki-bench-'));
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

const wiki = await fill(folder);
const server = await startWiki(folder);
const bench = { ...wiki, server };
process.stdout.write(`${method()}\n\n`);
printHead();
for (const [name, measure] of Object.entries(parts)) {
  if (named.length === 0 || named.includes(name)) await measure(bench);
}
breakdown(bench);
await server.stop();
await wiki.db.destroy();
