/**
 * The views, each compiled once. EJS's own includes look for a file at each call; here a view and what it includes are
 * found once, and what an include is given stands beside the names of the view around it.
 */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ejs from 'ejs';
import { projectFolder } from '../project-folder.ts';

type Names = Record<string, unknown>;

const folder = join(projectFolder, 'views');
const compiled = new Map<string, ejs.TemplateFunction>();

/** Returns the HTML of a view (`articles/view`). Throws an Error that names the view and the line where it fails. */
export function renderView(name: string, names: Names): string {
  const view = compiled.get(name) ?? compile(name);
  const include = (path: string, given?: Names) =>
    renderView(join(dirname(name), path), { ...names, ...given });
  return view({ ...names, include });
}

function compile(name: string): ejs.TemplateFunction {
  const filename = join(folder, `${name}.ejs`);
  const view = ejs.compile(readFileSync(filename, 'utf8'), { filename }) as ejs.TemplateFunction;
  compiled.set(name, view);
  return view;
}
