/** People who use the wiki in a real browser, by links, buttons and keys. Each page that they come to is checked. */
import { expect } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { bringAxe, DESK, PHONE, watchPage } from './page-checks.ts';

/** How someone reads: a phone is narrow, and a browser may be without JavaScript. */
export interface Way {
  screen?: 'phone' | 'desk';
  javaScript?: boolean;
}

/** The two ways that a walk is taken: most comfortably, and with least. */
export const WAYS: readonly (Way & { way: string })[] = [
  { way: 'with JavaScript at a desk', screen: 'desk', javaScript: true },
  { way: 'without JavaScript on a phone', screen: 'phone', javaScript: false },
];

/** Where a status is given, it is the one that the page must answer with; else 200. */
export interface Visitor extends Moves, Hands, Eyes {
  page: Page;
  /** How often the browser has asked whether to leave a page; it is always answered with yes. */
  asked(): number;
  /** Checks the page as it stands now. */
  checks(status?: number): Promise<void>;
  signsIn(someone: { email: string; password: string }): Promise<void>;
  /** Opens another tab of the same browser. */
  tab(): Promise<Visitor>;
  forgetsCookies(): Promise<void>;
}

interface Moves {
  visits(path: string, status?: number): Promise<void>;
  /** Follows a link of the page's content. */
  follows(link: string, status?: number): Promise<void>;
  /** Presses a button of the page's content. */
  presses(button: string, status?: number): Promise<void>;
  /** Follows a link or presses a button of the page's head; on a phone it is in the menu. */
  chooses(name: string, status?: number): Promise<void>;
}

interface Hands {
  /** Opens what is folded under a summary. */
  opens(summary: string): Promise<void>;
  /** Fills in the controls with these ids; of a list it takes the option with this value. */
  writes(fields: Record<string, string>): Promise<void>;
  /** Replaces some words in the control with an id. */
  changes(id: string, from: string, to: string): Promise<void>;
  /** Chooses what has a label. */
  ticks(label: string): Promise<void>;
}

interface Eyes {
  sees(...texts: string[]): Promise<void>;
  seesNot(...texts: string[]): Promise<void>;
  /** Returns what stands in the control with an id. */
  has(id: string): Promise<string>;
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
  await bringAxe(context);
  return inPage(await context.newPage(), address, javaScript);
}

function inPage(page: Page, address: string, javaScript: boolean): Visitor {
  const checks = watchPage(page, address, javaScript);
  const arrives = async (leave: () => Promise<unknown>, status?: number) => {
    await Promise.all([page.waitForEvent('load'), leave()]);
    await checks(status);
  };
  let questions = 0;
  page.on('dialog', (dialog) => {
    questions += 1;
    void dialog.accept();
  });
  return {
    page,
    ...movesOn(page, arrives),
    ...handsOn(page),
    ...eyesOn(page),
    checks,
    asked: () => questions,
    signsIn: async ({ email, password }) => {
      await handsOn(page).writes({ email, password });
      await arrives(() => page.locator('form:has(#password) [type=submit]').click());
    },
    tab: async () => inPage(await page.context().newPage(), address, javaScript),
    forgetsCookies: () => page.context().clearCookies(),
  };
}

type Arrive = (leave: () => Promise<unknown>, status?: number) => Promise<void>;

function movesOn(page: Page, arrives: Arrive): Moves {
  const [main, head] = [page.locator('main'), page.locator('header')];
  return {
    visits: (path, status) => arrives(() => page.goto(path), status),
    follows: (name, status) => arrives(() => main.getByRole('link', { name, exact: true }).click(), status),
    presses: (name, status) => arrives(() => main.getByRole('button', { name, exact: true }).click(), status),
    chooses: async (name, status) => {
      const menu = page.locator('.button-menu-open');
      if (await menu.isVisible()) await menu.click();
      const [link, button] = (['link', 'button'] as const).map((role) =>
        head.getByRole(role, { name, exact: true }),
      );
      await arrives(() => link!.or(button!).click(), status);
    },
  };
}

function handsOn(page: Page): Hands {
  return {
    opens: (summary) => page.locator('summary:visible', { hasText: summary }).click(),
    writes: async (fields) => {
      for (const [id, text] of Object.entries(fields)) {
        const field = control(page, id);
        const isList = (await field.evaluate(({ tagName }) => tagName)) === 'SELECT';
        await (isList ? field.selectOption(text) : field.fill(text));
      }
    },
    changes: async (id, from, to) => {
      const text = await control(page, id).inputValue();
      expect(text).toContain(from);
      await control(page, id).fill(text.replace(from, to));
    },
    ticks: (label) => page.getByLabel(label, { exact: true }).check(),
  };
}

function eyesOn(page: Page): Eyes {
  return {
    sees: async (...texts) => {
      const seen = await textSeen(page);
      for (const text of texts) expect(seen).toContain(text);
    },
    seesNot: async (...texts) => {
      const seen = await textSeen(page);
      for (const text of texts) expect(seen).not.toContain(text);
    },
    has: (id) => control(page, id).inputValue(),
  };
}

function control(page: Page, id: string) {
  return page.locator(`[id="${id}"]`);
}

/** Returns the content of a page as the eye reads it. */
function textSeen(page: Page): Promise<string> {
  return page.locator('main').evaluate((main: HTMLElement) => {
    const unseen = [...main.querySelectorAll('.sr-only')];
    const hide = () => unseen.forEach((each) => each.toggleAttribute('hidden'));
    hide();
    const text = main.innerText;
    hide();
    return text.replace(/\u00A0/g, ' ');
  });
}
