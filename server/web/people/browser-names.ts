/** What a person calls a browser, told from what it calls itself, which names others too. */

const BROWSERS = [
  ['Edge', /\bEdg(e|A|iOS)?\//],
  ['Opera', /\bOPR\//],
  ['Samsung Internet', /\bSamsungBrowser\//],
  ['Firefox', /\b(Firefox|FxiOS)\//],
  ['Chrome', /\b(Chrome|CriOS)\//],
  ['Safari', /\bSafari\//],
] as const;

const SYSTEMS = [
  ['iPhone', /\biPhone\b/],
  ['iPad', /\biPad\b/],
  ['Android', /\bAndroid\b/],
  ['Windows', /\bWindows\b/],
  ['macOS', /\bMac OS X\b/],
  ['ChromeOS', /\bCrOS\b/],
  ['Linux', /\bLinux\b/],
] as const;

/** Returns the browser and the system that it runs on, such as `Firefox, Windows`; empty when neither is known. */
export function browserName(agent: string): string {
  return [BROWSERS, SYSTEMS].flatMap((table) => nameIn(table, agent)).join(', ');
}

function nameIn(table: readonly (readonly [string, RegExp])[], agent: string): string[] {
  const found = table.find(([, pattern]) => pattern.test(agent));
  return found ? [found[0]] : [];
}
