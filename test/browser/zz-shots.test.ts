import { test } from '@jest/globals';
import { launchBrowser } from '../support/chromium.ts';

test('shots', async () => {
  const browser = await launchBrowser();
  const base = 'http://localhost:4812';
  const open = async (who: string | undefined, width: number, js = true) => {
    const context = await browser.newContext({ baseURL: base, viewport: { width, height: 900 }, javaScriptEnabled: js });
    const page = await context.newPage();
    if (who) {
      await page.goto('/login');
      await page.fill('main #email', `${who}@demo.example`);
      await page.fill('main #password', 'syv-gule-cykler');
      await page.click('main button[type=submit]');
    }
    return page;
  };
  const shot = async (page: Awaited<ReturnType<typeof open>>, path: string, name: string) => {
    if (path) await page.goto(path);
    await page.screenshot({ path: `/tmp/taking-shots/${name}.png`, fullPage: true });
  };
  const mod = await open('soren', 1280);
  const admin = await open('kirstine', 1280);
  const phone = await open('kirstine', 360, false);
  const stranger = await open(undefined, 1280);
  const small = await open(undefined, 360, false);
  const slug = '/wiki/borgerpanel';
  await shot(mod, '/wiki/tavlemøde/history', '01-history-mod');
  await shot(mod, '/wiki/tavlemøde/history/3/hide', '02-hide');
  await mod.click('main form button[type=submit]');
  await shot(mod, '', '03-hide-errors');
  await mod.check('#text');
  if (await mod.locator('#summary').count()) await mod.check('#summary');
  await mod.fill('#reason', 'Nævner en borger ved navn.');
  await mod.click('main form button[type=submit]');
  await shot(mod, '', '04-hidden-mod');
  await shot(stranger, '/wiki/tavlemøde/history', '05-history-stranger');
  await shot(stranger, '/wiki/tavlemøde/history/3', '06-hidden-stranger');
  await shot(small, '/en/wiki/tavlemøde/history/3', '07-hidden-small-en');
  await shot(mod, '/wiki/tavlemøde/history/3', '08-hidden-text-mod');
  await shot(mod, `${slug}/delete`, '09-delete');
  await mod.fill('#reason', 'Artiklen handler om en enkelt sag.');
  await mod.click('main form button[type=submit]');
  await shot(mod, '', '10-deleted-mod');
  await shot(small, slug, '11-deleted-small');
  await shot(mod, `${slug}/history`, '12-deleted-history-mod');
  await shot(stranger, '/changes', '13-changes');
  await shot(stranger, '/log', '14-log');
  await shot(mod, `${slug}/undelete`, '15-undelete');
  await shot(phone, '/wiki/tavlemøde/history/4/erase', '16-erase-phone');
  await shot(admin, '/en/wiki/tavlemøde/history/4/erase', '17-erase-en');
  await admin.fill('#reason', 'A citizen has asked for it.');
  await admin.click('main form button[type=submit]');
  await shot(admin, '', '18-erasures');
  await shot(admin, '/people/3/erase', '19-remove-name');
  await admin.fill('#reason', 'Personen har bedt om det den 3. november.');
  await admin.click('main form button[type=submit]');
  await shot(phone, '/erasures', '20-erasures-phone');
  await shot(stranger, '/removals', '21-removals');
  await browser.close();
}, 300_000);
