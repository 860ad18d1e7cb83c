/**
 * What every page of the wiki promises in a browser, whatever a test is about: axe (which needs script) finds nothing,
 * nothing fails or is loaded from elsewhere, it fits a phone and a desk, and a reader has no cookie.
 */
import { expect } from '@jest/globals';
import type AxeCore from 'axe-core';
import { createRequire } from 'node:module';
import type { BrowserContext, Page } from 'playwright-core';

export const PHONE = 360;
export const DESK = 1280;
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'];

// AxeBuilder sends half a megabyte to each page anew, which takes longer than axe itself.
const axe = createRequire(createRequire(import.meta.url).resolve('@axe-core/playwright')).resolve('axe-core');

/** Has the pages of a browser bring axe along; a browser without JavaScript lets it lie. */
export async function bringAxe(context: BrowserContext): Promise<void> {
  await context.addInitScript({ path: axe });
}

/** Watches a page from now on, and returns what checks it each time that it has come to an address. */
export function watchPage(page: Page, address: string, javaScript: boolean) {
  const complaints = listen(page, address);
  let status = 0;
  page.on('response', (response) => {
    if (response.request().isNavigationRequest()) status = response.status();
  });
  return async (wanted = 200): Promise<void> => {
    const fold = await unfold(page);
    const found = [...(await misfits(page)), ...(javaScript ? await faults(page) : [])];
    await fold();
    found.push(...complaints.splice(0));
    if (await holdsNeedlessCookie(page)) found.push('a reader has a cookie');
    const at = page.url();
    expect({ at, status, found }).toEqual({ at, status: wanted, found: [] });
  };
}

/** Returns a list that grows with what a page complains of in the console, throws, and asks of other hosts. */
function listen(page: Page, address: string): string[] {
  const complaints: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(address)) complaints.push(`a request for ${request.url()}`);
  });
  page.on('console', (message) => {
    // A page that answers 404 or 422 is what the test asked for.
    const ownStatus = message.location().url === page.url() && message.text().startsWith('Failed to load');
    if (['error', 'warning'].includes(message.type()) && !ownStatus) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return complaints;
}

/** Opens all details of a page, so that what is folded is checked too, and returns what folds it again. */
async function unfold(page: Page): Promise<() => Promise<void>> {
  const closed = await page.evaluateHandle(() => [...document.querySelectorAll('details:not([open])')]);
  const toggle = () =>
    page.evaluate((details) => details.forEach((each) => each.toggleAttribute('open')), closed);
  await toggle();
  return toggle;
}

/** Says where a page must be scrolled sideways, and where a line begins with the dot between two things. */
async function misfits(page: Page): Promise<string[]> {
  const { width, height } = page.viewportSize()!;
  const found: string[] = [];
  for (const each of [PHONE, DESK]) {
    await page.setViewportSize({ width: each, height });
    const needed = await page.evaluate(() => document.documentElement.scrollWidth);
    if (needed > each) found.push(`needs ${needed} of ${each} pixels`);
    for (const text of await dotsAtStarts(page)) found.push(`a line of ${each} pixels begins with ${text}`);
  }
  await page.setViewportSize({ width, height });
  return found;
}

/** Returns what stands from each such dot on that its line was broken before: not within what no line has room for. */
function dotsAtStarts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    const boxOf = ([node, at]: readonly [Node, number]) => {
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      return range.getClientRects()[0];
    };
    let before = '';
    let seen: readonly [Node, number] = [document.body, 0];
    while (nodes.nextNode()) {
      const node = nodes.currentNode;
      const text = node.nodeValue!;
      for (let at = 0; at < text.length; at++) {
        if (text[at] === '·' && /\s$/.test(before) && !/\S\u00A0$/.test(before)) {
          const [last, dot] = [boxOf(seen), boxOf([node, at])];
          if (last && dot && last.bottom <= dot.top) found.push(text.slice(at, at + 20));
        }
        before = before.slice(-1) + text[at]!;
        if (/\S/.test(text[at]!)) seen = [node, at];
      }
    }
    return found;
  });
}

/** Says what axe finds on a page. */
async function faults(page: Page): Promise<string[]> {
  const violations = await page.evaluate(async (values) => {
    const { axe } = window as unknown as { axe: typeof AxeCore };
    const runOnly = { type: 'tag' as const, values };
    return (await axe.run({ runOnly, resultTypes: ['violations'], preload: false })).violations;
  }, RULES);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  );
}

/** A page that offers to sign in is a reader's; one that the wiki made while it failed knows nobody, and offers nothing. Who has set out for a workplace's login needs one to come back, and one says at the sign-in that somebody has done so there before. */
async function holdsNeedlessCookie(page: Page): Promise<boolean> {
  const isReader = (await page.locator('header a[href$="/login"]').count()) > 0;
  const cookies = await page.context().cookies(page.url());
  return isReader && cookies.some(({ name }) => !['wiki-journey', 'wiki-browser'].includes(name));
}
