// A display that is known by its name: found from the staff's page, let in there, and sent to the office where it hangs.
import { expectAccessible } from './fixtures/access.ts';
import { join } from './fixtures/desk.ts';
import { expect, test } from './fixtures/test.ts';

const WALL = { viewport: { width: 1920, height: 1080 } };

test('a display is opened at the address that the devices page gives, and follows the office that staff choose', async ({ page: desk, hall, another }) => {
  await desk.setViewportSize({ width: 1366, height: 768 });
  await join(desk, hall);
  await desk.getByRole('button', { name: '端末' }).click();
  const office = desk.getByRole('row', { name: /本庁舎/ });
  await expect(office.getByRole('link', { name: /\/kiosk\/main$/ })).toHaveAttribute('href', `${hall.url}/kiosk/main`);
  const address = await office.getByRole('link', { name: /\/display\/main/ }).getAttribute('href');
  expect(address).toBe(`${hall.url}/display/main#device`);
  await expectAccessible(desk);

  const display = await (await another(WALL)).newPage();
  await display.goto(address ?? '');
  await expect(display.getByRole('heading', { name: 'さくら野市 本庁舎' })).toBeVisible();
  const line = display.locator('.display-device');
  await expect(line).toHaveText(/^表示機の番号 \d{6}$/);

  await desk.getByLabel('端末の番号').fill((await line.innerText()).replace(/\D/g, ''));
  await desk.getByLabel('端末の名前').fill('北の待合');
  await desk.getByRole('combobox', { name: '庁舎' }).selectOption({ label: '北支所' });
  await desk.getByRole('radio', { name: '呼出表示' }).check();
  await desk.getByRole('button', { name: '登録する' }).click();
  await expect(desk.getByRole('row', { name: /北の待合/ })).toContainText('北支所');

  // It shows the lobby of its office by itself, live, and again after a reload.
  await expect(display.getByRole('heading', { name: 'さくら野市 北支所' })).toBeVisible();
  await expect(line).toHaveText('北の待合');
  for (const [nth, count] of ['1人', '2人'].entries()) {
    const key = String(nth).repeat(32);
    await desk.request.post('/api/issue_ticket', { data: { office: 'kita', queue: 'certificates', key } });
    await expect(display.locator('.count', { hasText: '証明書・届出' })).toContainText(count);
    await display.reload();
  }
  await expect(display.getByRole('heading', { name: 'さくら野市 北支所' })).toBeVisible();
  await desk.request.post('/api/call_next', { data: { office: 'kita', counter: 1 } });
  await expect(display.locator('.newest-call')).toHaveText(/A001.*1番窓口/);

  // Sent away, it is a display like any other again.
  await desk.getByRole('button', { name: '北の待合の登録を取り消す' }).click();
  await desk.getByRole('button', { name: '取り消す', exact: true }).click();
  await display.reload();
  await expect(display.getByRole('heading', { name: 'さくら野市 本庁舎' })).toBeVisible();
  await expect(line).toHaveText(/^表示機の番号 \d{6}$/);
});
