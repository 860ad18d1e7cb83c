/** Every copy, in the order in which they follow a save and are made anew: each may use what those before it hold. */
import type { Db, Tx } from '../../db/schema.ts';
import type { AddedRevision } from '../history/revisions.ts';
import { activity } from './activity.ts';
import { attribution } from './attribution.ts';
import type { AddedByline, Copy, GoneContent } from './copy.ts';
import { counts } from './counts.ts';
import { filing } from './filing.ts';
import { heads } from './heads.ts';
import { intakes } from './intakes.ts';
import { links } from './links.ts';
import { namesakes } from './namesakes.ts';
import { passages } from './passages.ts';
import { reverted } from './reverted.ts';
import { said } from './said.ts';
import { search } from './search.ts';
import { collectLast, letWait } from './together.ts';
import { wholes } from './wholes.ts';

export const copies: Copy[] = [
  wholes,
  heads,
  filing,
  search,
  said,
  attribution,
  counts,
  namesakes,
  reverted,
  intakes,
  links,
  passages,
  activity,
];

/** Lets every copy follow a revision. */
export async function followRevision(tx: Tx, added: AddedRevision): Promise<void> {
  const waits = letWait(tx, added);
  for (const copy of copies) if (!(waits && copy.isOfCurrent)) await copy.follow?.(tx, added);
}

/** Does work that makes many revisions, in one transaction in which each copy of what is current follows the last of each article. */
export async function followTogether(db: Db, work: (tx: Tx) => Promise<void>): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const last = await collectLast(tx, () => work(tx));
    for (const added of last) for (const copy of copies) if (copy.isOfCurrent) await copy.follow?.(tx, added);
  });
}

/** Lets every copy follow a byline. */
export async function followByline(tx: Tx, byline: AddedByline): Promise<void> {
  for (const copy of copies) await copy.followByline?.(tx, byline);
}

/** Lets every copy forget a content that is gone. */
export async function forgetContent(tx: Tx, gone: GoneContent): Promise<void> {
  for (const copy of copies) await copy.forget?.(tx, gone);
}

/** Lets every copy forget the words of a byline that are gone. */
export async function forgetByline(tx: Tx, byline: AddedByline): Promise<void> {
  for (const copy of copies) await copy.forgetByline?.(tx, byline);
}

/** Lets every copy work out what an older version didn't, and returns how much that was. */
export async function catchUpCopies(db: Db): Promise<number> {
  let all = 0;
  for (const copy of copies) all += (await copy.catchUp?.(db)) ?? 0;
  return all;
}

/** Makes every copy anew from the history, while the wiki goes on. */
export async function rebuildCopies(db: Db): Promise<void> {
  for (const copy of copies) await copy.rebuild(db);
}
