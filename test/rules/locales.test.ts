/** The words of the interface: each subject its own, in both languages, and a sentence for whatever a table adds. */
import { actCodes } from '../../server/wiki/acts.ts';
import { da, en } from '../../server/locales/index.ts';
import { slugOf } from '../../server/text/slug.ts';
import { starterContents } from '../../server/wiki/setup/starter.ts';
import { filesIn, read } from '../support/files.ts';

type Words = Record<string, unknown>;

const keysOf = (words: unknown, path = ''): string[] =>
  typeof words === 'object' && words !== null
    ? Object.entries(words).flatMap(([key, inner]) => keysOf(inner, path === '' ? key : `${path}.${key}`))
    : [path];

const sentencesOf = (words: unknown): string[] =>
  typeof words === 'object' && words !== null ? Object.values(words).flatMap(sentencesOf) : [String(words)];

test('no two subjects have words under the same key, and none is left out', () => {
  for (const [lang, all] of [
    ['da', da],
    ['en', en],
  ] as const) {
    const files = filesIn('server/locales', `/${lang}.json`);
    const keys = files.flatMap((path) => Object.keys(JSON.parse(read(path)) as Words));
    expect(files).not.toEqual([]);
    expect(keys.sort()).toEqual([...new Set(keys)]);
    expect(keys).toEqual(Object.keys(all).sort());
  }
});

test('both languages say the same things', () => {
  expect(keysOf(da).sort()).toEqual(keysOf(en).sort());
});

test('every sentence that a page asks for by name is there', () => {
  const files = [
    ...filesIn('views', '.ejs'),
    ...filesIn('server/web', '.ts'),
    ...filesIn('server/mail', '.ts'),
  ];
  const asked = files.flatMap((path) =>
    Array.from(
      read(path).matchAll(/\bt\(\s*'([\w-]+(?:\.[\w-]+)*)'\s*[,)]/g),
      ([, key]) => `${path}: ${key}`,
    ),
  );
  const keys = new Set(
    keysOf(da).flatMap((key) => [key.replace(/_(?:one|other)$/, ''), key.replace(/\.[^.]+$/, '')]),
  );
  expect(asked.length).toBeGreaterThan(500);
  expect(asked.filter((one) => !keys.has(one.split(': ')[1]!))).toEqual([]);
});

test('every act has its name and its sentence in the log', () => {
  for (const { log } of [da, en]) {
    const told = log.acts as Record<string, Words>;
    expect(Object.keys(told).sort()).toEqual([...actCodes].sort());
    for (const words of Object.values(told)) {
      expect(words['label']).toEqual(expect.any(String));
      expect(words['text'] ?? words['text_other']).toEqual(expect.any(String));
    }
  }
});

describe('the starter articles', () => {
  const starter = starterContents();

  test('name what a reader is to choose as the pages do', () => {
    const sentences = new Set(sentencesOf(da).map((sentence) => sentence.toLowerCase().replace(/:$/, '')));
    const guides = starter.filter(({ kind }) => kind === 'guide').map(({ body }) => body);
    const named = guides.flatMap((body) =>
      [...body.replaceAll(/^```[^]*?^```$/gm, '').matchAll(/(?<=\p{L} \(?)\*\*([^*]+)\*\*/gu)].map(
        (found) => found[1]!,
      ),
    );
    expect(named).toContain('Anmeld noget i artiklen');
    expect(named.filter((words) => !sentences.has(words.toLowerCase()))).toEqual([]);
  });

  test('link to each other, and pages to them, by titles that they have', () => {
    const titles = new Set(starter.map(({ title }) => slugOf(title)));
    const linked = starter.flatMap(({ body }) =>
      [...body.replaceAll(/^```[^]*?^```$/gm, '').matchAll(/\[\[([^\]|]+)/g)].map((found) =>
        slugOf(found[1]!),
      ),
    );
    for (const { layout, desk } of [da, en]) linked.push(layout.creditSlug, layout.writeSlug, desk.guideSlug);
    expect(linked).toContain('sådan-modererer-du');
    expect(linked.filter((slug) => !titles.has(slug))).toEqual([]);
  });
});
