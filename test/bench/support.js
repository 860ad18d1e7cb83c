/** What the tests have to hold a wiki to the fire, in TypeScript, made into what plain node can run. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const tests = join(import.meta.dirname, '../support');
// Within the project, so that its packages are found.
const made = join(import.meta.dirname, '../../dist/bench');

/** Returns what a file of test/support exports. */
export async function support(name) {
  const source = readFileSync(join(tests, `${name}.ts`), 'utf8');
  const target = { target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.ESNext };
  mkdirSync(made, { recursive: true });
  const path = join(made, `${name}.js`);
  writeFileSync(path, ts.transpileModule(source, { compilerOptions: target }).outputText);
  return import(path);
}
