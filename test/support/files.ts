/** The project's own files, for the tests that read them. Paths are relative to the project's folder, with slashes. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';

const project = join(import.meta.dirname, '..', '..');

/** Lists the files in a folder, however deep, whose names end as asked, in order; none when there is no such folder. */
export function filesIn(folder: string, ...endings: string[]): string[] {
  if (!existsSync(join(project, folder))) return [];
  return readdirSync(join(project, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => [folder, ...name.split(sep)].join('/'))
    .filter((path) => endings.some((ending) => path.endsWith(ending)))
    .sort();
}

/** Lists what lies at the top of the project. */
export function topLevel(): string[] {
  return readdirSync(project).sort();
}

/** Reads a file of the project. */
export function read(path: string): string {
  return readFileSync(join(project, path), 'utf8');
}
