/**
 * The views. EJS finds each name that a view uses by `with`, several times slower than a variable, and looks for a file
 * at each include; here a view is compiled once, with a variable for each name that it's given. What an include is given
 * stands beside the names of the view around it.
 */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ejs from 'ejs';
import { projectFolder } from '../../project-folder.ts';
import { asWritten } from '../../text/clean.ts';

type Names = Record<string, unknown>;

interface View {
  readonly name: string;
  readonly write: ejs.TemplateFunction;
  /** The names that have a variable. */
  readonly names: ReadonlySet<string>;
  /** The names of the views that it includes, by the paths that it knows them by. */
  readonly included: Map<string, string>;
  /** The views that include it, all of whose names it has. */
  readonly around: WeakSet<View>;
}

const folder = join(projectFolder, 'views');
const compiled = new Map<string, View>();

/** Returns the HTML of a view (`articles/view`). Throws an Error that names the view and the line where it fails. */
export function renderView(name: string, names: Names): string {
  return written(viewFor(name, Object.keys(names)), names);
}

function written(view: View, names: Names): string {
  const include = (path: string, given?: Names): string => {
    const included = viewWithin(view, viewAt(path, view), given ? Object.keys(given) : []);
    return written(included, given ? { ...names, ...given } : names);
  };
  return view.write({ names, include });
}

/** Returns a text as HTML that shows it. */
export function escapeHtml(text: string): string {
  return ejs.escapeXML(text);
}

/** What is shown as it stands, with nothing to escape and nothing unseen: most of what a page says. */
const PLAIN = /^[ !#-%(-;=?-~À-ž]*$/;

function shown(text: string): string {
  return PLAIN.test(text) ? text : escapeHtml(asWritten(text));
}

/** Returns a view as it was compiled, or compiles it anew when it's given a name that it never was before. */
function viewFor(name: string, given: readonly string[]): View {
  const known = compiled.get(name);
  if (known && given.every((each) => known.names.has(each))) return known;
  const view = compile(name, new Set([...(known?.names ?? []), ...given]));
  compiled.set(name, view);
  return view;
}

/** Returns the same of one that another includes, whose names it has from the first time on. */
function viewWithin(around: View, name: string, given: readonly string[]): View {
  const known = compiled.get(name);
  if (known?.around.has(around) && given.every((each) => known.names.has(each))) return known;
  const view = viewFor(name, [...around.names, ...given]);
  view.around.add(around);
  return view;
}

function viewAt(path: string, { name, included }: View): string {
  const view = included.get(path) ?? join(dirname(name), path);
  included.set(path, view);
  return view;
}

/** The space before a dot that stands between two things, and the tags that the dot is in. */
const BEFORE_DOT = / (?=(?:<[^<>%]*>)*· )/g;

/** No line begins with such a dot: it stays with what stands before it. */
function withDotsKept(text: string): string {
  return text.replace(BEFORE_DOT, '\u00A0');
}

function compile(name: string, names: ReadonlySet<string>): View {
  const filename = join(folder, `${name}.ejs`);
  const text = withDotsKept(readFileSync(filename, 'utf8'));
  const used = [...names].filter((each) => text.includes(each));
  // The view has a block of its own, where it may give another meaning to a name.
  const opening = `const { names: locals, include } = passed; const { ${used.join(', ')} } = locals; {`;
  const options = {
    filename,
    _with: false,
    localsName: 'passed',
    unsafePrototypeLocals: true,
    escape: (value: unknown) => shown(String(value ?? '')),
  };
  const write = ejs.compile(`<% { ${opening} %>${text}<% }} %>`, options) as ejs.TemplateFunction;
  return { name, write, names, included: new Map(), around: new WeakSet() };
}
