/**
 * SQLite as the wiki uses it. It answers at once or not at all, so that waiting is done here: in line for the writing place,
 * then by asking again until no other process holds it; and whoever asks much gives others a turn.
 */
import { setImmediate, setTimeout } from 'node:timers/promises';
import { CompiledQuery } from 'kysely';
import type { RunningTransaction, Store } from '../driver.ts';
import { makeLine, type Turn } from '../line.ts';
import { isBusy, isLost, sqliteFault } from './faults.ts';
import { openHandles, type Handle } from './handles.ts';

/**
 * How long until another process is asked again, at most, in milliseconds: short, since a busy neighbour lets go for a
 * moment only.
 */
const ASK_AGAIN = 4;
/** How long a reader asks again while another process mends the file, in milliseconds. */
const READERS_PATIENCE = 2000;
/** How long queries may follow each other until others get a turn, in milliseconds; longer where others wait to write. */
const TURN = { reading: 10, writing: 25 };
const READING = /^\s*(select|with|values|explain)\b/i;
/** How many may read one moment at a time, such as `verify` does. */
const MOMENTS = 4;

/** Opens the file, which is made if it's missing. Throws a DatabaseFault when it can't be. */
export function sqliteStore(file: string): Store {
  const handles = guarded(() => openHandles(file));
  const [line, moments] = [makeLine(), makeLine(MOMENTS)];
  const ask = <T>(work: () => T) => guarded(work, handles.fail);
  return {
    reads: ({ sql }) => READING.test(sql) && ask(() => handles.reader().onlyReads(sql)),
    read: async (query) => {
      await giveTurn(TURN.reading);
      return whileBusy(() => ask(() => handles.reader().run(query)), READERS_PATIENCE);
    },
    write: async (query) => {
      const place = await line.take();
      try {
        return await whileBusy(() => ask(() => handles.writer().run(query)), place.left());
      } finally {
        place.leave();
      }
    },
    begin: (mode) =>
      mode === 'writing'
        ? begin(line.take(), { ask, turn: TURN.writing, open: handles.writer, start: 'begin immediate' })
        : begin(moments.take(), { ask, turn: TURN.reading, open: handles.another, start: 'begin' }),
    waiting: line.waiting,
    close: () => Promise.resolve(handles.close()),
  };
}

interface Beginning {
  ask: <T>(work: () => T) => T;
  turn: number;
  open: () => Handle;
  start: string;
}

/** Begins a transaction once there's a place for it, which is left when it ends. */
async function begin(
  taking: Promise<Turn>,
  { ask, turn, open, start }: Beginning,
): Promise<RunningTransaction> {
  const place = await taking;
  try {
    const handle = ask(open);
    await whileBusy(() => ask(() => handle.run(CompiledQuery.raw(start))), place.left());
    return sessionOn(handle, ask, turn, place);
  } catch (error) {
    place.leave();
    throw error;
  }
}

function sessionOn(handle: Handle, ask: Beginning['ask'], turn: number, place: Turn): RunningTransaction {
  const end = () => {
    handle.release();
    place.leave();
  };
  return {
    run: async (query) => {
      await giveTurn(turn);
      return ask(() => handle.run(query));
    },
    commit: async () => {
      await giveTurn(turn);
      ask(() => handle.run(CompiledQuery.raw('commit')));
      end();
    },
    rollBack: () => {
      takeBack(handle);
      end();
      return Promise.resolve();
    },
  };
}

/** When the disk is full SQLite has taken back by itself; a handle that can't is given up. */
function takeBack(handle: Handle): void {
  if (!handle.inTransaction()) return;
  try {
    handle.run(CompiledQuery.raw('rollback'));
  } catch {
    handle.giveUp();
  }
}

/** Does what SQLite answers at once, and tells a failure of the database from a query that is wrong. */
function guarded<T>(work: () => T, lost: () => void = () => undefined): T {
  try {
    return work();
  } catch (error) {
    if (isLost(error)) lost();
    throw sqliteFault(error);
  }
}

/** Asks again, for so many milliseconds, while another process holds what is asked for. Throws its last refusal. */
async function whileBusy<T>(work: () => T, patience: number): Promise<T> {
  const deadline = performance.now() + patience;
  for (;;) {
    try {
      return work();
    } catch (error) {
      if (!isBusy(error) || performance.now() > deadline) throw error;
      await setTimeout(1 + Math.random() * (ASK_AGAIN - 1));
    }
  }
}

let lastTurn = performance.now();

/** Lets whatever else is waiting go first when queries have followed each other for so many milliseconds. */
async function giveTurn(most: number): Promise<void> {
  if (performance.now() - lastTurn < most) return;
  await setImmediate();
  lastTurn = performance.now();
}
