/** What a kind of article is made of: plain data. How each type of field behaves stands in `field-types.ts`. */

export type Lang = 'da' | 'en';

/** A text in both languages of the interface. */
export type Label = Readonly<Record<Lang, string>>;

/** One term of a vocabulary: a stable code that is stored, and the label that is shown. */
export interface Option {
  readonly code: string;
  readonly label: Label;
}

interface Common {
  readonly name: string;
  readonly label: Label;
  /** What it's called in a sentence that asks for it: "arbejdsplads", "a workplace"; its label unless it says otherwise. */
  readonly ask?: Label;
  readonly help?: Label;
  readonly required?: boolean;
  /** The facet that articles are filed under by its values, and that lists are narrowed by: `/articles?sector=`. */
  readonly filed?: string;
}

/** Text on one line, at most `max` characters. Stored as a string. */
export type TextField = Common & { readonly type: 'text'; readonly max: number };
/** Several texts, one per line, each at most `max` characters. Stored as a list of strings. */
export type ListField = Common & { readonly type: 'list'; readonly max: number };
/** One of the options. Stored as its code. */
export type ChoiceField = Common & { readonly type: 'choice'; readonly options: readonly Option[] };
/** Any number of the options. Stored as a list of codes in the vocabulary's order. */
export type SeveralField = Common & { readonly type: 'several'; readonly options: readonly Option[] };
/** A choice for each of several rows. Stored as row code → option code. */
export type GridField = Common & {
  readonly type: 'grid';
  /** The choices that an article is filed under the row by. */
  readonly filedBy?: readonly string[];
  readonly rows: readonly Option[];
  readonly options: readonly Option[];
};
/** A date to the year, month or day. Stored as `2026`, `2026-11` or `2026-11-21`. `notBefore` names the date that it doesn't come before. */
export type DateField = Common & { readonly type: 'date'; readonly notBefore?: string };
/** A number with its unit. Stored as `{ amount, unit }`. */
export type QuantityField = Common & { readonly type: 'quantity' };
/** Places in Denmark. Stored as a list of codes of `places.json`. */
export type PlacesField = Common & { readonly type: 'places' };
/** A web address, http or https. Stored as a string. */
export type UrlField = Common & { readonly type: 'url' };
/** Links to other articles by title; `single` allows one at most. Stored as a list of titles. */
export type ArticlesField = Common & { readonly type: 'articles'; readonly single?: boolean };

export type Field =
  | TextField
  | ListField
  | ChoiceField
  | SeveralField
  | GridField
  | DateField
  | QuantityField
  | PlacesField
  | UrlField
  | ArticlesField;

/** A heading that a body of this kind starts with, and a line on what to write under it. */
export interface Heading {
  readonly text: string;
  readonly hint: Label;
  /** What a reader asks about by it, where readers are invited to: "virkningen". */
  readonly ask?: Label;
}

/** A kind of article. Adding one is a file of plain data and a line in `index.ts`. */
export interface Kind {
  readonly code: string;
  readonly label: Label;
  /** In Danish: `en metode` is common, `et begreb` is neuter. */
  readonly gender: 'common' | 'neuter';
  readonly plural: Label;
  /** What the kind is for, in one sentence, for the page that lists it and for choosing it. */
  readonly description: Label;
  readonly fields: readonly Field[];
  readonly headings: readonly Heading[];
}

/** Returns the field of a kind that has this name. */
export function fieldOf(kind: Kind, name: string): Field | undefined {
  return kind.fields.find((field) => field.name === name);
}
