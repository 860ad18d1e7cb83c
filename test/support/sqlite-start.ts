/** Before the tests on SQLite: where the empty wiki is laid, by whoever comes first, that their wikis are copies of. */
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { quickFolder } from './postgres.ts';

export default function setup(): void {
  process.env.TEST_SQLITE_EMPTY ??= mkdtempSync(join(quickFolder(1), 'wiki-empty-'));
}
