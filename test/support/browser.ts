/**
 * People who use the wiki in a real browser. Each page that one of them comes to is checked, whatever the test is about:
 * axe (which needs script) finds nothing, nothing fails or is loaded from elsewhere, it fits a phone and a desk, and a
 * reader has no cookie.
 */
import { expect } from '@jest/globals';
import type AxeCore from 'axe-core';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';

const PHONE = 360;
const DESK = 1280;
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'];

// AxeBuilder sends half a megabyte to each page anew, which takes longer than axe itself.
const axe = createRequire(createRequire(import.meta.url).resolve('@axe-core/playwright')).resolve('axe-core');

/** How someone reads: a phone is narrow, and a browser may be without JavaScript. */
export interface Way {
  screen?: 'phone' | 'desk';
  javaScript?: boolean;
}

export interface Visitor {
  page: Page;
  /** How often the browser has asked whether to leave a page; it is always answered with yes. */
  asked(): number;
  visits(path: string, status?: number): Promise<void>;
  /** Follows a link of the page's content. */
  follows(link: string, status?: number): Promise<void>;
  /** Follows a link or presses a button of the page's head; on a phone it is in the menu. */
  chooses(name: string, status?: number): Promise<void>;
  presses(button: string, status?: number): Promise<void>;
  /** Opens what is folded under a summary. */
  opens(summary: string): Promise<void>;
  /** Fills in the controls with these ids; of a list it takes the option with this value. */
  writes(fields: Record<string, string>): Promise<void>;
  /** Replaces some words in a control. */
  changes(id: string, from: string, to: string): Promise<void>;
  ticks(label: string): Promise<void>;
  /** Returns what stands in a control. */
  has(id: string): Promise<string>;
  sees(...texts: string[]): Promise<void>;
  seesNot(...texts: string[]): Promise<void>;
  checks(status?: number): Promise<void>;
  signsIn(someone: { email: string; password: string }): Promise<void>;
  /** Opens another tab of the same browser. */
  tab(): Promise<Visitor>;
  forgetsCookies(): Promise<void>;
}

/** Opens a browser of someone who has never been to the wiki at an address. */
export async function visitor(browser: Browser, address: string, way: Way = {}): Promise<Visitor> {
  const { javaScript = true, screen = 'desk' } = way;
  const context = await browser.newContext({
    baseURL: address,
    javaScriptEnabled: javaScript,
    viewport: { width: screen === 'phone' ? PHONE : DESK, height: 900 },
  });
  context.setDefaultTimeout(10_000);
  await context.addInitScript({ path: axe });
  return inPage(await context.newPage(), address, javaScript);
}

async function inPage(page: Page, address: string, javaScript: boolean): Promise<Visitor> {
  const watched = watch(page, address);
  const main = page.locator('main');
  const control = (id: string) => page.locator(`[id="${id}"]`);

  const checks = async (status = 200) => {
    const fold = await unfold(page);
    const found = [...(await misfits(page)), ...(javaScript ? await faults(page) : [])];
    await fold();
    found.push(...watched.problems.splice(0));
    if (await holdsNeedlessCookie(page)) found.push('a reader has a cookie');
    expect({ at: page.url(), status: watched.status(), found }).toEqual({
      at: page.url(),
      status,
      found: [],
    });
  };
  const arrives = async (leave: () => Promise<unknown>, status?: number) => {
    await Promise.all([page.waitForEvent('load'), leave()]);
    await checks(status);
  };
  const pressed = (name: string) => main.getByRole('button', { name, exact: true });

  return {
    page,
    asked: watched.asked,
    checks,
    visits: (path, status) => arrives(() => page.goto(path), status),
    follows: (name, status) => arrives(() => main.getByRole('link', { name, exact: true }).click(), status),
    chooses: async (name, status) => {
      const menu = page.locator('.button-menu-open');
      if (await menu.isVisible()) await menu.click();
      const named = { name, exact: true };
      const head = page.locator('header');
      await arrives(() => head.getByRole('link', named).or(head.getByRole('button', named)).click(), status);
    },
    presses: (name, status) => arrives(() => pressed(name).click(), status),
    opens: (summary) => page.locator('summary:visible', { hasText: summary }).click(),
    writes: async (fields) => {
      for (const [id, text] of Object.entries(fields)) {
        if ((await control(id).evaluate(({ tagName }) => tagName)) === 'SELECT')
          await control(id).selectOption(text);
        else await control(id).fill(text);
      }
    },
    changes: async (id, from, to) => {
      const text = await control(id).inputValue();
      expect(text).toContain(from);
      await control(id).fill(text.replace(from, to));
    },
    ticks: (label) => page.getByLabel(label, { exact: true }).check(),
    has: (id) => control(id).inputValue(),
    sees: async (...texts) => {
      const seen = await textSeen(page);
      for (const text of texts) expect(seen).toContain(text);
    },
    seesNot: async (...texts) => {
      const seen = await textSeen(page);
      for (const text of texts) expect(seen).not.toContain(text);
    },
    signsIn: async ({ email, password }) => {
      await control('email').fill(email);
      await control('password').fill(password);
      await arrives(() => page.locator('form:has(#password) [type=submit]').click());
    },
    tab: async () => inPage(await page.context().newPage(), address, javaScript),
    forgetsCookies: () => page.context().clearCookies(),
  };
}

/** Returns the content of a page as the eye reads it. */
function textSeen(page: Page): Promise<string> {
  return page.locator('main').evaluate((main: HTMLElement) => {
    const unseen = [...main.querySelectorAll('.sr-only')];
    const hide = () => unseen.forEach((each) => each.toggleAttribute('hidden'));
    hide();
    const text = main.innerText;
    hide();
    return text;
  });
}

/** Notes what a page says in the console, what it throws, where it sends requests and whether it asks before it goes. */
function watch(page: Page, address: string) {
  const problems: string[] = [];
  let status = 0;
  let asked = 0;
  page.on('response', (response) => {
    if (response.request().isNavigationRequest()) status = response.status();
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(address)) problems.push(`a request for ${request.url()}`);
  });
  page.on('console', (message) => {
    // A page that answers 404 or 422 is what the test asked for.
    const ownStatus = message.location().url === page.url() && message.text().startsWith('Failed to load');
    if (['error', 'warning'].includes(message.type()) && !ownStatus) problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('dialog', (dialog) => {
    asked += 1;
    void dialog.accept();
  });
  return { problems, status: () => status, asked: () => asked };
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

/** Says where a page must be scrolled sideways. */
async function misfits(page: Page): Promise<string[]> {
  const { width, height } = page.viewportSize()!;
  const found: string[] = [];
  for (const each of [PHONE, DESK]) {
    await page.setViewportSize({ width: each, height });
    const needed = await page.evaluate(() => document.documentElement.scrollWidth);
    if (needed > each) found.push(`needs ${needed} of ${each} pixels`);
  }
  await page.setViewportSize({ width, height });
  return found;
}

/** Opens all details of a page, so that what is folded is checked too, and returns what folds it again. */
async function unfold(page: Page): Promise<() => Promise<void>> {
  const closed = await page.evaluateHandle(() => [...document.querySelectorAll('details:not([open])')]);
  const toggle = () =>
    page.evaluate((details) => details.forEach((each) => each.toggleAttribute('open')), closed);
  await toggle();
  return toggle;
}

async function holdsNeedlessCookie(page: Page): Promise<boolean> {
  const signedIn = (await page.locator('form[action$="/logout"]').count()) > 0;
  return !signedIn && (await page.context().cookies()).length > 0;
}
