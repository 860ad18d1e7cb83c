/**
 * The views, each compiled once. EJS's own includes look for a file and copy every name at each call; here a view and
 * what it includes are found once, and what an include is given lies over the names of the view around it.
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
    renderView(join(dirname(name), path), Object.assign(Object.create(names) as Names, given));
  return view(Object.assign(Object.create(names) as Names, { include }));
}

function compile(name: string): ejs.TemplateFunction {
  const filename = join(folder, `${name}.ejs`);
  // The names come from our own handlers, never from a request, so that they may be inherited.
  const options = { filename, unsafePrototypeLocals: true };
  const view = ejs.compile(readFileSync(filename, 'utf8'), options) as ejs.TemplateFunction;
  compiled.set(name, view);
  return view;
}
