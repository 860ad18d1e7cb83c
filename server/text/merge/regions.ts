/** Lays the changes of two sides over the base they share, and tells which stretches one side changed, and which both. */
import type { Hunk } from '../sequence.ts';

/** The same thing as it stands in the base, on my side and on theirs. */
export interface Three<T> {
  readonly base: T;
  readonly mine: T;
  readonly theirs: T;
}

/** Returns the same three with something done to each. */
export function mapThree<T, U>({ base, mine, theirs }: Three<T>, change: (one: T) => U): Three<U> {
  return { base: change(base), mine: change(mine), theirs: change(theirs) };
}

export type Side = 'mine' | 'theirs';

/** A stretch of a sequence; the end is exclusive. */
export interface RegionSpan {
  readonly from: number;
  readonly to: number;
}

/** A stretch of the base and what either side made of it. */
export interface Region extends Three<RegionSpan> {
  readonly changedBy: Side | 'both' | 'neither';
}

export type SideChanges = Readonly<Record<Side, readonly Hunk[]>>;

/**
 * Cuts a base of some length into regions, each changed by one side, by both or by neither. Changes that meet, one of
 * each side, are in one region.
 */
export function regionsOf(
  length: number,
  changes: SideChanges,
  meet: (mine: Hunk, theirs: Hunk) => boolean,
): Region[] {
  const regions: Region[] = [];
  let at = { base: 0, mine: 0, theirs: 0 };
  const add = (changedBy: Region['changedBy'], to: typeof at) => {
    const span = (side: keyof typeof at) => ({ from: at[side], to: to[side] });
    regions.push({ base: span('base'), mine: span('mine'), theirs: span('theirs'), changedBy });
    at = to;
  };
  const keepUpTo = (base: number) => {
    const kept = base - at.base;
    if (kept > 0) add('neither', { base, mine: at.mine + kept, theirs: at.theirs + kept });
  };
  for (const cluster of clustersOf(changes, meet)) {
    const { from, to } = hullOf(cluster);
    keepUpTo(from);
    const end = (side: Side) => {
      const last = cluster[side].at(-1);
      return last ? last.afterEnd + to - last.beforeEnd : at[side] + to - from;
    };
    const changedBy = cluster.theirs.length === 0 ? 'mine' : cluster.mine.length === 0 ? 'theirs' : 'both';
    add(changedBy, { base: to, mine: end('mine'), theirs: end('theirs') });
  }
  keepUpTo(length);
  return regions;
}

/** Returns the stretches of three sequences that are a region. */
export function partsIn<T>(three: Three<readonly T[]>, region: Region): Three<T[]> {
  const partOf = (side: keyof Three<unknown>) => three[side].slice(region[side].from, region[side].to);
  return { base: partOf('base'), mine: partOf('mine'), theirs: partOf('theirs') };
}

/** Says whether two changes take out something in common, or one falls within what the other takes out. */
export function overlap(a: Hunk, b: Hunk): boolean {
  return a.beforeStart < b.beforeEnd && b.beforeStart < a.beforeEnd;
}

/** Says whether nothing that is unchanged stands between two changes. */
export function touch(a: Hunk, b: Hunk): boolean {
  return a.beforeStart <= b.beforeEnd && b.beforeStart <= a.beforeEnd;
}

type Cluster = Record<Side, Hunk[]>;

function clustersOf(changes: SideChanges, meet: (mine: Hunk, theirs: Hunk) => boolean): Cluster[] {
  const of = (side: Side) => changes[side].map((hunk) => ({ side, hunk }));
  // Theirs were saved first, so where both add at one spot theirs come first.
  const all = [...of('theirs'), ...of('mine')].sort(
    (a, b) => a.hunk.beforeStart - b.hunk.beforeStart || a.hunk.beforeEnd - b.hunk.beforeEnd,
  );
  const clusters: Cluster[] = [];
  for (const { side, hunk } of all) {
    const meets = ({ mine, theirs }: Cluster) => {
      const other = (side === 'mine' ? theirs : mine).at(-1);
      return other !== undefined && (side === 'mine' ? meet(hunk, other) : meet(other, hunk));
    };
    const [joined = { mine: [], theirs: [] }, ...more] = clusters.splice(firstThat(meets, clusters, hunk));
    for (const { mine, theirs } of more) {
      joined.mine = joined.mine.concat(mine);
      joined.theirs = joined.theirs.concat(theirs);
    }
    joined[side].push(hunk);
    clusters.push(joined);
  }
  return clusters;
}

/** Returns the index of the first cluster, among those that reach up to a hunk, that meets it. */
function firstThat(meets: (cluster: Cluster) => boolean, clusters: readonly Cluster[], hunk: Hunk): number {
  let first = clusters.length;
  for (let i = first - 1; i >= 0 && hullOf(clusters[i]!).to >= hunk.beforeStart; i--) {
    if (meets(clusters[i]!)) first = i;
  }
  return first;
}

function hullOf({ mine, theirs }: Cluster): RegionSpan {
  const firsts = [mine[0], theirs[0]].flatMap((hunk) => hunk?.beforeStart ?? []);
  const lasts = [mine.at(-1), theirs.at(-1)].flatMap((hunk) => hunk?.beforeEnd ?? []);
  return { from: Math.min(...firsts), to: Math.max(...lasts) };
}
