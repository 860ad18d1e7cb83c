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
  const own: Names = { ...names };
  own['include'] = (path: string, given?: Names) =>
    renderView(join(dirname(name), path), given ? { ...own, ...given } : own);
  return (compiled.get(name) ?? compile(name))(own);
}

function compile(name: string): ejs.TemplateFunction {
  const filename = join(folder, `${name}.ejs`);
  // The names come from our own handlers, never from a request, so that EJS need not copy them once more.
  const options = { filename, unsafePrototypeLocals: true };
  const view = ejs.compile(readFileSync(filename, 'utf8'), options) as ejs.TemplateFunction;
  compiled.set(name, view);
  return view;
}
