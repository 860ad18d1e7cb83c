/** The facts of an article, walked field by field after its kind. A fact counts only under a name of its own. */
import type { FactValue } from './content.ts';
import { isDate } from './dates.ts';
import type { Problem, ShownItem } from './fields.ts';
import { checkFact, factTexts, fitsField, readFact, sameFact, showFact } from './fields.ts';
import type { Field, Kind, Lang } from './kind.ts';
import { fieldOf } from './kind.ts';
import { isRecord } from './raw.ts';

export type Facts = Record<string, FactValue>;

/** A fact for the infobox: its field and its items, at least one. */
export interface ShownFact {
  field: Field;
  items: ShownItem[];
}

/** A fact that differs between two revisions: its items as readers saw them before, and see them after. */
export interface ChangedFact {
  name: string;
  label: string;
  before: string[];
  after: string[];
}

/**
 * Reads the facts of a kind from a form. A field that the form lacks keeps the base's value if that fits, a field that
 * is sent empty is removed, and whatever else the form and the base hold is left out.
 */
export function readFacts(kind: Kind, form: unknown, base: Facts): Facts {
  const read = (field: Field) => {
    if (isRecord(form) && Object.hasOwn(form, field.name)) return readFact(field, form[field.name]);
    const kept = own(base, field.name);
    return kept !== undefined && fitsField(field, kept) ? kept : undefined;
  };
  const entries = kind.fields.map((field) => [field.name, read(field)] as const);
  return Object.fromEntries(entries.filter((entry): entry is [string, FactValue] => entry[1] !== undefined));
}

/** Returns what is wrong with the facts, by field name; empty when they may be saved. */
export function checkFacts(kind: Kind, facts: Facts): Record<string, Problem> {
  const check = (field: Field) => checkFact(field, own(facts, field.name)) ?? checkOrder(field, facts);
  const entries = kind.fields.map((field) => [field.name, check(field)] as const);
  return Object.fromEntries(entries.filter((entry): entry is [string, Problem] => entry[1] !== undefined));
}

/** What is known to the year alone comes before nothing in that year. */
function checkOrder(field: Field, facts: Facts): Problem | undefined {
  if (field.type !== 'date' || field.notBefore === undefined) return undefined;
  const [end, start] = [own(facts, field.name), own(facts, field.notBefore)];
  if (typeof end !== 'string' || typeof start !== 'string' || !isDate(start)) return undefined;
  const known = Math.min(end.length, start.length);
  return end.slice(0, known) < start.slice(0, known) ? { code: 'ends-before' } : undefined;
}

/** Returns the facts that a kind has no field for, or whose shape isn't that of the kind's field. */
export function factsThatDoNotFit(kind: Kind, facts: Facts): Facts {
  const misfits = Object.entries(facts).filter(([name, value]) => {
    const field = fieldOf(kind, name);
    return !field || !fitsField(field, value);
  });
  return Object.fromEntries(misfits);
}

/** Returns the facts as a reader sees them, in the kind's order, without empty ones. */
export function showFacts(kind: Kind, facts: Facts, lang: Lang): ShownFact[] {
  return kind.fields
    .map((field) => ({ field, items: showFact(field, own(facts, field.name), lang) }))
    .filter(({ items }) => items.length > 0);
}

/** Returns the titles of the articles that the facts of a kind name, in the kind's order. */
export function articlesIn(kind: Kind, facts: Facts): string[] {
  return kind.fields.flatMap(({ type, name }) => {
    const titles = type === 'articles' ? own(facts, name) : undefined;
    return Array.isArray(titles) ? titles : [];
  });
}

/** Returns the web addresses that the facts of a kind give, in the kind's order. */
export function addressesIn(kind: Kind, facts: Facts): string[] {
  return kind.fields.flatMap(({ type, name }) => {
    const address = type === 'url' ? own(facts, name) : undefined;
    return typeof address === 'string' ? [address] : [];
  });
}

/**
 * Compares the facts of two revisions and returns those that changed: the new kind's in its order, then the old kind's,
 * then those that no kind knows, under their name. A kind may be undefined, for a revision of a kind that is no more.
 */
export function compareFacts(
  kindBefore: Kind | undefined,
  kindAfter: Kind | undefined,
  before: Facts,
  after: Facts,
  lang: Lang,
): ChangedFact[] {
  const fields = [...(kindAfter?.fields ?? []), ...(kindBefore?.fields ?? [])];
  const names = [...fields.map(({ name }) => name), ...Object.keys(after), ...Object.keys(before)];
  const changed = [...new Set(names)].filter((name) => !sameFact(own(before, name), own(after, name)));
  return changed.map((name) => {
    const fieldAfter = fields.find((field) => field.name === name);
    const fieldBefore = (kindBefore && fieldOf(kindBefore, name)) ?? fieldAfter;
    return {
      name,
      label: fieldAfter?.label[lang] ?? name,
      before: factTexts(fieldBefore, own(before, name), lang),
      after: factTexts(fieldAfter, own(after, name), lang),
    };
  });
}

function own(facts: Facts, name: string): FactValue | undefined {
  return Object.hasOwn(facts, name) ? facts[name] : undefined;
}
