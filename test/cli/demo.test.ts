import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { at, momentOf } from '../../server/cli/demo/calendar.ts';
import { PASSWORD } from '../../server/cli/demo/people.ts';
import { play } from '../../server/cli/demo/play.ts';
import { replace, write } from '../../server/cli/demo/text.ts';
import { readMarkdown } from '../../server/text/markdown.ts';
import { findArticle } from '../../server/wiki/articles/articles.ts';
import { listArticles } from '../../server/wiki/finding/lists.ts';
import { contributorsOf, countContributors } from '../../server/wiki/credit/contributors.ts';
import { newestChanges, type Change } from '../../server/wiki/history/changes.ts';
import { readContent } from '../../server/wiki/history/contents.ts';
import { personBySignIn } from '../../server/wiki/people/accounts.ts';
import { countPeople, findPerson } from '../../server/wiki/people/people.ts';
import { historyPage } from '../../server/wiki/history/lines.ts';
import { contentAt } from '../../server/wiki/history/reading.ts';
import { missingSlugs } from '../../server/wiki/articles/slugs.ts';
import { starterContents } from '../../server/wiki/setup/starter.ts';
import { verify } from '../../server/wiki/proof/verify.ts';
import { method } from '../support/content.ts';
import { run } from '../support/process.ts';
import { openWiki, type TestWiki } from '../support/wiki.ts';

/** Telling all stories takes half a minute where others keep the machine busy. */
const PATIENCE = 180_000;

const NOW = new Date('2026-11-21T20:20:00Z');

describe('the stories, told on an empty wiki,', () => {
  let wiki: TestWiki;
  let changes: Change[];
  beforeAll(async () => {
    wiki = await openWiki();
    await play(wiki.db, NOW);
    changes = await newestChanges(wiki.db, 1000);
  }, PATIENCE);
  afterAll(() => wiki.close());

  const line = ({ number, byline, summary }: Change) => [number, byline.name, byline.workplace, summary];
  const historyOf = async (slug: string) => {
    const article = await findArticle(wiki.db, slug);
    return { article, lines: await historyPage(wiki.db, article.id, 50) };
  };

  test('leave a history that verifies', async () => {
    const { revisions, findings } = await verify(wiki.db, () => undefined);
    expect(findings).toEqual([]);
    expect(revisions).toBe(changes.length);
    expect(changes.filter(({ action }) => action === 'starter')).toHaveLength(starterContents().length);
  });

  test('span half a year of working hours, in their order, up to the newest working day', () => {
    const times = changes.map(({ writtenAt }) => writtenAt);
    expect(times).toEqual([...times].sort().reverse());
    expect([times[0], times.at(-1)]).toEqual(['2026-11-20T07:52:00.000Z', '2026-05-26T08:20:00.000Z']);
    const clock = new Intl.DateTimeFormat('en-GB', {
      weekday: 'short',
      hour: 'numeric',
      timeZone: 'Europe/Copenhagen',
    });
    const shown = times.map((time) => clock.format(new Date(time)));
    expect(shown.filter((text) => !/^(Mon|Tue|Wed|Thu|Fri),? (0[789]|1[0-5])$/.test(text))).toEqual([]);
  });

  test('hold edits from one base that were merged, under the name of the later author', () => {
    expect(changes.filter(({ merged }) => merged).map(line)).toEqual([
      [12, 'Mette Sørine Kjær', 'Værkstedet, Nordby Kommune', 'Hvad man gør, når man arbejder på skift'],
    ]);
  });

  test('hold a section that was lost, and its restore', async () => {
    const { article, lines } = await historyOf('tavlemøde');
    const restore = lines.find(({ action }) => action === 'restore')!;
    expect([restore.number, restore.byline.name, restore.summary]).toEqual([
      9,
      'Søren Bækgaard',
      'Afsnittet om tid forsvandt ved en fejl',
    ]);
    expect(restore.restored?.byline.name).toBe('Mette Sørine Kjær');
    expect((await contentAt(wiki.db, article.id, 8)).body).not.toContain('### Tid\n');
    expect((await contentAt(wiki.db, article.id, 9)).body).toContain('### Tid\n');
    expect((await contentAt(wiki.db, article.id, 12)).body).toContain('lad tidspunktet gå på omgang');
    expect((await contentAt(wiki.db, article.id, 12)).body).toContain('En seddel er ikke dokumentation.');
    expect([lines.length, lines.filter(({ minor }) => minor).length]).toEqual([15, 2]);
    expect(countContributors((await contributorsOf(wiki.db, article)).authors).people).toBe(4);
  });

  test('hold a move to a better title', async () => {
    const { article, lines } = await historyOf('projekt-ro-på');
    expect(article.slug).toBe('beboerne-står-op-når-de-vågner');
    expect(lines.filter(({ action }) => action === 'move').map(({ byline }) => byline.name)).toEqual([
      'Kirstine Ågård Holm',
    ]);
  });

  test('hold someone who changes jobs, and whose earlier edits keep the earlier workplace', () => {
    const bylines = changes
      .filter(({ byline }) => byline.name === 'Mette Sørine Kjær')
      .map(({ byline }) => byline);
    expect([...new Set(bylines.map(({ title, workplace }) => `${title}, ${workplace}`))]).toEqual([
      'udviklingskonsulent, Værkstedet, Nordby Kommune',
      'sygeplejerske, Østkysten Hospital, Region Østkysten',
    ]);
    expect(new Set(bylines.map(({ personId }) => personId)).size).toBe(1);
  });

  test('hold a long article, and articles that still lack sections', async () => {
    const { article } = await historyOf('fra-idé-til-drift');
    const { body } = await readContent(wiki.db, article.sequence);
    expect(body.length).toBeGreaterThan(20_000);
    expect(body).toMatch(/^\| --- \| --- \| --- \| --- \|$/m);
    expect(body).toMatch(/^\[\^notat\]: /m);
    expect(article.sections).toEqual({ done: 3, total: 3 });
    expect((await findArticle(wiki.db, 'borgerpanel')).sections).toEqual({ done: 1, total: 4 });
    expect((await findArticle(wiki.db, 'reparationsdag-på-genbrugspladsen')).sections).toEqual({
      done: 5,
      total: 7,
    });
  });

  test('link to a few articles that nobody has written yet, and otherwise to articles that are there', async () => {
    const articles = await listArticles(wiki.db, {}, 100);
    const bodies = await Promise.all(articles.map(({ sequence }) => readContent(wiki.db, sequence)));
    const told = bodies.filter(({ title }) => !starterContents().some((starter) => starter.title === title));
    expect(told).toHaveLength(8);
    const links = [...new Set(told.flatMap(({ body }) => readMarkdown(body).links))];
    expect([...(await missingSlugs(wiki.db, links))].sort()).toEqual([
      'forbedringsarbejde',
      'innovationspartnerskab',
      'lodtrækning',
      'tid-til-udvikling',
    ]);
    const methods = told.flatMap(({ facts }) => (facts['methodsUsed'] as string[] | undefined) ?? []);
    expect(methods).toContain('Tavlemøde');
    for (const title of methods) expect((await findArticle(wiki.db, title)).title).toBe(title);
  });

  test('leave an administrator, a moderator and contributors who sign in with the shared password', async () => {
    const whoSignsIn = async (email: string) => {
      const { role, byline } = await findPerson(wiki.db, (await personBySignIn(wiki.db, email, PASSWORD))!);
      return [role, byline.title];
    };
    expect(await countPeople(wiki.db)).toEqual({ own: 9, imported: 0 });
    expect(await whoSignsIn('kirstine@demo.example')).toEqual(['administrator', 'redaktør']);
    expect(await whoSignsIn('soren@demo.example')).toEqual(['moderator', 'bibliotekar']);
    expect(await whoSignsIn('niels-ole@demo.example')).toEqual(['contributor', '']);
  });
});

test.each([
  ['a Saturday', '2026-11-21T20:20:00Z', at(0, '08:52'), '2026-11-20T07:52:00.000Z'],
  ['a Monday before ten', '2026-11-23T08:59:00Z', at(0, '08:52'), '2026-11-20T07:52:00.000Z'],
  ['a Monday from ten on', '2026-11-23T09:00:00Z', at(0, '08:52'), '2026-11-23T07:52:00.000Z'],
  [
    'the first hour of a Monday in Copenhagen',
    '2026-11-22T23:30:00Z',
    at(1, '12:00'),
    '2026-11-19T11:00:00.000Z',
  ],
  ['the days after summer time', '2026-10-27T12:00:00Z', at(2, '09:00'), '2026-10-23T07:00:00.000Z'],
])('a story’s time, told on %s, lies on a working day in the past', (_name, now, time, moment) => {
  expect(momentOf(time, new Date(now))).toBe(moment);
});

test('a change of words that aren’t there, or are there twice, is refused', () => {
  const twice = { ...method(), body: 'Prøv, og prøv igen.' };
  expect(replace('Prøv,', 'Test,')(twice).body).toBe('Test, og prøv igen.');
  expect(() => replace('Mål', 'Tæl')(twice)).toThrow('Prøvehandling has »Mål« 0 times');
  expect(() => replace('røv', 'est')(twice)).toThrow('Prøvehandling has »røv« 2 times');
  expect(() => write(method(), 'Faldgruber')).toThrow('Prøvehandling has no part »Faldgruber«');
});

test(
  'the command prints who to sign in as, serves the wiki on SQLite, and leaves nothing behind',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'demo-test-'));
    const demo = run('dist/server/cli/demo.js', [], { PORT: '0', TMPDIR: folder, DATA_DIR: '' });
    try {
      const [address] = await demo.says(/http:\/\/localhost:[1-9]\d*/);
      expect(demo.output.stdout).toMatch(
        /kirstine@demo\.example +administrator +Kirstine Ågård Holm, redaktør/,
      );
      expect(demo.output.stdout).toContain(`the password of each is ${PASSWORD}`);
      const front = await fetch(address);
      expect([front.status, await front.text()]).toEqual([200, expect.stringContaining('Tavlemøde')]);
      expect(readdirSync(folder)).toEqual([expect.stringMatching(/^innovationswiki-demo-/)]);
      demo.child.kill('SIGTERM');
      expect([await demo.ended(), demo.output.stderr]).toEqual([0, '']);
      expect(readdirSync(folder)).toEqual([]);
    } finally {
      demo.child.kill('SIGTERM');
      await demo.ended();
      rmSync(folder, { recursive: true, force: true });
    }
  },
  PATIENCE,
);

test.each(['DATA_DIR', 'DATABASE_URL'])(
  'with %s it says that it has a place of its own, and makes nothing there or anywhere',
  async (setting) => {
    const folder = mkdtempSync(join(tmpdir(), 'demo-test-'));
    const place = { DATA_DIR: join(folder, 'data'), DATABASE_URL: 'postgres://nobody@/none' }[setting]!;
    const demo = run('dist/server/cli/demo.js', [], { TMPDIR: folder, [setting]: place });
    expect([await demo.ended(), demo.output]).toEqual([
      1,
      {
        stdout: '',
        stderr: `${setting}: the demo makes a wiki of its own in a temporary folder, and throws it away. Leave ${setting} out.\n`,
      },
    ]);
    expect(readdirSync(folder)).toEqual([]);
    rmSync(folder, { recursive: true });
  },
);
