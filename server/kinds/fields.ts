/**
 * What can be done with a fact, whatever the type of its field. A value of an older vocabulary or of another shape is
 * shown as it stands; nothing here throws.
 */
import { isDeepStrictEqual } from 'node:util';
import type { FactValue } from './content.ts';
import type { FieldType, Problem, ShownItem, TypedFact } from './field-types.ts';
import { fieldTypes } from './field-types.ts';
import type { Field, Lang } from './kind.ts';
import { isRecord } from './raw.ts';

export type { Problem, ShownItem, TypedFact } from './field-types.ts';

/**
 * Reads one value of a form (text, list, or record for a grid or a quantity), of JSON or of front matter. Terms may be
 * codes or labels in either language. What is invalid is kept as typed; what is empty is undefined.
 */
export function readFact(field: Field, raw: unknown): FactValue | undefined {
  return typeOf(field).read(raw, field);
}

/** Returns what is wrong with a fact, or undefined when it may be saved. Lengths are in code points. */
export function checkFact(field: Field, value: FactValue | undefined): Problem | undefined {
  if (value === undefined) return field.required ? { code: 'required' } : undefined;
  const type = typeOf(field);
  if (type.fits(value)) return type.check(value, field);
  return { code: 'unknown-option', params: { value: plainTexts(value).join(', ') } };
}

/** Tells whether a stored value has the shape that the field's type stores. */
export function fitsField(field: Field, value: FactValue): boolean {
  return typeOf(field).fits(value);
}

/** Returns the items of a fact as a reader sees them; a code that is no longer known shows as itself. */
export function showFact(field: Field, value: FactValue | undefined, lang: Lang): ShownItem[] {
  if (value === undefined) return [];
  const type = typeOf(field);
  return type.fits(value) ? type.show(value, lang, field) : plainTexts(value).map((text) => ({ text }));
}

/**
 * Returns a fact as a form control takes it, the invalid as it was typed: text for text, list, choice, date, url and
 * articles (one line per item), codes for several and places, row code → option code for a grid, and `amount` and
 * `unit` for a quantity.
 */
export function typeFact(field: Field, value: FactValue | undefined, lang: Lang): TypedFact {
  const type = typeOf(field);
  const fitting =
    value === undefined || type.fits(value) ? value : type.read(plainTexts(value).join('\n'), field);
  return type.type(fitting, lang, field);
}

/** Returns the items of a fact as text; those of a fact whose field isn't known stand as they are stored. */
export function factTexts(field: Field | undefined, value: FactValue | undefined, lang: Lang): string[] {
  if (value === undefined) return [];
  return field ? showFact(field, value, lang).map(({ text }) => text) : plainTexts(value);
}

/** Tells whether two facts are the same, the order of lists included. */
export function sameFact(a: FactValue | undefined, b: FactValue | undefined): boolean {
  return isDeepStrictEqual(a, b);
}

function plainTexts(value: unknown): string[] {
  if (isRecord(value)) return Object.entries(value).map(([key, item]) => `${key}: ${String(item)}`);
  return Array.isArray(value) ? value.map(String) : [String(value)];
}

function typeOf(field: Field): FieldType<Field, FactValue> {
  return fieldTypes[field.type];
}
