/** Who wrote what, worked out of the contents. */
import type { LinkedTable } from './history.ts';

/** Who wrote each word and sign of a revision's body. `kept` when a text that it was made from is erased, so that it can't be made anew. */
export interface AttributionTable extends LinkedTable {
  kept: number;
}

/** The earliest revision of an article that holds a sentence or an item; rebuilt from the contents. */
export interface FirstHeldTable {
  /** Of a sentence 48 bits of a hash, which say where to look for its text; of an item a whole SHA-256. */
  key: Buffer;
  article_id: number;
  sequence: number;
  /** The revision that held it before, and that an item is credited to, if that was erased. */
  origin: number | null;
}
