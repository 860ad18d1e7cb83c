import { afterEach, expect, jest, test } from '@jest/globals';
import { makeLine } from '../../server/db/line.ts';

afterEach(() => {
  jest.useRealTimers();
});

test('who came first is let in first, and never in the same turn of the event loop', async () => {
  const line = makeLine();
  const first = await line.take();
  const order: string[] = [];
  const later = ['a', 'b'].map((name) =>
    line.take().then((place) => {
      order.push(name);
      place.leave();
    }),
  );
  expect(line.waiting()).toBe(2);
  first.leave();
  await Promise.resolve();
  expect(order).toEqual([]);
  await Promise.all(later);
  expect(order).toEqual(['a', 'b']);
  expect(line.waiting()).toBe(0);
});

test('a hundred may wait, and one more is refused at once', async () => {
  const line = makeLine();
  const held = await line.take();
  const waiting = Array.from({ length: 100 }, () => line.take().then((place) => place.leave()));
  await expect(line.take()).rejects.toMatchObject({ status: 503, code: 'database-busy' });
  held.leave();
  await Promise.all(waiting);
});

test('a place that comes free in the moment that patience ends is lost to nobody', async () => {
  jest.useFakeTimers({ doNotFake: ['setImmediate', 'performance', 'nextTick', 'queueMicrotask'] });
  const line = makeLine();
  const held = await line.take();
  const waiter = line.take();
  held.leave();
  jest.advanceTimersByTime(60_000);
  (await waiter).leave();
  const late = await line.take();
  const refused = line.take();
  jest.advanceTimersByTime(60_000);
  await expect(refused).rejects.toMatchObject({ status: 503 });
  late.leave();
  (await line.take()).leave();
});
