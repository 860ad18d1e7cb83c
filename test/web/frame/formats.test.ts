import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { formats, localDay } from '../../../server/locales/formats.ts';
import { endOfDay } from '../../../server/locales/local-times.ts';

const timeZone = 'Europe/Copenhagen';
const MINUTE = 60 * 1000;
const NORMAL = '2026-10-03T07:14:00.000Z';
/** The hour before and the hour after the clocks change, in March and in October. */
const CHANGES = [
  '2026-03-29T00:59:59.000Z',
  '2026-03-29T01:00:00.000Z',
  '2026-10-25T00:30:00.000Z',
  '2026-10-25T01:30:00.000Z',
];

test('a time is written as a reader of the language writes it, with the exact moment on hover', () => {
  expect(formats('da').time(NORMAL)).toBe(
    '<time datetime="2026-10-03T07:14:00.000Z" title="lørdag den 3. oktober 2026 kl. 09.14.00 CEST">3. oktober 2026 kl. 9.14</time>',
  );
  expect(formats('en').time(NORMAL)).toContain('>3 October 2026 at 9:14</time>');
  expect(formats('da').day(NORMAL)).toContain('>3. oktober 2026</time>');
  expect(localDay('2026-12-31T23:00:00.000Z')).toBe('2027-01-01');
});

test('on the days when the clocks change, an hour is left out or written twice', () => {
  expect(CHANGES.map(formats('da').timeText)).toEqual([
    '29. marts 2026 kl. 1.59',
    '29. marts 2026 kl. 3.00',
    '25. oktober 2026 kl. 2.30',
    '25. oktober 2026 kl. 2.30',
  ]);
  const exact = CHANGES.map((iso) => /title="[^"]* (\S+)"/.exec(formats('da').day(iso))![1]);
  expect(exact).toEqual(['CET', 'CEST', 'CEST', 'CET']);
});

describe.each([
  ['da', 'da-DK', 'kl.'],
  ['en', 'en-GB', 'at'],
] as const)('any time from 1990 to 2040, in %s', (lang, locale, at) => {
  const own = formats(lang);
  const date = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone });
  const clock = new Intl.DateTimeFormat(locale, {
    hour: 'numeric',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  });
  const exact = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'long', timeZone });
  const isoDate = new Intl.DateTimeFormat('sv-SE', { timeZone });

  const expectIntl = (moment: number) => {
    const iso = new Date(moment).toISOString();
    const day = date.format(moment);
    const element = (text: string) =>
      `<time datetime="${iso}" title="${exact.format(moment)}">${text}</time>`;
    const time = `${day} ${at} ${clock.format(moment)}`;
    expect([own.dayText(iso), own.timeText(iso), own.day(iso), own.time(iso), localDay(iso)]).toEqual([
      day,
      time,
      element(day),
      element(time),
      isoDate.format(moment),
    ]);
  };

  test('is written as Intl writes it', () => {
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2040, 11, 31) }), expectIntl),
      { numRuns: 2000 },
    );
  });

  test('is so too around a change of the clocks', () => {
    const change = fc.constantFrom(...CHANGES).map((iso) => Date.parse(iso));
    const near = fc.integer({ min: -3000, max: 3000 });
    fc.assert(
      fc.property(change, near, (moment, minutes) => expectIntl(moment + minutes * MINUTE)),
      { numRuns: 500 },
    );
  });
});

test.each([
  ['2026-12-03', '2026-12-03T22:59:59.999Z'],
  ['2027-05-17', '2027-05-17T21:59:59.999Z'],
  ['2026-03-28', '2026-03-28T22:59:59.999Z'],
  ['2026-03-29', '2026-03-29T21:59:59.999Z'],
  ['2026-10-24', '2026-10-24T21:59:59.999Z'],
  ['2026-10-25', '2026-10-25T22:59:59.999Z'],
  ['2026-12-31', '2026-12-31T22:59:59.999Z'],
])('the day %s ends with its last moment in Copenhagen', (day, moment) => {
  expect([endOfDay(day), localDay(moment)]).toEqual([moment, day]);
});
