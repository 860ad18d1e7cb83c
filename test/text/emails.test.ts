import { emailOf } from '../../server/text/emails.ts';

describe('an e-mail address', () => {
  test.each([
    ['in capitals', 'Ana.Holm@KK.dk'],
    ['with blanks around it', '  ana.holm@kk.dk\t'],
    ['with no-break spaces', '\u00a0ana.holm@kk.dk\u00a0'],
    ['with signs that nobody sees', 'ana\u200b.holm\u00ad@kk\u2060.dk'],
    ['with a joiner', 'ana.holm\u200d@kk.dk'],
    ['with marks of direction', '\u202aana.holm@kk.dk\u202c'],
    ['with another look', 'ana.holm\ufe0f@kk.dk'],
    ['with a byte order mark', '\ufeffana.holm@kk.dk'],
    ['in brackets', '<ana.holm@kk.dk>'],
    ['in parentheses', '(ana.holm@kk.dk)'],
    ['in quotation marks', '»ana.holm@kk.dk«'],
    ['with a name', 'Ana Holm <Ana.Holm@kk.dk>'],
    ['with a name in quotation marks', '"Holm, Ana" <ana.holm@kk.dk>;'],
    ['as a link', 'mailto:ana.holm@kk.dk'],
    ['as a link with a subject', '<MAILTO:ana.holm@kk.dk?subject=Hej>'],
    ['with a comma', 'ana.holm@kk.dk,'],
    ['with a semicolon and a blank', 'ana.holm@kk.dk; '],
    ['with a point', 'ana.holm@kk.dk.'],
    ['on a line of its own', '\r\nana.holm@kk.dk\r\n'],
    ['with a domain in wide letters', 'ana.holm@ｋｋ.dk'],
  ])('is one and the same %s', (_, typed) => {
    expect(emailOf(typed)).toBe('ana.holm@kk.dk');
  });

  test('has one domain in letters and in punycode, composed or not', () => {
    for (const typed of ['bo@Ærø.dk', 'bo@xn--r-3fa9c.dk', 'BO@XN--R-3FA9C.DK', 'bo@ærø.dk']) {
      expect(emailOf(typed)).toBe('bo@ærø.dk');
    }
    expect(emailOf('a\u030ase@kr\u00e5.dk')).toBe('åse@krå.dk');
    expect(emailOf('åse@kra\u030a.dk')).toBe('åse@krå.dk');
  });

  test('keeps the signs that may stand in one, and stays as it is', () => {
    for (const typed of [
      "o'neil+wiki@kk.dk",
      '_ana@a.b-c.dk',
      '',
      'ana',
      'ana@',
      '@kk.dk',
      'a b@kk.dk',
      'a@b@kk.dk',
    ]) {
      expect(emailOf(emailOf(typed))).toBe(emailOf(typed));
    }
    expect(emailOf("o'neil+wiki@kk.dk")).toBe("o'neil+wiki@kk.dk");
    expect(emailOf('ana')).toBe('ana');
  });
});
