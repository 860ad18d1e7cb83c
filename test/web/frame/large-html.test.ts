import { expect, test } from '@jest/globals';
import { largeHtml, bytesOf } from '../../../server/web/frame/large-html.ts';

test('a block stands where the page wrote its mark, byte for byte', () => {
  const [first, second] = [largeHtml('<p>»Å«</p>'), largeHtml('<p>…</p>')];
  const html = `<h1>Ø</h1>${first.mark}<hr>${second.mark}<footer>ø</footer>`;
  expect(bytesOf(html, [first, second]).toString()).toBe(
    '<h1>Ø</h1><p>»Å«</p><hr><p>…</p><footer>ø</footer>',
  );
  expect(bytesOf('<p>Uden blokke</p>', []).toString()).toBe('<p>Uden blokke</p>');
});

test('a block without text leaves no trace, and no two have the same mark', () => {
  expect(largeHtml(' \n')).toEqual({ mark: '', bytes: Buffer.alloc(0) });
  expect(bytesOf('<p>Alene</p>', [largeHtml(''), largeHtml('<p>Ikke nævnt</p>')]).toString()).toBe(
    '<p>Alene</p>',
  );
  expect(largeHtml('ens').mark).not.toBe(largeHtml('ens').mark);
});

test('the one character that HTML can’t hold is shown as lost, in a block too', () => {
  const block = largeHtml('a\0b');
  expect(bytesOf(`c\0${block.mark}`, [block]).toString()).toBe('c\uFFFDa\uFFFDb');
});
