/** The patch of two texts, which makes the one of the other wherever it's taken. */
import { applyPatch } from 'diff';
import fc from 'fast-check';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { patchOf } from '../../server/text/patch.ts';
import { changed, prose } from '../support/nasty.ts';
import { expectCost } from '../support/cost.ts';

const lines = (count: number, line: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => line(i)).join('\n');
/** More lines than are looked through for what they have in common. */
const REWRITTEN = [
  `Før\n${lines(3000, (i) => `a${i}`)}\nEfter`,
  `Før\n${lines(3000, (i) => `b${i}`)}\nEfter`,
] as const;

const CASES: Record<string, readonly [string, string]> = {
  'a line that is changed': ['# A\n\nFør.\n\n1\n2\n3\n4\n5\n', '# A\n\nNu.\n\n1\n2\n3\n4\n5\n'],
  'two places far apart': [lines(40, (i) => `l${i}`), lines(40, (i) => (i % 30 === 5 ? `x${i}` : `l${i}`))],
  'an end of line that is put in': ['a', 'a\n'],
  'an end of line that is taken out': ['a\nb\n', 'a\nb'],
  'a text that begins': ['', 'a\nb\n'],
  'a text that ends': ['a\nb', ''],
  'ends of lines as Windows has them': ['a\r\nb\r\nc\r\n', 'a\r\nx\r\nc\r\n'],
  'ends of lines of both kinds': ['a\r\nb\nc', 'a\nb\r\nc'],
  'lines that look like those of a patch': [
    '--- a\n+++ b\n@@ -1 +1 @@\n-x\n\\ No\n',
    '--- a\n+++ c\n@@ -1 +1 @@\n+x\n\\ No\n',
  ],
  'signs, æøå and emoji': ['Æblegrød — 1.234,50 kr.\u00A0👩‍💻\n', 'Æblegrød – 1.243,50 kr.\u00A0👨‍💻\n'],
  'a text that is all rewritten': REWRITTEN,
  'one without an end of line that is all rewritten': [
    'a\n'.repeat(1500) + lines(3000, (i) => `a${i}`),
    lines(3000, (i) => `b${i}`),
  ],
};

describe.each(Object.entries(CASES))('the patch of %s', (_, [before, after]) => {
  test('makes one text of the other, and back', () => {
    expect(applyPatch(before, patchOf(before, after, 'a.md'))).toBe(after);
    expect(applyPatch(after, patchOf(after, before, 'a.md'))).toBe(before);
  });

  test('is taken by git', () => {
    const folder = mkdtempSync(join(tmpdir(), 'patch-'));
    const at = (name: string) => join(folder, name);
    try {
      // A text that begins is of a file that stands, and is empty.
      writeFileSync(at('lån.md'), before);
      writeFileSync(at('patch'), patchOf(before, after, 'lån.md'));
      execFileSync('git', ['apply', '--allow-empty', '--whitespace=nowarn', 'patch'], {
        cwd: folder,
        stdio: 'pipe',
      });
      expect(readFileSync(at('lån.md'), 'utf8')).toBe(after);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

test('a patch names the file, and holds what is changed with three lines around it', () => {
  const [before, after] = CASES['two places far apart']!;
  expect(patchOf(before, after, 'lån.md')).toBe(
    // As git writes a name with other letters than those of ASCII.
    '--- "a/l\\303\\245n.md"\n+++ "b/l\\303\\245n.md"\n' +
      '@@ -3,7 +3,7 @@\n l2\n l3\n l4\n-l5\n+x5\n l6\n l7\n l8\n' +
      '@@ -33,7 +33,7 @@\n l32\n l33\n l34\n-l35\n+x35\n l36\n l37\n l38\n',
  );
  expect(patchOf('a', 'a', 'a.md')).toBe('');
});

test('what is all rewritten is replaced between what it begins and ends with alike', () => {
  const [first, , , second] = patchOf(...REWRITTEN, 'a.md').split('\n');
  expect([first, second]).toEqual(['--- a/a.md', ' Før']);
  expect(patchOf(...REWRITTEN, 'a.md').match(/^@@.*$/gm)).toEqual(['@@ -1,3002 +1,3002 @@']);
});

test('any text is made of any other', () => {
  const line = fc.constantFrom('a', 'b', '', '-a', '+b', ' a', '@@', '\\ No newline at end of file', 'å\r');
  const text = fc
    .tuple(fc.array(line, { maxLength: 12 }), fc.boolean())
    .map(([all, ends]) => all.join('\n') + (ends ? '\n' : ''));
  fc.assert(
    fc.property(text, text, (before, after) => {
      const patch = patchOf(before, after, 'a.md');
      expect(patch === '' ? before : applyPatch(before, patch, { autoConvertLineEndings: false })).toBe(
        after,
      );
    }),
  );
});

test.each([
  ['a thousand small changes', (body: string) => changed(body, 0)],
  ['lines that all are others', (body: string) => body.replace(/^/gm, 'x ')],
  ['lines in another order', (body: string) => body.split('\n').reverse().join('\n')],
])('a patch of 256 kB with %s costs a second at most', (_, change) => {
  const heap = lines(100_000, (i) => String(i % 97)).slice(0, 262_144);
  for (const body of [prose(), heap]) {
    const other = change(body);
    expectCost(
      () => patchOf(body, other, 'a.md'),
      1000,
      6,
      () => patchOf(body, `${body}\nMere.`, 'a.md'),
    );
  }
});
