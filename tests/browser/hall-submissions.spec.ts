// The list of submissions: nothing that waits is lost in it, and any one of them is found by its number.
import { expectAccessible } from './fixtures/access.ts';
import type { CityHall } from './fixtures/city_hall.ts';
import { join } from './fixtures/desk.ts';
import { sealed } from './fixtures/slip.ts';
import { expect, test } from './fixtures/test.ts';

test.use({ viewport: { width: 1366, height: 768 } });

/** So many people send a form from home; their numbers, in the order in which they came. */
async function sent(hall: CityHall, how_many: number): Promise<string[]> {
  const slip = sealed(hall, 'water-start');
  const numbers: string[] = [];
  for (let resident = 1; resident <= how_many; resident += 1) {
    const key = resident.toString(16).padStart(32, '0');
    const answer = await fetch(`${hall.url}/api/submit`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ slip, key }),
    });
    numbers.push(((await answer.json()) as { reference: string }).reference);
  }
  return numbers;
}

test('a form from home that is looked for by its number is opened without a mouse, however it is typed', async ({ page: desk, hall, troubles }) => {
  troubles.expect(/status of 404 .*\/api\/submission\)/);
  await join(desk, hall);
  await desk.getByRole('button', { name: '申請の一覧' }).click();
  await expect(desk.getByText('申請はまだありません。')).toBeVisible();
  await expect(desk.getByText('一覧から申請を選ぶか、受付番号で探すと、ここに内容が出ます。')).toBeVisible();
  await expectAccessible(desk);

  const [number = ''] = await sent(hall, 1);
  const field = desk.getByLabel('受付番号で探す');
  await desk.keyboard.press('F3');
  await expect(field).toBeFocused();
  // Without the strokes, and in wide digits, as an input method may leave them.
  const wide = [...number.replaceAll('-', '')].map((digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)).join('');
  await desk.keyboard.insertText(wide);
  await desk.keyboard.press('Enter');
  const title = desk.getByRole('heading', { name: '水道使用開始届' });
  await expect(title).toBeFocused();
  await expect(desk.locator('.opened-stored')).toContainText(number);
  await desk.keyboard.press('Control+Enter');
  await expect(desk.locator('.opened-stored')).toContainText('オンライン・受理');
  await desk.keyboard.press('Escape');
  await expect(field).toBeFocused();

  // A slip of the finger is said before anybody is asked, and a number that was never given afterwards.
  const last = Number(number.slice(-1));
  await desk.keyboard.insertText(`${number.slice(0, -1)}${(last + 1) % 10}`);
  await desk.keyboard.press('Enter');
  await expect(desk.getByRole('alert').filter({ hasText: '受付番号が正しくありません。' })).toBeVisible();
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expectAccessible(desk);
  await field.fill('26-000777-8');
  await desk.keyboard.press('Enter');
  await expect(desk.getByRole('alert').filter({ hasText: 'この受付番号の申請が見つかりません。' })).toBeVisible();
  await expect(desk.getByText('受付番号が正しくありません。')).toBeHidden();
});

test('what nobody has accepted is in the list to the last one, and goes from it when it is accepted', async ({ page: desk, hall }) => {
  test.setTimeout(120_000);
  const numbers = await sent(hall, 103);
  await join(desk, hall);
  await desk.getByRole('button', { name: '申請の一覧' }).click();
  const list = desk.locator('.listing');
  await expect(desk.getByText('新しいほうから100件を表示しています。')).toBeVisible({ timeout: 30_000 });
  await desk.getByLabel('まだ受理していない申請だけ').check();
  await desk.getByRole('button', { name: 'さらに前の申請を表示' }).click();
  await expect(desk.getByText('103件あります。')).toBeVisible({ timeout: 30_000 });
  await expect(desk.getByRole('button', { name: 'さらに前の申請を表示' })).toBeHidden();
  await expect(list.last().locator('.reference')).toHaveText(numbers[0] ?? '');

  // The one that has waited longest is taken, looked over and accepted, with the keyboard.
  await list.last().focus();
  await desk.keyboard.press('Enter');
  await expect(desk.getByRole('heading', { name: '水道使用開始届' })).toBeFocused();
  await desk.keyboard.press('Control+Enter');
  await expect(desk.getByText('102件あります。')).toBeVisible({ timeout: 30_000 });
  await expect(list.last().locator('.reference')).toHaveText(numbers[1] ?? '');
  await desk.keyboard.press('Escape');
  // What it was taken from has gone: the keyboard is at the look-up.
  await expect(desk.getByLabel('受付番号で探す')).toBeFocused();

  for (const number of numbers.slice(1)) await desk.request.post('/api/accept', { data: { reference: number } });
  await expect(desk.getByText('受理していない申請はありません。')).toBeVisible({ timeout: 30_000 });
  await desk.getByLabel('まだ受理していない申請だけ').uncheck();
  await expect(list).toHaveCount(100);
});
