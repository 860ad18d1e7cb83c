/** The starter articles: Markdown files beside this one. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../project-folder.ts';

/** Returns the text of each starter article, by file name. */
export function starterFiles(): Map<string, string> {
  const folder = join(projectFolder, 'server/starter');
  const names = readdirSync(folder).filter((name) => name.endsWith('.md'));
  return new Map(names.sort().map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}
