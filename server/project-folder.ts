/** Where the project stands on disk, with `views/`, `static/` and the starter articles, whether this runs from `server/` or from `dist/`. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder that holds package.json. */
export const projectFolder = folderOf(import.meta.dirname);

function folderOf(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : folderOf(dirname(folder));
}
