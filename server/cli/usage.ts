/** How the commands are used: what each is given is read by its own description, and told from the same. */
import { parseArgs } from 'node:util';
import { distance } from '../text/finding/vocabulary.ts';
import { WrongUse, type Command } from './command.ts';

export type Commands = Readonly<Record<string, Command>>;

const CALL = 'npm run -s wiki -- ';

/** Returns the command of a name. Throws WrongUse, with the name that may have been meant, when there is none. */
export function commandNamed(commands: Commands, name: string): Command {
  if (Object.hasOwn(commands, name)) return commands[name]!;
  if (name === '') throw new WrongUse('Name a command.');
  throw new WrongUse(`There is no command ${name}.${perhaps(name, Object.keys(commands))}`);
}

/** Returns the name of the command that help is asked for: empty for all of them; undefined when no help is asked for. */
export function helpAskedFor([name = '', ...args]: readonly string[]): string | undefined {
  if (isHelp(name)) return args[0] ?? '';
  return args.some((arg) => isHelp(arg) && arg !== 'help') ? name : undefined;
}

function isHelp(word: string): boolean {
  return ['help', '--help', '-h'].includes(word);
}

/** Returns the lines that tell how a command is used, or which commands there are where the name is none's. */
export function usageOf(commands: Commands, name: string): string[] {
  if (name === '') return allOf(commands);
  if (Object.hasOwn(commands, name)) return ['Usage:', '', ...linesOf(name, commands[name]!)];
  return [`There are ${Object.keys(commands).join(', ')}.`, `What each does: ${CALL}help`];
}

function allOf(commands: Commands): string[] {
  const each = Object.entries(commands).flatMap(([name, command]) => ['', ...linesOf(name, command)]);
  return [`Usage: ${CALL}<command>, or node dist/server/cli/wiki.js <command>`, ...each];
}

function linesOf(
  name: string,
  { about, positions = [], required = {}, optional = {}, flags = [], choices = {} }: Command,
): string[] {
  const given = positions.map((what) => ` <${what}>`);
  const must = Object.entries(required).map(([option, what]) => ` --${option} <${what}>`);
  const may = Object.entries(optional).map(([option, what]) => ` [--${option} <${what}>]`);
  const also = flags.map((option) => ` [--${option}]`);
  const chosen = Object.entries(choices).map(
    ([what, codes]) => `      <${what}> is one of ${codes.join(', ')}.`,
  );
  return [`  ${[name, ...given, ...must, ...may, ...also].join('')}`, `      ${about}`, ...chosen];
}

/** Reads what is given to a command. Throws WrongUse when something is missing, unknown, too much, or none of what it can be. */
export function readArguments(
  { positions = [], required = {}, optional = {}, flags = [], choices = {} }: Command,
  args: readonly string[],
): Record<string, string> {
  const names = Object.keys({ ...required, ...optional });
  const options: Options = Object.fromEntries([
    ...names.map((name) => [name, { type: 'string' }] as const),
    ...flags.map((name) => [name, { type: 'boolean' }] as const),
  ]);
  const { values, positionals } = parse(args, options);
  const extra = positionals[positions.length];
  if (extra !== undefined) throw new WrongUse(`The command doesn’t know what to do with ${extra}.`);
  const placed = positionals.map((value, index) => [positions[index]!, value] as const);
  const named = Object.entries(values).map(([name, value]) => [name, String(value)] as const);
  const given: Record<string, string> = Object.fromEntries([...named, ...placed]);
  const missing = [...positions, ...Object.keys(required)].find((name) => given[name] === undefined);
  if (missing !== undefined)
    throw new WrongUse(`Missing: ${positions.includes(missing) ? `<${missing}>` : `--${missing}`}.`);
  for (const [what, codes] of Object.entries(choices)) refuseOther(what, given[what], codes);
  return given;
}

function refuseOther(what: string, value: string | undefined, codes: readonly string[]): void {
  if (value === undefined || codes.includes(value)) return;
  throw new WrongUse(`There is no ${what} ${value}. Choose one of ${codes.join(', ')}.`);
}

type Options = Record<string, { type: 'string' | 'boolean' }>;

function parse(args: readonly string[], options: Options) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    const reason = (error as Error).message.split('\n')[0]!.replace(/\. .*/, '.');
    const [, unknown] = /^Unknown option '(--[^']+)'/.exec(reason) ?? [];
    const names = Object.keys(options).map((name) => `--${name}`);
    throw new WrongUse(reason + (unknown === undefined ? '' : perhaps(unknown, names)));
  }
}

/** Returns the question whether the nearest of some names was meant, if one is near: a third of its letters may be other. */
function perhaps(typed: string, names: readonly string[]): string {
  const word = typed.toLowerCase().slice(0, 40);
  const near = names
    .map((name) => ({ name, off: distance(word, name) }))
    .filter(({ name, off }) => off <= Math.max(1, Math.floor(name.length / 3)))
    .sort((a, b) => a.off - b.off)[0];
  return near ? ` Did you mean ${near.name}?` : '';
}
